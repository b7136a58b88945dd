package report

import (
	"bytes"
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"zhenjian/generator/numeral"
	"zhenjian/generator/source"
)

// A sidecar holds the clerk's answers for one report, from FILE.EXT.toml. Its
// keys are those of explain. What it states wins over the text.
type sidecar struct {
	Title string `toml:"title"`
	Place *struct {
		Province string `toml:"province"`
		City     string `toml:"city"`
		County   string `toml:"county"`
		Town     string `toml:"town"`
		Code     string `toml:"code"`
	} `toml:"place"`
	Year       int      `toml:"year"`
	Issued     any      `toml:"issued"`
	Issuers    []string `toml:"issuers"`
	Addressees []string `toml:"addressees"`

	Mask       any      `toml:"mask"`
	Accept     []string `toml:"accept"`
	Correction []struct {
		Quote   string `toml:"quote"`
		Printed string `toml:"printed"`
		Value   any    `toml:"value"`
		Strike  bool   `toml:"strike"`
		Reason  string `toml:"reason"`
		Date    any    `toml:"date"`
	} `toml:"correction"`
	Change    []dated `toml:"change"`
	Withdrawn *dated  `toml:"withdrawn"`

	Index  string   `toml:"index"`
	Number string   `toml:"number"`
	Former []string `toml:"former"`

	issued  string
	answers Answers
}

// reportKey is the form of a report's key.
var reportKey = regexp.MustCompile(`^[1-9][0-9]{5}([0-9]{3}|x[0-9a-f]{6})?/20[0-9]{2}(/[0-9]+)?$`)

// dated is a reason with its day, as TOML holds it.
type dated struct {
	Date   any    `toml:"date"`
	Reason string `toml:"reason"`
}

const sidecarKeys = "title, place, year, issued, issuers, addressees, mask, accept, correction, change, withdrawn, index, number, former"

// Answers are what the clerk decides about a report that no reading of it could
// tell.
type Answers struct {
	MaskAll     bool     // all personal data is masked
	Mask        []string // personal data to mask, in its masked form: naming it in full would tell it to whoever has the sidecar's checksum
	Accept      []string // personal data that may stand, as printed
	Corrections []Correction
	Changes     []Event  // the file was changed after it was published; oldest first, as written
	Withdrawn   *Event   // nil: it was not
	Index       string   // 索引号 of the catalogue that the report is in; "" leaves what the page says
	Number      string   // 发文字号, likewise
	Former      []string // keys that its page was at before: 370405104/2022
}

// A Correction puts a printed number right, or strikes it out.
type Correction struct {
	Quote   string          // words of the cleaned text, which stand in it once
	Printed string          // the number as printed in Quote; "" for the only one in it
	Value   numeral.Decimal // in the printed unit, 万 and 亿 multiplied out; meant only without Strike
	Strike  bool
	Reason  string
	Date    string // YYYY-MM-DD
	Line    int    // of the sidecar, 1-based
}

// An Event is something that happened to a report, and why.
type Event struct{ Date, Reason string } // YYYY-MM-DD

// ReadAnswers reads what a document's sidecar decides; nothing where it has none,
// or one with a fault, which Read names.
func ReadAnswers(doc *source.Document) Answers {
	side, _ := readSidecar(doc)
	return side.answers
}

// readSidecar reads a document's sidecar; an empty one where it has none.
func readSidecar(doc *source.Document) (*sidecar, *source.Problem) {
	side := &sidecar{}
	if doc.Sidecar == nil {
		return side, nil
	}
	refuse := func(fault *source.Fault) (*sidecar, *source.Problem) {
		return &sidecar{}, &source.Problem{Code: source.BadSidecar, File: doc.SidecarPath, Line: fault.Line, Args: []any{fault}}
	}
	if fault := source.DecodeTOML(doc.Sidecar, side, sidecarKeys); fault != nil {
		if line := source.LineOfKey(doc.Sidecar, "place"); line > 0 && line == fault.Line && !bytes.Contains(doc.Sidecar, []byte("{")) {
			fault = source.Faultf(line, "place 要写成 place = { county = \"某某县\", town = \"某某镇\" }", "place is a table: place = { county = \"…\", town = \"…\" }")
		}
		return refuse(fault)
	}
	if side.Issued != nil {
		var ok bool
		if side.issued, ok = day(side.Issued); !ok {
			return refuse(source.Faultf(source.LineOfKey(doc.Sidecar, "issued"), "issued 要写成 2024-01-15 的样子", "issued is a date such as 2024-01-15"))
		}
	}
	if side.Year != 0 && (side.Year < 2000 || side.Year > 2099) {
		return refuse(source.Faultf(source.LineOfKey(doc.Sidecar, "year"), "year 要写成 2023 这样的四位年份", "year has four digits, as in 2023"))
	}
	if fault := side.decide(doc.Sidecar); fault != nil {
		return refuse(fault)
	}
	return side, nil
}

// day reads a date of TOML's own kind or a text like one.
func day(v any) (date string, ok bool) {
	switch v := v.(type) {
	case string:
		date = v
	case fmt.Stringer:
		date = v.String()
	}
	_, err := time.Parse("2006-01-02", date)
	return date, err == nil
}

