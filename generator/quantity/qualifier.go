package quantity

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// A Qualifier says how a printed number stands to the number that is meant.
type Qualifier uint8

const (
	Exact   Qualifier = iota // 35场; also behind 共, 达, 累计 and 仅有
	About                    // 近600件次, 约200次, 30人左右, 2至3次
	Over                     // 500余人次, 20多次, 30%以上, 超过1万人
	AtLeast                  // 不少于8次
	AtMost                   // 不到10人, 30日以内
)

func (q Qualifier) String() string {
	return [...]string{"exact", "about", "over", "at-least", "at-most"}[q]
}

// A qualifyingWord qualifies a number behind it.
type qualifyingWord struct {
	word string
	q    Qualifier
	wide bool
	bar  string // a rune before the word that makes another word of it: 最近3年, 签约20户
}

// before lists the words that qualify a number behind them. A longer word
// stands before a shorter one that ends it. Behind the wide ones 了, 有 and the
// like may come between: 超过了80件, 至少有10次.
var before = [...]qualifyingWord{
	{"大于或者等于", AtLeast, true, ""},
	{"大于或等于", AtLeast, true, ""},
	{"大于等于", AtLeast, true, ""},
	{"小于或等于", AtMost, true, ""},
	{"小于等于", AtMost, true, ""},
	{"不得少于", AtLeast, true, ""},
	{"不得低于", AtLeast, true, ""},
	{"不得超过", AtMost, true, ""},
	{"不能少于", AtLeast, true, ""},
	{"不能低于", AtLeast, true, ""},
	{"不能超过", AtMost, true, ""},
	{"没有超过", AtMost, true, ""},
	{"不少于", AtLeast, true, ""},
	{"不低于", AtLeast, true, ""},
	{"不小于", AtLeast, true, ""},
	{"不下于", AtLeast, true, ""},
	{"不短于", AtLeast, true, ""},
	{"不早于", AtLeast, true, ""},
	{"不亚于", AtLeast, true, ""},
	{"不超过", AtMost, true, ""},
	{"未超过", AtMost, true, ""},
	{"不多于", AtMost, true, ""},
	{"不高于", AtMost, true, ""},
	{"不大于", AtMost, true, ""},
	{"不长于", AtMost, true, ""},
	{"差不多", About, true, ""},
	{"少于", AtMost, true, ""},
	{"低于", AtMost, true, ""},
	{"小于", AtMost, true, ""},
	{"多于", Over, true, ""},
	{"高于", Over, true, ""},
	{"大于", Over, true, ""},
	{"至少", AtLeast, true, ""},
	{"最少", AtLeast, true, ""},
	{"起码", AtLeast, true, ""},
	{"不下", AtLeast, true, "居"},
	{"至多", AtMost, true, ""},
	{"最多", AtMost, true, ""},
	{"达不到", AtMost, true, ""},
	{"不到", AtMost, true, "想找看做得办"},
	{"不足", AtMost, false, "的在些"},
	{"不满", AtMost, false, "的"},
	{"未满", AtMost, false, ""},
	{"未达", AtMost, true, ""},
	{"超过", Over, true, ""},
	{"超出", Over, true, ""},
	{"突破", Over, false, ""},
	{"不止", Over, true, ""},
	{"超", Over, false, "赶反高"},
	{"逾", Over, false, ""},
	{"大约", About, true, ""},
	{"大概", About, true, ""},
	{"接近", About, true, ""},
	{"将近", About, true, ""},
	{"损失约", About, true, ""},
	{"约", About, true, "契合签预公条制节民违履邀续毁失赴相规集"},
	{"近", About, false, "最附邻就临靠亲切贴远新逼走相周拉凑"},
	{"≥", AtLeast, false, ""},
	{"≧", AtLeast, false, ""},
	{"≤", AtMost, false, ""},
	{">", Over, false, ""},
	{"＞", Over, false, ""},
	{"<", AtMost, false, ""},
	{"＜", AtMost, false, ""},
	{"≦", AtMost, false, ""},
}

var fillers = [...]string{"达到", "每年", "每月", "每季度", "每周", "了", "有", "是", "为", "占", "达", "到", "在", "于", "共"}

// verbs stand between 至少 and its number in rules: 每季度至少开展1次.
var verbs = [...]string{"开展", "组织", "召开", "举办", "听取", "进行", "安排", "学习", "参加", "报送", "研究", "走访", "巡查", "检查", "配备", "培养", "培育", "培训", "建立", "设立", "举行", "集中", "公布", "更新", "完成", "排查", "化解", "调解", "开会", "通报", "上报", "宣讲", "宣传", "解决", "审查", "评查", "整治", "演练", "讲", "需要", "需", "要", "得"}

// endings files the words, fillers and verbs of the lists above by the rune that
// they end in: most numbers have none of these runes before them.
var endings = func() map[rune]*ending {
	m := map[rune]*ending{}
	of := func(word string) *ending {
		r, _ := utf8.DecodeLastRuneInString(word)
		if m[r] == nil {
			m[r] = &ending{}
		}
		return m[r]
	}
	for _, b := range before {
		of(b.word).words = append(of(b.word).words, b)
	}
	for _, filler := range fillers {
		of(filler).fillers = append(of(filler).fillers, filler)
	}
	for _, verb := range verbs {
		of(verb).verbs = append(of(verb).verbs, verb)
	}
	return m
}()

