package publish

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/zeebo/xxh3"
)

// errDamaged tells that a file of the state is not what was written.
var errDamaged = errors.New("damaged")

const (
	sealMark  = "xxh3 "
	temporary = ".tmp" // of a name, while the file is being written
)

// writeSealed writes a file of the state whole or not at all: to a temporary
// name, then renamed. Its last line is the sum of all before it, which is
// also returned. A durable file is on the disk when writeSealed returns.
func writeSealed(name string, durable bool, text func(w *bufio.Writer)) (sum string, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("state of the site: %w; %s", err, tryAgain)
		}
	}()
	f, err := os.Create(name + temporary)
	if err != nil {
		return "", err
	}
	h := &summer{}
	w := bufio.NewWriterSize(io.MultiWriter(f, h), 64<<10)
	text(w)
	err = w.Flush() // and with it the first error of text
	sum = h.sum()
	if err == nil {
		_, err = f.WriteString(sealMark + sum + "\n")
	}
	if err == nil && durable {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		os.Remove(name + temporary)
		return "", err
	}
	return sum, rename(name+temporary, name)
}

// readText gives a file as a string, without a second copy of it in memory: the state
// of 10,000 reports has 60 MB.
func readText(name string) (string, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	var text strings.Builder
	if fi, err := f.Stat(); err == nil {
		text.Grow(int(fi.Size()))
	}
	_, err = io.Copy(&text, f)
	return text.String(), err
}

// readSealed gives the lines of a sealed file, without its first one, which
// must be the header, and without its last one, whose sum it gives. The error
// is errDamaged when a bit is wrong, fs.ErrNotExist when there is no file.
func readSealed(name, header string) (lines, sum string, err error) {
	data, err := readText(name)
	if err != nil {
		return "", "", err
	}
	end := len(data) - len(sealMark) - sumLen - 1
	if end < 0 {
		return "", "", errDamaged
	}
	sum = encodeSum(xxh3.HashString128(data[:end]))
	if data[end:] != sealMark+sum+"\n" {
		return "", "", errDamaged
	}
	lines, ok := strings.CutPrefix(data[:end], header+"\n")
	if !ok {
		return "", "", errDamaged
	}
	return lines, sum, nil
}
