package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// Bytes of memory, as the limit of the collector of memory counts it: with what it
// holds itself.
const (
	// The collector would begin at 4 MB and go through all there is each time that has doubled. A
	// build of 1,500 reports never takes 160 MB, and is done before it begins: 0.94 of the CPU. One
	// of 10,000 with one changed collects three times, where it was five from 160 MB on, and takes
	// no more than one from nothing: 350.
	firstCollection = 340 << 20
	// However much is in use, it goes more rounds from here on.
	mostMemory = 1800 << 20
)

// tuneMemory lets the collector rest until there is something to collect, and
// holds the memory of a large archive down.
func tuneMemory() {
	debug.SetGCPercent(-1) // the limit alone decides
	debug.SetMemoryLimit(firstCollection)
	afterCollection()
}

// afterCollection sets, whenever a collection has ended, at how much the next one
// begins.
func afterCollection() {
	// The collection finds this, which nobody holds.
	runtime.AddCleanup(new([16]byte), func(int) {
		sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(sample)
		debug.SetMemoryLimit(nextCollection(int64(sample[0].Value.Uint64())))
		afterCollection()
	}, 0)
}

// nextCollection is how much memory there may be when the next collection begins, if
// objects of live bytes are in use. Twice as much, as is usual, would have 10,000
// reports take 515 MiB, whose entries are 200 of them.
func nextCollection(live int64) int64 {
	const (
		room = 112 << 20 // to be taken until then
		held = 40 << 20  // by the runtime, and between objects
	)
	return min(mostMemory, max(firstCollection, live+max(room, live/2)+held))
}
