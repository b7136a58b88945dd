package export

import (
	"bytes"
	"encoding/json"
)

// A jsonText is a JSON file on its way. It leaves out json.Marshal's escapes for
// HTML: a file of data is no page, and words stay legible.
type jsonText struct {
	out bytes.Buffer
	enc *json.Encoder
	err error // the first
}

func newJSONText() *jsonText {
	j := &jsonText{}
	j.enc = json.NewEncoder(&j.out)
	j.enc.SetEscapeHTML(false)
	return j
}

func (j *jsonText) text(s string) { j.out.WriteString(s) }

// value adds a value, in one line.
func (j *jsonText) value(v any) {
	if err := j.enc.Encode(v); err != nil {
		if j.err == nil {
			j.err = err
		}
		return
	}
	j.out.Truncate(j.out.Len() - len("\n"))
}

// list adds an array of n elements, one a line.
func (j *jsonText) list(n int, element func(i int) any) {
	j.text("[")
	for i := range n {
		if i > 0 {
			j.text(",")
		}
		j.text("\n")
		j.value(element(i))
	}
	j.text("\n]")
}

func (j *jsonText) done() ([]byte, error) { return j.out.Bytes(), j.err }

// An object is a JSON object whose keys stay in order.
type object []member

type member struct {
	key   string
	value any
}

// MarshalJSON writes the members as they stand.
func (o object) MarshalJSON() ([]byte, error) {
	j := newJSONText()
	j.text("{")
	for i, m := range o {
		if i > 0 {
			j.text(",")
		}
		j.value(m.key)
		j.text(":")
		j.value(m.value)
	}
	j.text("}")
	return j.done()
}

// indented writes JSON for people to read too.
func indented(v any) ([]byte, error) {
	j := newJSONText()
	j.enc.SetIndent("", "  ")
	j.value(v)
	j.text("\n")
	return j.done()
}
