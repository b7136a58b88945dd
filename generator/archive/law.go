package archive

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2"
)

//go:embed laws.toml
var lawData []byte

// knownLaws leads from the key of each known spelling to the title that pages use.
var knownLaws = sync.OnceValue(func() map[string]string {
	var list struct {
		Law []struct {
			Title string
			Also  []string
		}
	}
	if err := toml.Unmarshal(lawData, &list); err != nil {
		panic(fmt.Sprintf("laws.toml: %v", err)) // embedded: a test loads it
	}
	known := map[string]string{}
	for _, law := range list.Law {
		known[lawKey(law.Title)] = law.Title
		for _, also := range law.Also {
			known[lawKey(also)] = law.Title
		}
	}
	return known
})

// republic stands before the titles of national laws and is often left out.
const republic = "中华人民共和国"

var lawMarks = strings.NewReplacer(
	"(", "（", ")", "）", "<", "〈", ">", "〉", "＜", "〈", "＞", "〉", "《", "〈", "》", "〉", " ", "", "\u3000", "",
	"——", "—", "－", "—", "–", "—", "-", "—", "~", "—", "～", "—")

// lawKey is the same for titles that differ only in marks, blanks, and the
// name of the state before them.
func lawKey(title string) string { return strings.TrimPrefix(lawMarks.Replace(title), republic) }

// LawTitle gives the title under which a citation is kept: the known one, or
// the citation without the name of the state before it and with marks in one form.
func LawTitle(citation string) string {
	key := lawKey(citation)
	if title, ok := knownLaws()[key]; ok {
		return title
	}
	if key == "" {
		return strings.TrimSpace(citation)
	}
	return key
}

// LawID is the part of a law's address that names it.
func LawID(title string) string {
	sum := sha256.Sum256([]byte(title))
	return hex.EncodeToString(sum[:5])
}

// findLaws gathers the citations of all reports.
func (a *Archive) findLaws() {
	for _, e := range a.Reports {
		for _, citation := range e.Cites {
			title, ok := a.lawOf[citation]
			if !ok {
				title = LawTitle(citation)
				a.lawOf[citation] = title
			}
			id := LawID(title)
			law := a.laws[id]
			if law == nil {
				law = &Law{ID: id, Title: title}
				a.laws[id] = law
			}
			if citation != law.Title && !slices.Contains(law.Variants, citation) {
				law.Variants = append(law.Variants, citation)
			}
			if n := len(law.Citing); n == 0 || law.Citing[n-1] != e {
				law.Citing = append(law.Citing, e)
			}
		}
	}
	for _, law := range a.laws {
		slices.Sort(law.Variants)
		slices.SortStableFunc(law.Citing, func(x, y *Entry) int { return y.Year - x.Year })
	}
}

// Laws gives all cited titles: those that most reports cite first, then by title.
func (a *Archive) Laws() []*Law {
	out := make([]*Law, 0, len(a.laws))
	for _, law := range a.laws {
		out = append(out, law)
	}
	slices.SortFunc(out, func(x, y *Law) int {
		if len(x.Citing) != len(y.Citing) {
			return len(y.Citing) - len(x.Citing)
		}
		return strings.Compare(x.Title, y.Title)
	})
	return out
}

// LawOf gives the law that a citation, as printed in some report, belongs to.
func (a *Archive) LawOf(citation string) *Law { return a.laws[LawID(a.lawOf[citation])] }
