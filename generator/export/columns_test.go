package export

import (
	"encoding/json"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"zhenjian/generator/address"
	"zhenjian/generator/numeral"
)

// fault says what is wrong with a cell of a column; "" where it is right.
func fault(c Column, cell string) string {
	if cell == "" {
		if c.Empty {
			return ""
		}
		return "is empty"
	}
	if len(c.Values) > 0 && !slices.ContainsFunc(c.Values, func(v Value) bool { return v.Value == cell }) {
		return "is none of its values"
	}
	if c.Pattern != "" && !regexp.MustCompile("^"+c.Pattern+"$").MatchString(cell) {
		return "does not match " + c.Pattern
	}
	switch c.Type {
	case Integer, Year:
		if n, err := strconv.Atoi(cell); err != nil || n < 1 {
			return "is no whole number"
		}
	case Number:
		if _, err := numeral.Parse(cell); err != nil {
			return "is no plain decimal"
		}
	}
	return ""
}

var faultTests = []struct {
	column Column
	cell   string
	want   string
}{
	{Column{Type: String}, "", "is empty"},
	{Column{Type: String, Empty: true}, "", ""},
	{Column{Type: Number}, "1.2万", "is no plain decimal"},
	{Column{Type: Number}, "-1.5", ""},
	{Column{Type: Year}, "二〇二二", "is no whole number"},
	{codeColumn, "370405x12ab34", ""},
	{codeColumn, "370405104 ", "does not match " + codePattern},
	{Mentions.Columns[5], "over", ""},
	{Mentions.Columns[5], "more", "is none of its values"},
}

func TestFault(t *testing.T) {
	for _, tt := range faultTests {
		if got := fault(tt.column, tt.cell); got != tt.want {
			t.Errorf("%s %q: %q, want %q", tt.column.Type, tt.cell, got, tt.want)
		}
	}
}

// TestColumns holds the descriptions and the files together: headers, types,
// lists of values, what names a row, what leads to another table.
func TestColumns(t *testing.T) {
	a, err := realArchive()
	if err != nil {
		t.Fatal(err)
	}
	for _, made := range []*files{render(t, a, testOptions, nil), render(t, smallArchive(), testOptions, nil)} {
		seen := map[string]map[string]bool{} // by table: values of the columns that others refer to
		refer := func(table string, columns []string, row map[string]string) string {
			key := table + " " + strings.Join(columns, ",")
			if seen[key] == nil {
				seen[key] = map[string]bool{}
			}
			var values []string
			for _, c := range columns {
				values = append(values, row[c])
			}
			return key + "\x00" + strings.Join(values, "\x00")
		}
		for _, table := range Tables {
			keys := map[string]bool{}
			for i, row := range checkedRows(t, table, table.Path, made.data[table.Path]) {
				key := refer(table.Name, table.Key, row)
				if keys[key] {
					t.Errorf("%s: row %d has the key of another", table.Path, i+1)
				}
				keys[key] = true
				for _, other := range Tables {
					for _, r := range other.Refers {
						if r.Table == table.Name {
							k := refer(table.Name, r.Columns, row)
							name, _, _ := strings.Cut(k, "\x00")
							seen[name][k] = true
						}
					}
				}
				for _, r := range table.Refers {
					k := refer(r.Table, r.Columns, row)
					name, _, _ := strings.Cut(k, "\x00")
					if !seen[name][k] {
						t.Errorf("%s: row %d leads to no row of %s", table.Path, i+1, r.Table)
					}
				}
			}
			if len(keys) == 0 {
				t.Errorf("%s has no rows", table.Path)
			}
		}
		for _, p := range made.paths() {
			if ok, _ := path.Match("places/*/series.csv", p); ok {
				checkedRows(t, Series, p, made.data[p])
			}
		}
	}
}

