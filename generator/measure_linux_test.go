package main

import (
	"syscall"
	"testing"
)

// logMemory tells the most memory that a process had.
func logMemory(t *testing.T, usage any) {
	if u, ok := usage.(*syscall.Rusage); ok {
		t.Logf("at most %d MiB", u.Maxrss>>10)
	}
}
