package publish

import (
	"bufio"
	"fmt"
	"strconv"
	"strings"
)

// A journal is what a publication does to public, in this order. Every step
// may be done again.
type journal struct {
	manifest string      // sum of the coming manifest
	clear    []string    // stale files of ours that stand where a folder or file must go
	new      []placement // at addresses where nothing stands; pages last
	changed  []placement
	remove   []string
}

// A placement is a staged file and its address.
type placement struct {
	number int // its name in the staging folder
	path   string
}

const journalHeader = "zhenjian journal 1"

func (j *journal) write(name string) error {
	_, err := writeSealed(name, true, func(w *bufio.Writer) {
		fmt.Fprintf(w, "%s\nmanifest %s\n", journalHeader, j.manifest)
		for _, path := range j.clear {
			fmt.Fprintf(w, "clear %s\n", path)
		}
		for _, p := range j.new {
			fmt.Fprintf(w, "new %d %s\n", p.number, p.path)
		}
		for _, p := range j.changed {
			fmt.Fprintf(w, "changed %d %s\n", p.number, p.path)
		}
		for _, path := range j.remove {
			fmt.Fprintf(w, "remove %s\n", path)
		}
	})
	return err
}

func readJournal(name string) (*journal, error) {
	lines, _, err := readSealed(name, journalHeader)
	if err != nil {
		return nil, err
	}
	j := &journal{}
	for line := range strings.Lines(lines) {
		word, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		var number int
		if word == "new" || word == "changed" {
			var digits string
			digits, rest, _ = strings.Cut(rest, " ")
			if number, err = strconv.Atoi(digits); err != nil {
				return nil, errDamaged
			}
		}
		if word != "manifest" && checkPath(rest) != nil {
			return nil, errDamaged
		}
		switch word {
		case "manifest":
			j.manifest = rest
		case "clear":
			j.clear = append(j.clear, rest)
		case "new":
			j.new = append(j.new, placement{number, rest})
		case "changed":
			j.changed = append(j.changed, placement{number, rest})
		case "remove":
			j.remove = append(j.remove, rest)
		default:
			return nil, errDamaged
		}
	}
	return j, nil
}
