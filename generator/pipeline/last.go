package pipeline

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// Most builds of a cron job find nothing changed. What the last build came to is
// kept under a key that stands for all that it was made from, the stamps of the
// reports in the place of their bytes. Where the key is the same and public holds
// every file as it was left, there is nothing to do: of 10,000 reports and 49,000
// files that takes a third of going through the archive.

// lastName is what the last build's outcome is kept as.
const lastName = "last"

// lastKey stands for all that a site is made from.
func (in *Input) lastKey(memoryKey string, found files) (string, error) {
	options, err := json.Marshal(in.Options)
	if err != nil {
		return "", fmt.Errorf("options: %w", err)
	}
	h := sha256.New()
	name := func(texts ...string) {
		for _, text := range texts {
			fmt.Fprintf(h, "%d\n%s", len(text), text)
		}
	}
	name(memoryKey, string(options), in.Layouts.Sum(), strings.Join(in.Scope, " "), in.Ledger.Sum(), strconv.FormatBool(in.Precompress))
	for _, p := range in.Pages {
		name(p.Name, string(p.Text))
	}
	for _, f := range found.list {
		name(f.Path, f.Stamp)
	}
	for _, p := range found.problems { // of files that are no reports
		name(p.File, fmt.Sprint(p.Code, p.Line, p.Args))
	}
	return string(h.Sum(nil)), nil
}

// numbers are those of a build's outcome that are kept, in their order.
func (r *Result) numbers() []*int { return []*int{&r.Found, &r.Published, &r.LeftOut, &r.Pages} }

// asBefore gives what the last build came to where this one would make the very
// same; nil otherwise. A damaged file of another hand, one missing, a report that
// was written too short a time before it was read: each of them makes it nil.
func (s *Session) asBefore(in Input, memoryKey string, found files) *Result {
	key, err := in.lastKey(memoryKey, found)
	if err != nil {
		return nil
	}
	rest, ok := strings.CutPrefix(s.publisher.Kept(lastName), key)
	if !ok {
		return nil
	}
	res := &Result{Known: len(found.list)}
	for _, n := range res.numbers() {
		if *n, rest, ok = cutNumber(rest); !ok {
			return nil
		}
	}
	if res.Problems, ok = decodeProblems(rest); !ok {
		return nil
	}
	files, intact := s.publisher.Intact(max(1, in.Jobs))
	if !intact || files != res.Pages {
		return nil
	}
	res.Unchanged = files
	if in.Progress != nil {
		in.Progress(1, 1)
	}
	return res
}

// remember keeps what a build came to, where the stamps of all reports vouch for
// their bytes.
func (s *Session) remember(in Input, memoryKey string, found files, res *Result) {
	key, err := in.lastKey(memoryKey, found)
	if err != nil || !s.memory.sure() {
		return
	}
	var data []byte
	for _, n := range res.numbers() {
		data = binary.AppendUvarint(data, uint64(*n))
	}
	data, ok := appendProblems(data, res.Problems)
	if !ok {
		return
	}
	s.publisher.Keep(lastName, func(w *bufio.Writer) {
		w.WriteString(key)
		w.Write(data)
	})
}