// An ending is what ends in one rune, in the order of the lists.
type ending struct {
	words          []qualifyingWord
	fillers, verbs []string
}

// qualifyBefore reads the qualifier that stands before a number.
func qualifyBefore(text string) Qualifier {
	text = trimBlanksRight(text)
	e := endingOf(text)
	if e == nil {
		return Exact
	}
	if q, ok := e.qualifies(text, false); ok {
		return q
	}
	for range 2 {
		i := slices.IndexFunc(e.fillers, func(filler string) bool { return strings.HasSuffix(text, filler) })
		if i < 0 {
			break
		}
		text = trimBlanksRight(strings.TrimSuffix(text, e.fillers[i]))
		if e = endingOf(text); e == nil {
			return Exact
		}
		if q, ok := e.qualifies(text, true); ok {
			return q
		}
	}
	for _, verb := range e.verbs {
		if rest, ok := strings.CutSuffix(text, verb); ok && endsWithAny(rest, "至少", "最少", "不少于", "不低于") {
			return AtLeast
		}
	}
	return Exact
}

// endingOf gives what may end text; nil for nothing.
func endingOf(text string) *ending {
	last, _ := utf8.DecodeLastRuneInString(text)
	return endings[last]
}

// qualifies reads the qualifying word that text ends in, or only a wide one.
func (e *ending) qualifies(text string, wide bool) (Qualifier, bool) {
	for _, b := range e.words {
		if wide && !b.wide || !strings.HasSuffix(text, b.word) {
			continue
		}
		if r, _ := utf8.DecodeLastRuneInString(text[:len(text)-len(b.word)]); b.bar != "" && strings.ContainsRune(b.bar, r) {
			return Exact, false
		}
		return b.q, true
	}
	return Exact, false
}

// after lists the words that qualify a number before them.
var after = [...]struct {
	word string
	q    Qualifier
	bar  string // runes behind it that make another word of it: 上下联动
}{
	{"以上", Over, ""},
	{"及以上", Over, ""},
	{"或以上", Over, ""},
	{"或者以上", Over, ""},
	{"（含）以上", Over, ""},
	{"(含)以上", Over, ""},
	{"之上", Over, ""},
	{"有余", Over, ""},
	{"开外", Over, ""},
	{"以下", AtMost, "简"},
	{"及以下", AtMost, ""},
	{"（含）以下", AtMost, ""},
	{"(含)以下", AtMost, ""},
	{"以内", AtMost, ""},
	{"之内", AtMost, ""},
	{"左右", About, "两侧邻"},
	{"上下", About, "班级联游楼一贯互功"},
	{"余", Over, "额下款地量震热人名件份"},
}

// afterRunes are the runes that such a word opens with, and that of 两年多: most
// quantities have none of them behind, and cost no more than this look.
var afterRunes = func() string {
	runes := []rune{'多'}
	for _, a := range after {
		if r, _ := utf8.DecodeRuneInString(a.word); !slices.Contains(runes, r) {
			runes = append(runes, r)
		}
	}
	return string(runes)
}()

// qualifyAfter reads the qualifier that stands behind a quantity of unit u.
func qualifyAfter(text string, u *unit) Qualifier {
	text = text[blanksAt(text):]
	first, _ := utf8.DecodeRuneInString(text)
	if !strings.ContainsRune(afterRunes, first) {
		return Exact
	}
	for _, a := range after {
		if rest, ok := strings.CutPrefix(text, a.word); ok {
			if r, _ := utf8.DecodeRuneInString(rest); rest == "" || !strings.ContainsRune(a.bar, r) {
				return a.q
			}
		}
	}
	switch u.family {
	case timeFamily, lengthFamily, weightFamily, shareFamily: // 两年多, 5公里多, 六成多
		if rest, ok := strings.CutPrefix(text, "多"); ok && (clauseEnds(rest) || startsWithAny(rest, "来", "时间", "的")) {
			return Over
		}
	}
	return Exact
}

// maxBlanks bounds the blanks passed over between the parts of a quantity, so
// that long runs of them cost nothing.
const maxBlanks = 4

func blanksAt(text string) int {
	if text == "" || text[0] != ' ' && text[0] != '\xc2' && text[0] != '\xe3' { // the first bytes of the three
		return 0
	}
	n := 0
	for range maxBlanks {
		r, size := utf8.DecodeRuneInString(text[n:])
		if r != ' ' && r != '\u00a0' && r != '\u3000' {
			break
		}
		n += size
	}
	return n
}

func trimBlanksRight(text string) string {
	if n := len(text) - 1; n < 0 || text[n] != ' ' && text[n] != '\xa0' && text[n] != '\x80' { // the last bytes of the three
		return text
	}
	for range maxBlanks {
		r, size := utf8.DecodeLastRuneInString(text)
		if r != ' ' && r != '\u00a0' && r != '\u3000' {
			break
		}
		text = text[:len(text)-size]
	}
	return text
}
