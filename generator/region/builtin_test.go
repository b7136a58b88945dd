package region

import (
	"crypto/sha256"
	"fmt"
	"os"
	"testing"

	"github.com/pelletier/go-toml/v2"
)

func TestDataIsTheOneOfVersion(t *testing.T) {
	notes, err := os.ReadFile("data/VERSION.toml")
	if err != nil {
		t.Fatal(err)
	}
	var version struct {
		SHA256 string `toml:"sha256"`
	}
	if err := toml.Unmarshal(notes, &version); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprintf("%x", sha256.Sum256(packed)); got != version.SHA256 {
		t.Errorf("divisions.txt.gz has sha256 %s, VERSION.toml says %s; run go generate", got, version.SHA256)
	}
	if len(packed) > 300<<10 {
		t.Errorf("divisions.txt.gz has %d bytes, want 300 KB at most", len(packed))
	}
}

func TestCounts(t *testing.T) {
	g := Builtin()
	count := map[Level]int{}
	for _, r := range g.units[:g.present] {
		count[r.Level]++
	}
	// 31 provinces and 香港, 澳门, 台湾; 342 cities of the source less 9 that are headings;
	// 2,978 counties less the 4 cities without counties; 41,352 towns less 12 that are
	// villages without a town, and 金门县 in 金门县.
	want := map[Level]int{Province: 34, City: 333, County: 2974, Town: 41337}
	for level, n := range want {
		if count[level] != n {
			t.Errorf("%d units of level %d, want %d", count[level], level, n)
		}
	}
	if gone := g.coded - g.present; gone < 550 || gone > 650 {
		t.Errorf("%d units are gone, want about 591", gone)
	}
}

func TestEveryUnitHasItsPlace(t *testing.T) {
	g := Builtin()
	seen := map[string]bool{}
	for i, r := range g.units[:g.coded] {
		if seen[r.Code] {
			t.Errorf("%s stands twice", r.Code)
		}
		seen[r.Code] = true
		if !codeForm.MatchString(r.Code) || !isName(r.Name) || levelOf(r.Code) != r.Level || r.Former != (i >= g.present) {
			t.Errorf("odd unit %+v", r)
		}
		parent, ok := g.Lookup(r.Parent)
		if r.Level == Province {
			if r.Parent != "" {
				t.Errorf("%s lies in %s", r.Name, parent.Name)
			}
		} else if !ok || parent.Level >= r.Level {
			t.Errorf("%s %s lies in %q", r.Code, r.Name, r.Parent)
		}
		if !r.Former && parent.Former {
			t.Errorf("%s %s lies in %s, which is gone", r.Code, r.Name, parent.Name)
		}
		if got, ok := g.Lookup(r.Code); !ok || got != r {
			t.Errorf("Lookup(%s) = %+v, want %+v", r.Code, got, r)
		}
	}
	for _, r := range g.units[g.present:] {
		if heir, ok := g.Lookup(r.Successor); r.Successor != "" && (!ok || heir.Former) {
			t.Errorf("%s %s has the successor %s, which is no present unit", r.Code, r.Name, r.Successor)
		}
	}
}

func TestParse(t *testing.T) {
	present, former := parse("370000山东省\n370405台儿庄区\n001运河街道\n103涧头集镇\n泥沟镇\n" +
		"620200嘉峪关市\n620201\n001雄关街道\nformer\n370405205旧乡370405104\n370406某县\n370406100某镇\n")
	want := []Region{
		{"370000", "山东省", Province, "", false, ""},
		{"370405", "台儿庄区", County, "370000", false, ""},
		{"370405001", "运河街道", Town, "370405", false, ""},
		{"370405103", "涧头集镇", Town, "370405", false, ""},
		{"370405104", "泥沟镇", Town, "370405", false, ""},
		{"620200", "嘉峪关市", City, "", false, ""},
		{"620201001", "雄关街道", Town, "620200", false, ""},
		{"370405205", "旧乡", Town, "370405", true, "370405104"},
		{"370406", "某县", County, "370000", true, ""},
		{"370406100", "某镇", Town, "370406", true, ""},
	}
	got := append(present, former...)
	if len(got) != len(want) {
		t.Fatalf("%d units, want %d", len(got), len(want))
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%+v, want %+v", got[i], want[i])
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		text, err := unpack(packed)
		if err != nil {
			b.Fatal(err)
		}
		newGazetteer(parse(text))
	}
}
