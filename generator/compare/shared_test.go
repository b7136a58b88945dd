package compare

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"zhenjian/generator/archive"
	"zhenjian/generator/indicator"
	"zhenjian/generator/region"
	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

// An inventor writes sentences of words that real reports have, in an order that none has.
type inventor struct {
	*rand.Rand
	words []string
}

func newInventor(seed uint64) *inventor {
	in := &inventor{Rand: rand.New(rand.NewPCG(seed, 1))}
	for line := range strings.Lines(commonData) {
		if !strings.HasPrefix(line, "#") {
			if fields := strings.Fields(line); len(fields) > 1 {
				in.words = append(in.words, fields[1:]...)
			}
		}
	}
	return in
}

func (in *inventor) sentence() string {
	var b strings.Builder
	for clause := range 3 + in.IntN(2) {
		if clause > 0 {
			b.WriteString("，")
		}
		for range 6 + in.IntN(4) {
			b.WriteString(in.words[in.IntN(len(in.words))])
		}
		fmt.Fprintf(&b, "%d次", 2+in.IntN(90))
	}
	return b.String() + "。"
}

func (in *inventor) sentences(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = in.sentence()
	}
	return out
}

// edits are what is done to a passage that was taken from elsewhere.
var edits = []struct {
	name string
	do   func(in *inventor, passage []string) []string
}{
	{"word for word", func(_ *inventor, p []string) []string { return p }},
	{"numbers changed", func(in *inventor, p []string) []string {
		return mapped(p, func(s string) string {
			return strings.NewReplacer("1", "7", "2", "31", "3", "8", "4", "9", "5", "6").Replace(s)
		})
	}},
	{"sentences moved", func(in *inventor, p []string) []string {
		p = slices.Clone(p)
		slices.Reverse(p)
		return p
	}},
	{"a word changed in each sentence", func(in *inventor, p []string) []string {
		return mapped(p, func(s string) string {
			r := []rune(s)
			at := 2 + in.IntN(8)
			return string(r[:at]) + in.words[in.IntN(len(in.words))] + string(r[at+2:])
		})
	}},
}

func mapped(list []string, f func(string) string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = f(s)
	}
	return out
}

// TestPlantedCopies plants passages of other towns' reports into 2,000 invented ones
// of which every one has formulas that all have, and those that its county
// prescribes, and prints what is found and what is false alarm. The formulas are
// made before anything else and are told to nobody. What counties with few towns
// prescribe is not told from copies: these are the false alarms.
func TestPlantedCopies(t *testing.T) {
	const reports, planted = 2000, 200
	in := newInventor(9)
	formulas := in.sentences(40)
	county := map[string][]string{}
	var entries []*archive.Entry
	bodies := make([][]string, reports)
	codes := townCodes(reports / 2)
	for i := range reports {
		body := in.sentences(12)
		for range 5 {
			body = slices.Insert(body, in.IntN(len(body)), formulas[in.IntN(len(formulas))])
		}
		above := codes[i/2][:6]
		if county[above] == nil {
			county[above] = in.sentences(4)
		}
		bodies[i] = append(body, county[above]...)
	}
	type copy struct{ to, from, edit int }
	var copies []copy
	for n := range planted {
		c := copy{to: 2*in.IntN(reports/2) + 1, from: 2 * in.IntN(reports/2), edit: n % len(edits)}
		if c.from/2 == c.to/2 || codes[c.from/2][:6] == codes[c.to/2][:6] || slices.ContainsFunc(copies, func(x copy) bool { return x.to == c.to || x.from == c.from }) {
			continue
		}
		copies = append(copies, c)
		bodies[c.to] = slices.Concat(bodies[c.to][:6], edits[c.edit].do(in, bodies[c.from][3:7]), bodies[c.to][6:])
	}
	for i, body := range bodies {
		r := &Report{Year: 2020 + i%2, Text: strings.Join(body, "") + "\n", Spans: &archive.Spans{}}
		r.Spans.Blocks = []report.Block{{Span: source.Span{End: len(r.Text) - 1}, Section: -1}}
		entries = append(entries, &archive.Entry{
			Path: fmt.Sprint(i, ".txt"), SHA256: fmt.Sprint(i), Code: codes[i/2], Year: r.Year, Prints: archive.PrintsOf(r.Prints(func(int) int { return 1 })),
		})
	}
	arc, _ := archive.New(region.Builtin(), indicator.Builtin(), entries, nil)
	found := map[[2]string]bool{}
	for _, s := range SharedPassages(arc) {
		found[[2]string{s.Entry.Path, s.From.Path}] = true
	}
	hit, all := make([]int, len(edits)), make([]int, len(edits))
	for _, c := range copies {
		all[c.edit]++
		pair := [2]string{fmt.Sprint(c.to, ".txt"), fmt.Sprint(c.from, ".txt")}
		if found[pair] {
			hit[c.edit]++
			delete(found, pair)
		}
	}
	for i, e := range edits {
		t.Logf("%s: %d of %d found", e.name, hit[i], all[i])
		if all[i] < planted/8 || 10*hit[i] < 9*all[i] {
			t.Errorf("%s: %d of %d found; 0.9 was asked", e.name, hit[i], all[i])
		}
	}
	t.Logf("%d reports, %d copies, %d false alarms", reports, len(copies), len(found))
	if len(found) > len(copies)/20 {
		t.Errorf("false alarms: %v", found)
	}
}

