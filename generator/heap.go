package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// Bytes of memory in use at which the collector of memory begins.
const (
	// It would begin at 4 MB and go through all there is each time that has doubled. A
	// build of 1,500 reports never takes 160 MB, and is done before it begins: 0.94 of the CPU.
	firstCollection = 160 << 20
	// However much is in use, it goes more rounds from here on.
	mostMemory = 1800 << 20
)

// tuneMemory lets the collector rest until there is something to collect, and
// holds the memory of a large archive down.
func tuneMemory() {
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(firstCollection)
	afterCollection()
}

// afterCollection sets, whenever a collection has ended, how much may be taken
// until the next one.
func afterCollection() {
	// The collection finds this, which nobody holds.
	runtime.AddCleanup(new([16]byte), func(int) {
		sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(sample)
		debug.SetGCPercent(roomPercent(sample[0].Value.Uint64()))
		debug.SetMemoryLimit(mostMemory)
		afterCollection()
	}, 0)
}

// roomPercent is how much may be taken until the next collection, in hundredths of
// what is in use, in bytes. That much again, as usual, would have 10,000 reports
// take 515 MiB, whose entries are 200 of them.
func roomPercent(live uint64) int {
	const room = 112 << 20
	return int(100 * min(live, max(room, live/2)) / max(live, 1))
}
