package indicator

import "testing"

func TestBuiltinExamples(t *testing.T) {
	c := &Catalogue{}
	if _, err := c.With(builtin); err != nil {
		t.Fatalf("catalogue.toml:%v", err)
	}
	if n := len(Builtin().List); n != 39 {
		t.Errorf("%d indicators, want 39", n)
	}
}
