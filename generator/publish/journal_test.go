package publish

import (
	"path/filepath"
	"reflect"
	"testing"
)

func TestJournal(t *testing.T) {
	name := filepath.Join(t.TempDir(), "journal")
	for _, want := range []*journal{
		{manifest: "x"},
		{
			manifest: "x", clear: []string{"a", "b"},
			new:     []placement{{3, "c/d"}, {0, "e"}},
			changed: []placement{{12, "f"}}, remove: []string{"g", "h/i"},
		},
	} {
		if err := want.write(name); err != nil {
			t.Fatal(err)
		}
		if got, err := readJournal(name); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%+v, %v, want %+v", got, err, want)
		}
	}
}

func TestJournalRefuses(t *testing.T) {
	name := filepath.Join(t.TempDir(), "journal")
	for _, text := range []string{
		"",
		"zhenjian journal 2\n",
		journalHeader + "\nnew a\n",
		journalHeader + "\nnew x a\n",
		journalHeader + "\nremove\n",
		journalHeader + "\nremove ../a\n",
		journalHeader + "\nremove .gitignore\n",
		journalHeader + "\nnew 1 ../a\n",
		journalHeader + "\nwhat a\n",
		journalHeader + "\n\n",
	} {
		seal(t, name, text)
		if j, err := readJournal(name); err != errDamaged {
			t.Errorf("%q: %+v, %v", text, j, err)
		}
	}
}
