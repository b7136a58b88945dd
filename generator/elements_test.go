package main

import (
	"bytes"
	"math/big"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// The numbers that sentences name, in the order in which recompute.js has them.
var (
	leadNumbers   = regexp.MustCompile(`^(\d+)个有报告的地方中，(\d+)个提到这项指标，共(\d+)份报告`)
	reportNumbers = regexp.MustCompile(`^\d+个乡镇、街道中，(\d+)个有这一年度的报告`)
	lineNumbers   = regexp.MustCompile(`^(?:从(?P<from>\d{4})年度的(.+?)到(\d{4})年度的(.+?)|(?P<same>\d{4})年度和(\d{4})年度都是(.+?)|(?P<broken>\d{4})年度(.+?)，(\d{4})年度(.+?)，其间口径有变化，前后不宜直接比较)` +
		`(?:；变化最大的是(?P<change>\d{4})年度，(?:比(\d{4})年度(?:多约?(?P<more>[\d.万]+)|少约?(?P<less>[\d.万]+))[^；。]+|(\d{4})年度为(?P<was>[^；。]+?)))?` +
		`(?:；(?:(?P<unmentioned>\d+)个年度未提及)?，?(?:(?P<without>\d+)个年度无报告)?)?。$`)
	trendNumbers = regexp.MustCompile(`^中位数从(\d+)年度的([\d.万]+)（(\d+)个地方）到(\d+)年度的([\d.万]+)（(\d+)个地方）`)
	barsNumbers  = regexp.MustCompile(`^(\d+)年度有报告的(\d+)个乡镇、街道中，(\d+)个写到全年数字(?:（(?P<none>\d+)个写明没有）)?(?:，(?P<part>\d+)个只有部分月份的数字，不画在图里)?。`)

	fourDigits = regexp.MustCompile(`\d{4}`)
	amount     = regexp.MustCompile(`([\d.]+)(万?)`)
	monthsOf   = regexp.MustCompile(`^(\d+)(?:—(\d+))?月$`)
	nameOfRow  = regexp.MustCompile(`[0-9x][0-9a-fx]+/\d{4}#m\d+`)
)

// numbersIn gives the numbers of a sentence in plain digits. A named group that
// is there gives its name before its number.
func numbersIn(sentence *regexp.Regexp, n *html.Node) string {
	var words []string
	for i, number := range sentence.FindStringSubmatch(textOf(n)) {
		switch {
		case i == 0 || number == "":
			continue
		case sentence.SubexpNames()[i] != "":
			words = append(words, sentence.SubexpNames()[i])
		}
		words = append(words, amountIn(number))
	}
	return strings.Join(words, " ")
}

// amountIn gives the first number of a text in plain digits: 12000 for 约1.2万份.
func amountIn(text string) string {
	m := amount.FindStringSubmatch(text)
	if m == nil {
		return ""
	}
	n, ok := new(big.Rat).SetString(m[1])
	if !ok {
		return ""
	}
	if m[2] != "" {
		n.Mul(n, big.NewRat(10000, 1))
	}
	return strings.TrimSuffix(strings.TrimRight(n.FloatString(20), "0"), ".")
}

// rowName is the report and the first mention of what leads somewhere; "" where
// it leads nowhere.
func rowName(leads string) string { return nameOfRow.FindString(leads) }

// monthsIn gives the part of a year that a number is for: 1-9.
func monthsIn(n *html.Node) string {
	for _, small := range elements(n, "small") {
		if m := monthsOf.FindStringSubmatch(textOf(small)); m != nil {
			if m[2] == "" {
				m[2] = m[1]
			}
			return m[1] + "-" + m[2]
		}
	}
	return ""
}

func breakIn(n *html.Node) bool { return hasAttribute(n, "data-break") }

// rowsOf gives the heads of a table's columns, and the cells of its rows, the
// head of each first. Rows that head a group have no cells and are left out.
func rowsOf(table *html.Node) (heads []string, rows [][]*html.Node) {
	for _, tr := range elements(table, "tr") {
		var row []*html.Node
		for c := range tr.ChildNodes() {
			switch {
			case c.Data == "th" && attribute(c, "scope") == "col":
				heads = append(heads, textOf(c))
			case c.Data == "th" && attribute(c, "scope") == "row" || c.Data == "td" && len(row) > 0:
				row = append(row, c)
			}
		}
		if len(row) > 1 {
			rows = append(rows, row)
		}
	}
	return heads, rows
}

func figuresIn(page []byte) []*html.Node { return withAttribute(parsePage(page), "data-chart") }

func parsePage(data []byte) *html.Node {
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return &html.Node{} // a page of nothing, which no test takes for one
	}
	return root
}

func elements(n *html.Node, name string) []*html.Node {
	return chosen(n, func(d *html.Node) bool { return d.Data == name })
}

func withAttribute(n *html.Node, key string) []*html.Node {
	return chosen(n, func(d *html.Node) bool { return hasAttribute(d, key) })
}

func withClass(n *html.Node, class string) []*html.Node {
	return chosen(n, func(d *html.Node) bool { return hasClass(d, class) })
}

func chosen(n *html.Node, fits func(*html.Node) bool) []*html.Node {
	var out []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && fits(d) {
			out = append(out, d)
		}
	}
	return out
}

// first gives the first of some elements, or one that has nothing in it.
func first(list []*html.Node) *html.Node {
	if len(list) == 0 {
		return &html.Node{}
	}
	return list[0]
}

func hasClass(n *html.Node, class string) bool {
	return slices.Contains(strings.Fields(attribute(n, "class")), class)
}

func hasAttribute(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}
