package main

import "testing"

// The collector rests long while there is little, and never for less than half of
// what there is.
func TestRoomPercent(t *testing.T) {
	for live, want := range map[uint64]int{0: 0, 4 << 20: 100, 112 << 20: 100, 160 << 20: 70, 224 << 20: 50, 1 << 30: 50, 1 << 40: 50} {
		if got := roomPercent(live); got != want {
			t.Errorf("%d bytes in use: %d, want %d", live, got, want)
		}
	}
}
