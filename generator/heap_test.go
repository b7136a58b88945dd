package main

import "testing"

// The collector rests long while there is little; later there is always room for half
// as much again, until there is too much.
func TestNextCollection(t *testing.T) {
	const mb = 1 << 20
	for live, want := range map[int64]int64{0: 340 * mb, 160 * mb: 340 * mb, 200 * mb: 352 * mb, 224 * mb: 376 * mb, 1000 * mb: 1540 * mb, 1500 * mb: 1800 * mb} {
		if got := nextCollection(live); got != want {
			t.Errorf("%d MB in use: %d MB, want %d", live/mb, got/mb, want/mb)
		}
	}
}