// checkedRows reads a CSV file of a table and asks that each cell is what its
// column says.
func checkedRows(t *testing.T, table Table, path, text string) []map[string]string {
	t.Helper()
	var out []map[string]string
	for i, cells := range rows(t, text) {
		if len(cells) != len(table.Columns) {
			t.Fatalf("%s: row %d has %d cells", path, i, len(cells))
		}
		row := map[string]string{}
		for k, c := range table.Columns {
			row[c.Name] = cells[k]
			if i == 0 && cells[k] != c.Name {
				t.Errorf("%s: column %s is called %s", path, c.Name, cells[k])
			} else if wrong := fault(c, cells[k]); i > 0 && wrong != "" {
				t.Errorf("%s: row %d: %s %q %s", path, i, c.Name, cells[k], wrong)
			}
		}
		if i > 0 {
			out = append(out, row)
		}
	}
	return out
}

// TestDataPackage reads datapackage.json as any program would, and holds it
// beside the tables.
func TestDataPackage(t *testing.T) {
	made := render(t, smallArchive(), testOptions, nil)
	var p struct {
		Profile   string
		Name      string
		Homepage  string
		Resources []struct {
			Name, Path, Profile, Description, Encoding string
			Dialect                                    struct {
				Delimiter, LineTerminator, QuoteChar string
				DoubleQuote, Header                  bool
			}
			Schema struct {
				Fields []struct {
					Name, Type, Description string
					Constraints             struct {
						Required bool
						Pattern  string
						Enum     []string
					}
				}
				PrimaryKey    []string
				MissingValues []string
				ForeignKeys   []struct {
					Fields    []string
					Reference struct {
						Resource string
						Fields   []string
					}
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(made.data[address.Package]), &p); err != nil {
		t.Fatal(err)
	}
	if p.Profile != "tabular-data-package" || !regexp.MustCompile(`^[-a-z0-9._/]+$`).MatchString(p.Name) || p.Homepage != "https://example.cn/fz/data/index.html" || len(p.Resources) != len(Tables) {
		t.Fatalf("package %+v", p)
	}
	for i, r := range p.Resources {
		table := Tables[i]
		if r.Name != table.Name || "data/"+r.Path != table.Path || r.Profile != "tabular-data-resource" || r.Encoding != "utf-8" || r.Description != table.Text {
			t.Errorf("resource %+v", r)
		}
		if r.Dialect.Delimiter != "," || r.Dialect.LineTerminator != "\r\n" || r.Dialect.QuoteChar != `"` || !r.Dialect.DoubleQuote || !r.Dialect.Header {
			t.Errorf("%s: dialect %+v", r.Name, r.Dialect)
		}
		if !slices.Equal(r.Schema.PrimaryKey, table.Key) || !slices.Equal(r.Schema.MissingValues, []string{""}) || len(r.Schema.ForeignKeys) != len(table.Refers) {
			t.Errorf("%s: keys %+v", r.Name, r.Schema)
		}
		for k, key := range r.Schema.ForeignKeys {
			if fmt.Sprint(key.Fields, key.Reference.Resource, key.Reference.Fields) != fmt.Sprint(table.Refers[k].Columns, table.Refers[k].Table, table.Refers[k].Columns) {
				t.Errorf("%s: foreign key %+v", r.Name, key)
			}
		}
		if len(r.Schema.Fields) != len(table.Columns) {
			t.Fatalf("%s: %d fields", r.Name, len(r.Schema.Fields))
		}
		for k, f := range r.Schema.Fields {
			c := table.Columns[k]
			if f.Name != c.Name || f.Type != string(c.Type) || f.Description != c.Text || c.Text == "" || f.Constraints.Required == c.Empty || f.Constraints.Pattern != c.Pattern || len(f.Constraints.Enum) != len(c.Values) {
				t.Errorf("%s: field %+v, want %+v", r.Name, f, c)
			}
		}
	}
}

// TestPatterns: each reader puts anchors round a pattern, which would cut a
// choice at its top in two.
func TestPatterns(t *testing.T) {
	group := regexp.MustCompile(`\([^()]*\)`)
	for _, table := range Tables {
		for _, c := range table.Columns {
			top := c.Pattern
			for group.MatchString(top) {
				top = group.ReplaceAllString(top, "")
			}
			if strings.ContainsAny(top, `|^$`) {
				t.Errorf("%s: %s", c.Name, c.Pattern)
			}
		}
	}
}
