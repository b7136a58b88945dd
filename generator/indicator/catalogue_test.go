package indicator

import "testing"

// BenchmarkLoad is what each start of the program pays for the catalogue.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := new(Catalogue).With(builtin); err != nil {
			b.Fatal(err)
		}
	}
}

func TestBuiltinExamples(t *testing.T) {
	c := &Catalogue{}
	if _, err := c.With(builtin); err != nil {
		t.Fatalf("catalogue.toml:%v", err)
	}
	if n := len(Builtin().List); n != 39 {
		t.Errorf("%d indicators, want 39", n)
	}
}
