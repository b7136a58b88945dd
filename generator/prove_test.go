package main

import (
	"context"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"zhenjian/generator/pipeline"
	"zhenjian/generator/prove"
	"zhenjian/layouts"
)

// TestProve replays a few edits, other ones each time: 10 steps, 200 with ZHENJIAN_LONG.
func TestProve(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	seed := uint64(1 + rand.Uint32N(1<<32-1))
	steps := 10
	if thorough() {
		steps = 200
	}
	t.Logf("check --prove %d --seed %d", steps, seed)
	summary, err := prove.Run(context.Background(), prove.Options{
		Site: "..", Layouts: layouts.FS, Steps: steps, Seed: seed,
		Input: func(dir string) (pipeline.Input, error) { return (&command{site: dir}).input() },
	})
	if d, ok := errors.AsType[*prove.Difference](err); ok {
		var text strings.Builder
		(&command{lang: "en"}).printDifference(&text, d, steps)
		t.Fatal(text.String())
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%+v", *summary)
	if summary.Known == 0 || thorough() && (summary.Known < summary.Found/4 || summary.Sessions == 0) { // chance may have few steps find little
		t.Errorf("hardly anything was remembered: %+v", *summary)
	}
}
