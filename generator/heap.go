package main

import (
	"runtime"
	"runtime/debug"
)

// Bytes of memory in use at which the collector of memory begins.
const (
	// It would begin at 4 MB and go through all there is each time that has doubled. A
	// build of 1,500 reports never takes 160 MB, and is done before it begins: 0.94 of the CPU.
	firstCollection = 160 << 20
	// It lets the heap double between its rounds. From here on it goes more rounds
	// instead: 240,000 short reports take some 1,950 MiB in all.
	mostMemory = 1800 << 20
)

// tuneMemory lets the collector rest until there is something to collect, and
// holds the heap of a nation's archive below 2 GB.
func tuneMemory() {
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(firstCollection)
	// The first collection finds this, which nobody holds.
	runtime.AddCleanup(new([16]byte), func(int) {
		debug.SetGCPercent(100)
		debug.SetMemoryLimit(mostMemory)
	}, 0)
}