// decide checks the answers that are no facts of the report.
func (s *sidecar) decide(data []byte) *source.Fault {
	a := &s.answers
	a.Accept, a.Index, a.Number, a.Former = s.Accept, s.Index, s.Number, s.Former
	for _, key := range s.Former {
		if !reportKey.MatchString(key) {
			return source.Faultf(source.LineOfKey(data, "former"), "former 写报告原来的编号，即旧地址里 places/ 后面的一段，例如 former = [\"370405104/2022\"]", "former lists what stood behind places/ in the old addresses, such as former = [\"370405104/2022\"]")
		}
	}
	switch v := s.Mask.(type) {
	case nil:
	case bool:
		a.MaskAll = v
	case []any:
		for _, item := range v {
			text, _ := item.(string)
			if !strings.Contains(text, "*") {
				return source.Faultf(source.LineOfKey(data, "mask"), "mask 里写遮去以后的样子，例如 mask = [\"138****8000\"]；全部遮去写 mask = true", "mask lists masked forms, such as mask = [\"138****8000\"]; mask = true masks all")
			}
			a.Mask = append(a.Mask, text)
		}
	default:
		return source.Faultf(source.LineOfKey(data, "mask"), "mask 要写成 mask = true，或者 mask = [\"138****8000\"]", "mask is true, or a list such as [\"138****8000\"]")
	}
	for i, c := range s.Correction {
		line := lineOfTable(data, "correction", i)
		value, number := decimalOf(c.Value)
		date, dated := day(c.Date)
		switch {
		case c.Quote == "":
			return source.Faultf(line, "这处更正没有写 quote：照抄报告里含有这个数字的一句话", "this correction has no quote: copy the words that the number stands in")
		case (c.Value != nil) == c.Strike:
			return source.Faultf(line, "这处更正要写 value（正确的数，例如 value = 61）或者 strike = true（删去），二者选一", "this correction takes either value (the right number) or strike = true")
		case !c.Strike && !number:
			return source.Faultf(line, "value 只写数字，例如 value = 61 或 value = 99.3", "value is a number, such as 61 or 99.3")
		case strings.TrimSpace(c.Reason) == "":
			return source.Faultf(line, "这处更正没有写 reason（更正的原因）", "this correction has no reason")
		case !dated:
			return source.Faultf(line, "这处更正要写日期，例如 date = 2024-05-06", "this correction needs its day, such as date = 2024-05-06")
		}
		a.Corrections = append(a.Corrections, Correction{c.Quote, c.Printed, value, c.Strike, c.Reason, date, line})
	}
	event := func(d dated, key string, line int) (Event, *source.Fault) {
		date, ok := day(d.Date)
		if !ok || strings.TrimSpace(d.Reason) == "" {
			return Event{}, source.Faultf(line, "%[1]s 要写日期 date（例如 2024-05-06）和原因 reason", "%[1]s needs date (such as 2024-05-06) and reason", key)
		}
		return Event{date, d.Reason}, nil
	}
	for i, c := range s.Change {
		e, fault := event(c, "change", lineOfTable(data, "change", i))
		if fault != nil {
			return fault
		}
		a.Changes = append(a.Changes, e)
	}
	if s.Withdrawn != nil {
		line := cmp.Or(source.LineOfKey(data, "withdrawn"), lineOfHeader(data, "[withdrawn]", 0))
		e, fault := event(*s.Withdrawn, "withdrawn", line)
		if fault != nil {
			return fault
		}
		a.Withdrawn = &e
	}
	return nil
}

// decimalOf reads a number of TOML, or a text that is one.
func decimalOf(v any) (numeral.Decimal, bool) {
	text := ""
	switch v := v.(type) {
	case int64:
		text = strconv.FormatInt(v, 10)
	case float64:
		text = strconv.FormatFloat(v, 'f', -1, 64)
	case string:
		text = v
	}
	d, err := numeral.Parse(text)
	return d, err == nil
}

// lineOfTable gives the line of the i-th table of an array, from 0.
func lineOfTable(data []byte, key string, i int) int {
	return cmp.Or(lineOfHeader(data, "[["+key+"]]", i), source.LineOfKey(data, key))
}

func lineOfHeader(data []byte, header string, i int) int {
	n := 0
	for text := range strings.Lines(string(data)) {
		n++
		if strings.HasPrefix(strings.ReplaceAll(strings.TrimPrefix(text, "\uFEFF"), " ", ""), header) {
			if i--; i < 0 {
				return n
			}
		}
	}
	return 0
}

// place gives what the sidecar says of the place.
func (s *sidecar) place() Place {
	if s.Place == nil {
		return Place{}
	}
	return Place{Province: s.Place.Province, City: s.Place.City, County: s.Place.County, Town: s.Place.Town, Code: s.Place.Code}
}

// apply puts the sidecar's answers in the place of what the text said.
func (s *sidecar) apply(r *Report) {
	set := func(key string) { r.Overrides = append(r.Overrides, key) }
	if s.Title != "" {
		r.Title, r.Rules.Title = s.Title, "sidecar"
		if year, part := yearIn(s.Title); year > 0 {
			r.Year, r.Part, r.Rules.Year = year, part, "sidecar"
		}
		set("title")
	}
	if s.Place != nil {
		set("place")
	}
	if s.Year != 0 {
		r.Year, r.Rules.Year = s.Year, "sidecar"
		set("year")
	}
	if s.issued != "" {
		r.Issued, r.Rules.Issued = s.issued, "sidecar"
		set("issued")
	}
	if s.Issuers != nil {
		r.Issuers = s.Issuers
		set("issuers")
	}
	if s.Addressees != nil {
		r.Addressees = s.Addressees
		set("addressees")
	}
	if len(r.Overrides) == 0 {
		return
	}
	kept := r.Problems[:0]
	for _, p := range r.Problems {
		answered := (p.Code == source.NoYear || p.Code == source.YearUnsure) && s.Year != 0 || p.Code == source.OtherKind && s.Title != ""
		if !answered {
			kept = append(kept, p)
		}
	}
	r.Problems = kept
	r.problem(source.Overridden, -1, strings.Join(r.Overrides, "、"))
}
