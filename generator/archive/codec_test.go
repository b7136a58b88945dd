package archive

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"zhenjian/generator/numeral"
)

// fill puts something else into every field.
func fill(v reflect.Value, n *int) {
	*n++
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprint("字", *n))
	case reflect.Int, reflect.Int32, reflect.Int64, reflect.Uint8:
		if v.CanInt() {
			v.SetInt(int64(*n))
		} else {
			v.SetUint(uint64(*n % 5))
		}
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), n)
		fill(v.Index(1), n)
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[numeral.Decimal]() {
			v.Set(reflect.ValueOf(numeral.Int(int64(*n))))
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				fill(v.Field(i), n)
			}
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n)
	default:
		panic(v.Kind())
	}
}

// TestEncode: no field of an entry is forgotten.
func TestEncode(t *testing.T) {
	var full Entry
	n := 0
	fill(reflect.ValueOf(&full).Elem(), &n)
	full.Entered, full.Revised, full.Former, full.Replaced = "", "", nil, false // not read from the report
	for _, e := range []*Entry{{}, {Title: "甲", Mentions: []Mention{none}}, &full} {
		e.Version, e.Change = 1, Change{}
		got, err := Decode(string(e.Encode(nil)))
		if err != nil {
			t.Fatal(err)
		}
		if got.Digest() != e.Digest() {
			t.Errorf("%s: another digest", e.Title)
		}
		if !reflect.DeepEqual(got, e) {
			t.Errorf("got\n%+v\nwant\n%+v", got, e)
		}
	}
	if n < 60 {
		t.Errorf("only %d fields", n)
	}
}

// TestDigest: a change of any field shows.
func TestDigest(t *testing.T) {
	seen := map[Digest]string{}
	var e Entry
	n := 0
	fill(reflect.ValueOf(&e).Elem(), &n)
	v := reflect.ValueOf(&e).Elem()
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if !f.IsExported() || slices.Contains([]string{"Version", "Entered", "Revised", "Former", "Replaced"}, f.Name) {
			continue
		}
		changed := e
		changed.digest = Digest{}
		reflect.ValueOf(&changed).Elem().Field(i).SetZero()
		if other, twice := seen[changed.Digest()]; twice {
			t.Errorf("without %s it has the digest of one without %s", f.Name, other)
		}
		seen[changed.Digest()] = f.Name
	}
}

func FuzzDecode(f *testing.F) {
	var full Entry
	n := 0
	fill(reflect.ValueOf(&full).Elem(), &n)
	f.Add(string(full.Encode(nil)))
	f.Add("")
	f.Fuzz(func(t *testing.T, data string) {
		e, err := Decode(data)
		if err != nil {
			return
		}
		again, err := Decode(string(e.Encode(nil)))
		if err != nil {
			t.Fatal(err)
		}
		again.digest = e.digest // the same number may be written in two ways
		if !reflect.DeepEqual(again, e) {
			t.Errorf("%+v\nbecomes\n%+v", e, again)
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	e := entry("x", "370405104", 2022, func(e *Entry) {
		for range 20 {
			e.Mentions = append(e.Mentions, stated("penalties", "12", "件", func(m *Mention) { m.Quote = "全年办理行政处罚案件12件，比上年多3件" }))
		}
	})
	data := string(e.Encode(nil))
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := Decode(data); err != nil {
			b.Fatal(err)
		}
	}
}
