package pipeline

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unsafe"

	"zhenjian/generator/indicator"
	"zhenjian/generator/region"
	"zhenjian/generator/source"
)

// TestMemory: what is remembered is what reading anew gives, also where some files
// are read and others remembered at the same time, and after it was kept.
func TestMemory(t *testing.T) {
	dir := t.TempDir()
	old := time.Now().Add(-time.Hour)
	write := func(i, cases int) {
		t.Helper()
		name := filepath.Join(dir, fmt.Sprintf("%d.txt", i))
		text := fmt.Sprintf("枣庄市台儿庄区涧头集镇%d年度法治政府建设情况报告\n一、主要举措\n全年办理行政处罚案件%d件。\n", 2010+i%14, cases)
		if i%10 == 9 {
			text = "没有地方的报告\n"
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		os.Chtimes(name, old, old)
	}
	for i := range 60 {
		write(i, i+1)
	}
	in := Input{Reports: dir, Gazetteer: region.Builtin(), Catalogue: indicator.Builtin(), Jobs: 4}
	m := recall("", "key")
	look := func(m *memory) (string, int) {
		t.Helper()
		_, found, err := in.look()
		if err != nil {
			t.Fatal(err)
		}
		arc, res, err := understand(in, m, found, 1)
		if err != nil {
			t.Fatal(err)
		}
		text := ""
		for _, e := range arc.Reports {
			text += fmt.Sprintf("%s %s %v\n", e.Path, e.Key(), e.Mentions)
		}
		for _, p := range res.Problems {
			text += p.Error() + "\n"
		}
		return text, len(res.Read)
	}
	if _, read := look(m); read != 60 {
		t.Errorf("the first time %d are read", read)
	}
	for _, r := range m.records {
		r.sure = true // as two seconds later
	}
	for i := 0; i < 60; i += 7 {
		write(i, 1000+i)
	}
	want, _ := look(recall("", "key"))
	if got, read := look(m); got != want || read != 9 {
		t.Errorf("%d read; got\n%s\nwant\n%s", read, got, want)
	}
	for _, r := range m.records {
		r.sure = true
	}
	var kept bytes.Buffer
	w := bufio.NewWriter(&kept)
	m.keep(w)
	w.Flush()
	again := recall(kept.String(), "key")
	if got, read := look(again); got != want || read != 0 {
		t.Errorf("%d read; got\n%s\nwant\n%s", read, got, want)
	}
	for name, text := range map[string]string{"another key": "yek" + kept.String()[3:], "cut short": kept.String()[:kept.Len()-3], "nothing": ""} {
		if m := recall(text, "key"); len(m.records) != 0 {
			t.Errorf("%s: %d records", name, len(m.records))
		}
	}
}

// TestRecordHoldsNoText: a problem that quotes a report does not keep all of its text.
func TestRecordHoldsNoText(t *testing.T) {
	text := strings.Repeat("开展普法宣传35场次。", 100)
	quote := text[30:60]
	problems := []source.Problem{{Code: source.Misprint, Args: []any{quote, 3}}}
	r := newRecord(source.File{}, time.Now(), nil, nil, problems)
	kept := r.problems[0].Args[0].(string)
	if kept != quote || unsafe.StringData(kept) == unsafe.StringData(quote) {
		t.Errorf("%q is still a part of the text", kept)
	}
}
