package publish

import (
	"bufio"
	"path/filepath"
)

const keptHeader = "zhenjian kept 1"

// Keep writes something that the next builds of this public folder may use again,
// whole or not at all. It must be worth no more than the time to make it anew.
func (p *Publisher) Keep(name string, write func(w *bufio.Writer)) error {
	_, err := writeSealed(p.file(keptName(name)), false, func(w *bufio.Writer) {
		w.WriteString(keptHeader + "\n")
		write(w)
	})
	return err
}

// Kept gives what Keep wrote last; "" where there is nothing, or not just that.
func (p *Publisher) Kept(name string) string {
	data, _, err := readSealed(p.file(keptName(name)), keptHeader)
	if err != nil {
		return ""
	}
	return data
}

func keptName(name string) string { return "kept-" + filepath.Base(name) }
