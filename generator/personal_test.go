package main

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"html"
	"io"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// plantedID is an identity number with a right check digit; nobody was given it.
const plantedID = "361130190001020027"

// plantedForms are ways in which it may be printed.
var plantedForms = []string{
	plantedID, "361130 1900 0102 0027", "361130-19000102-0027", "３６１１３０１９０００１０２００２７", "36113019000\n1020027", "3611301900\r\n　　01020027",
	"361130\u200b190001020027", "（" + plantedID + "）", "“" + plantedID + "”", "身份证号：" + plantedID + "号",
}

// plantedPlaces put something into a report, whose first line is its title.
var plantedPlaces = []func(text, id string) string{
	func(text, id string) string { return id + "\n" + text },
	func(text, id string) string { return strings.Replace(text, "\n", id+"\n", 1) },
	func(text, id string) string { return strings.TrimRight(text, "\n ") + id },
	func(text, id string) string { return text + "\n" + id + "\n" },
	func(text, id string) string { return strings.Replace(text, "。", "。"+id, 1) },
	func(text, id string) string {
		return text + "\n姓名\t证件\t件数\n甲\t" + id + "\t5件\n乙\t无\t6件\n"
	},
	func(text, id string) string {
		return text + "\n（九）帮助" + id + "落实待遇。为其追回报酬5件。\n"
	},
	func(text, id string) string {
		return text + "\n依照《关于" + id + "的决定》化解矛盾纠纷3件。\n"
	},
	func(text, id string) string { return "发布时间：2023-01-05 来源：" + id + "\n" + text },
	func(text, id string) string { return text + "\n办理信访件12件" + id + "，办结12件。\n" },
}

// TestPersonalDataStays plants an identity number in 100 reports, each in another
// place or form. All are held back, and once the clerk has it masked all are
// published, without it: in no byte of the site, unpacked and with tags, blanks and
// hyphens aside. What the search has packed is that of the same reports received
// masked.
func TestPersonalDataStays(t *testing.T) {
	t.Parallel()
	site, masked := newSite(t), newSite(t)
	reports := filepath.Join("content", "reports", "more")
	writeArchive(t, filepath.Join(site, reports), 100)
	names, err := filepath.Glob(filepath.Join(site, reports, "*", "*.txt"))
	if err != nil || len(names) != 100 {
		t.Fatal(len(names), err)
	}
	gbk := simplifiedchinese.GB18030.NewEncoder()
	for i, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		text := plantedPlaces[i%10](string(data), plantedForms[i/10])
		if i%7 == 0 {
			if text, err = gbk.String(text); err != nil {
				t.Fatal(err)
			}
		}
		write(t, name, text)
	}

	check, _ := zhenjian(t, nil, "check", "--site", site, "--lang", "en").CombinedOutput()
	for _, name := range names {
		if n := strings.Count(string(check), filepath.Base(name)+":"); n == 0 || !regexp.MustCompile(regexp.QuoteMeta(filepath.Base(name))+`:\d+: error: an identity number \(36\*{13}027\)`).Match(check) {
			t.Errorf("not found in %s", filepath.Base(name))
		}
	}
	if bytes.Contains(check, []byte(plantedID)) {
		t.Error("check prints it")
	}
	run := func(dir string, status int) {
		t.Helper()
		cmd := zhenjian(t, nil, "build", "--site", dir, "--lang", "en")
		if out, _ := cmd.CombinedOutput(); cmd.ProcessState.ExitCode() != status {
			t.Fatalf("status %d\n%.3000s", cmd.ProcessState.ExitCode(), out)
		}
	}
	run(site, exitProblems)
	holdsNot(t, site)

	for _, name := range names {
		write(t, name+".toml", "mask = true\n"+placeAndYear(name))
	}
	run(site, 0)
	tree := holdsNot(t, site)
	if err := os.Mkdir(filepath.Join(masked, reports), 0o777); err != nil {
		t.Fatal(err)
	}
	stars := 0
	for file, data := range tree {
		if path.Base(file) == "original.txt" && bytes.Contains(data, []byte("36*************027")) {
			stars++
			rel := path.Dir(file)
			page := tree[rel+"/index.html"]
			if !bytes.Contains(page, []byte("已用 * 号遮去")) {
				t.Errorf("%s does not say that something is masked", rel)
			}
			write(t, filepath.Join(masked, reports, strings.ReplaceAll(rel, "/", "-")+".txt"), string(data))
			write(t, filepath.Join(masked, reports, strings.ReplaceAll(rel, "/", "-")+".txt.toml"), fmt.Sprintf("place = { code = %q }\nyear = %s\n", strings.Split(rel, "/")[1], strings.Split(rel, "/")[2]))
		}
	}
	if stars != 100 {
		t.Errorf("%d reports are published masked", stars)
	}
	run(masked, 0)
	other := readTree(t, filepath.Join(masked, "public"))
	packed := 0
	for file, data := range tree {
		if path.Ext(file) == ".js" && (strings.HasPrefix(file, "search/") || path.Base(file) == "search.js" && strings.HasPrefix(file, "places/")) {
			packed++
			if !bytes.Equal(data, other[file]) {
				t.Errorf("%s is not that of the reports received masked", file)
			}
		}
	}
	if packed < 105 {
		t.Errorf("only %d files of the search", packed)
	}
}

// placeAndYear answers what a title with a number in it may leave open.
func placeAndYear(name string) string {
	code, year, _ := strings.Cut(strings.TrimSuffix(filepath.Base(name), ".txt"), "-")
	return fmt.Sprintf("place = { code = %q }\nyear = %s\n", code, year)
}

var anyTag = regexp.MustCompile(`<[^>]*>`)

// holdsNot reads every file of a site and fails the test where one has the number.
func holdsNot(t *testing.T, site string) map[string][]byte {
	t.Helper()
	tree := readTree(t, filepath.Join(site, "public"))
	var look func(name string, data []byte)
	look = func(name string, data []byte) {
		switch path.Ext(name) {
		case ".gz":
			r, err := gzip.NewReader(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if data, err = io.ReadAll(r); err != nil {
				t.Fatal(err)
			}
		case ".zip":
			z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range z.File {
				r, err := f.Open()
				if err != nil {
					t.Fatal(err)
				}
				part, err := io.ReadAll(r)
				if err != nil {
					t.Fatal(err)
				}
				look(name+"/"+f.Name, part)
			}
		}
		text := string(data)
		if d, err := simplifiedchinese.GB18030.NewDecoder().String(text); err == nil && path.Ext(name) == ".txt" {
			text += "\n" + d
		}
		for _, text := range []string{text, html.UnescapeString(anyTag.ReplaceAllString(text, ""))} {
			digits := strings.Map(func(r rune) rune {
				switch {
				case r >= '０' && r <= '９':
					return r - '０' + '0'
				case strings.ContainsRune(" \t\r\n-　\u200b", r):
					return -1
				}
				return r
			}, text)
			if strings.Contains(digits, plantedID) {
				t.Errorf("%s has it", name)
				break
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(tree)) {
		look(name, tree[name])
	}
	return tree
}
