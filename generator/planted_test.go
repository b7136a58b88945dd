package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// plantedTests are faults as one might make them. Each is put in place of
// correct lines, which must stand in the file once.
var plantedTests = []struct {
	name, file, right, wrong string
}{
	{"an input left out of the fingerprints of pages", "page/inputs.go", "		in.digests(e.Face())\n", "		_ = e\n"},
	{"a report that is remembered whatever its file says", "pipeline/memory.go", " || r.stamp != f.Stamp {", " {"},
	{"a hand-edited file that is trusted", "publish/stage.go", "	if !intact {\n", "	if !intact && mtime != 0 {\n"},
}

// TestPlantedFaults builds the program with one fault at a time, which check
// --prove must come upon: a replay that cannot fail proves nothing. Each takes half a
// minute: without ZHENJIAN_LONG the first is built, and of the others it is only asked
// that there is a place for them.
func TestPlantedFaults(t *testing.T) {
	t.Parallel()
	goTool, err := exec.LookPath("go")
	if err != nil {
		t.Skip("no go command: ", err)
	}
	for i, tt := range plantedTests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			source, err := filepath.Abs(filepath.FromSlash(tt.file))
			if err != nil {
				t.Fatal(err)
			}
			text, err := os.ReadFile(source)
			if err != nil {
				t.Fatal(err)
			}
			if n := strings.Count(string(text), tt.right); n != 1 {
				t.Fatalf("%s has %q %d times; plant the fault where that is done now", tt.file, tt.right, n)
			}
			if i > 0 && !thorough() {
				return
			}
			faulty := filepath.Join(dir, "faulty.go")
			write(t, faulty, strings.Replace(string(text), tt.right, tt.wrong, 1))
			overlay, err := json.Marshal(map[string]any{"Replace": map[string]string{source: faulty}})
			if err != nil {
				t.Fatal(err)
			}
			write(t, filepath.Join(dir, "overlay.json"), string(overlay))
			program := filepath.Join(dir, "zhenjian")
			if out, err := exec.Command(goTool, "build", "-overlay", filepath.Join(dir, "overlay.json"), "-o", program, ".").CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			cmd := exec.Command(program, "check", "--site", "..", "--lang", "en", "--prove", "300", "--seed", "1")
			cmd.Env = append(os.Environ(), "TMPDIR="+dir)
			out, _ := cmd.CombinedOutput()
			if status := cmd.ProcessState.ExitCode(); status != exitFailed {
				t.Fatalf("status %d\n%s", status, out)
			}
			for _, want := range []string{"is not the one built from nothing", "The edits so far:", "--prove 300 --seed 1"} {
				if !strings.Contains(string(out), want) {
					t.Errorf("the message lacks %q", want)
				}
			}
			t.Logf("%.1500s", out)
		})
	}
}