// townCodes gives the codes of n towns, county by county.
func townCodes(n int) []string {
	var codes []string
	var visit func(code string)
	visit = func(code string) {
		for _, unit := range region.Builtin().Children(code) {
			if len(codes) == n {
				return
			}
			if unit.Level == region.Town {
				codes = append(codes, unit.Code)
			} else {
				visit(unit.Code)
			}
		}
	}
	visit("")
	return codes
}

// What lies between two passages is not said to be shared, though it has no clause
// that is long enough for a print.
func TestSharedPassagesEndWithTheirParagraph(t *testing.T) {
	const first = "凡未经会商的协议一律不提交会议研究，凡法律意见未被采纳的须在会议纪要里写明理由，法律顾问与业务站所同桌会商并当场出具书面意见。\n"
	const second = "编印方言版调解故事集发给各村祠堂理事会，邀请律师逐户走访沿江养殖户讲解合同订立要点，组织机关干部旁听行政诉讼庭审并撰写体会。\n"
	const own = "办件5.1万件。\n办结率100%。\n信访148件。\n"
	var entries []*archive.Entry
	for i, text := range []string{first + second, first + own + second} {
		doc, _ := source.New("a.txt", []byte(text))
		r := &Report{Text: doc.Text, Spans: &archive.Spans{}}
		for at := 0; at < len(r.Text); {
			n := strings.Index(r.Text[at:], "\n")
			r.Spans.Blocks = append(r.Spans.Blocks, report.Block{Span: source.Span{Start: at, End: at + n}, Section: -1})
			at += n + 1
		}
		entries = append(entries, &archive.Entry{Path: fmt.Sprint(i, ".txt"), SHA256: fmt.Sprint(i), Code: townCodes(2)[i], Year: 2020 + i, Prints: archive.PrintsOf(r.Prints(doc.Line))})
	}
	arc, _ := archive.New(region.Builtin(), indicator.Builtin(), entries, nil)
	var got [][2]int
	for _, p := range PassagesElsewhere(arc)[entries[1]] {
		got = append(got, [2]int{p.First, p.Last})
	}
	if want := [][2]int{{0, 2}, {3, 5}}; !slices.Equal(got, want) {
		t.Errorf("clauses %v of the report are shared, want %v", got, want)
	}
}

// Sightings of one clause stay in the order of years.
func TestByHash(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	list := make([]sighting, 5000)
	for i := range list {
		list[i] = sighting{hash: random.Uint32() &^ 0xFFF0, report: int32(i)}
	}
	want := slices.Clone(list)
	slices.SortStableFunc(want, func(x, y sighting) int { return cmp.Compare(x.hash, y.hash) })
	if !slices.Equal(byHash(list), want) {
		t.Error("not as a stable sort has them")
	}
	if len(byHash(nil)) != 0 {
		t.Error("something of nothing")
	}
}
