package main

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"
)

// maxRuntime is what the script of the charts may weigh, in bytes: it comes once
// to a reader, but as it is from a server that does not compress.
const maxRuntime = 700_000

// TestChartRuntime compares the script that draws the charts with the notes of
// chart/runtime, which made it, and asks for the licences of what is in it.
func TestChartRuntime(t *testing.T) {
	const folder = "../layouts/assets/echarts"
	read := func(name string) string {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	var want struct {
		SHA256 string `toml:"sha256"`
		Bytes  int    `toml:"bytes"`
		Source []struct {
			Package string `toml:"package"`
			Version string `toml:"version"`
		} `toml:"source"`
	}
	if err := toml.Unmarshal([]byte(read("chart/runtime/VERSION.toml")), &want); err != nil {
		t.Fatal(err)
	}

	script := read(filepath.Join(folder, "echarts.min.js"))
	sum := sha256.Sum256([]byte(script))
	if got := hex.EncodeToString(sum[:]); got != want.SHA256 {
		t.Errorf("echarts.min.js has the sum %s, VERSION.toml says %s; run go run . in generator/chart/runtime", got, want.SHA256)
	}
	if len(script) != want.Bytes {
		t.Errorf("echarts.min.js has %d bytes, VERSION.toml says %d", len(script), want.Bytes)
	}
	if len(script) >= maxRuntime {
		t.Errorf("echarts.min.js has %d bytes, not less than %d", len(script), maxRuntime)
	}
	// The policy of the site lets no script make another one out of text.
	for _, banned := range []string{"eval(", "new Function"} {
		if strings.Contains(script, banned) {
			t.Errorf("echarts.min.js has %s", banned)
		}
	}

	if len(want.Source) == 0 || want.Source[0].Package != "echarts" {
		t.Fatalf("VERSION.toml names %v, not echarts first", want.Source)
	}
	banner, _, _ := strings.Cut(script, "*/")
	for _, s := range want.Source {
		if name := s.Package + " " + s.Version; !strings.Contains(strings.ToLower(banner), name) {
			t.Errorf("the comment on top of echarts.min.js does not name %s", name)
		}
	}
	for name, word := range map[string]string{
		"LICENSE.txt":         "Apache License",
		"NOTICE.txt":          "Apache Software Foundation",
		"zrender-LICENSE.txt": "BSD 3-Clause",
		"tslib-LICENSE.txt":   "Microsoft Corporation",
		"d3-LICENSE.txt":      "Mike Bostock",
	} {
		if !strings.Contains(read(filepath.Join(folder, name)), word) {
			t.Errorf("%s does not name %s", name, word)
		}
	}
}
