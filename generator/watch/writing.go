package watch

// A writer tells whether somebody has a file open for writing.
type writer uint8

const (
	unknown writer = iota
	open
	closed
)
