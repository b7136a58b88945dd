//go:build !linux && !darwin && !freebsd

package watch

// networkKind is not asked of other systems. Windows polls in any case.
func networkKind(path string) string { return "" }
