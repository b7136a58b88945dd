package export

import (
	"path"

	"zhenjian/generator/address"
)

// dataPackage describes the tables as a Frictionless Data Package (version 1 of
// the specifications), for programs that load them.
func dataPackage(o Options) ([]byte, error) {
	p := object{
		{"profile", "tabular-data-package"},
		{"name", "law-based-government-reports"},
		{"title", o.Title},
		{"description", "各地年度法治政府建设情况报告的目录，和从报告里认出的数字。"},
	}
	if o.BaseURL != "" {
		p = append(p, member{"homepage", o.BaseURL + address.Data})
	}
	var resources []object
	for _, t := range Tables {
		resources = append(resources, resource(t))
	}
	return indented(append(p, member{"resources", resources}))
}

func resource(t Table) object {
	var fields []object
	for _, c := range t.Columns {
		f := object{{"name", c.Name}, {"type", c.Type}, {"description", c.Text}}
		constraints := object{}
		if !c.Empty {
			constraints = append(constraints, member{"required", true})
		}
		if len(t.Key) == 1 && t.Key[0] == c.Name {
			constraints = append(constraints, member{"unique", true})
		}
		if c.Pattern != "" {
			constraints = append(constraints, member{"pattern", c.Pattern})
		}
		if len(c.Values) > 0 {
			var values []string
			for _, v := range c.Values {
				values = append(values, v.Value)
			}
			constraints = append(constraints, member{"enum", values})
		}
		if len(constraints) > 0 {
			f = append(f, member{"constraints", constraints})
		}
		fields = append(fields, f)
	}
	s := object{{"fields", fields}, {"primaryKey", t.Key}, {"missingValues", []string{""}}}
	var keys []object
	for _, r := range t.Refers {
		keys = append(keys, object{{"fields", r.Columns}, {"reference", object{{"resource", r.Table}, {"fields", r.Columns}}}})
	}
	if len(keys) > 0 {
		s = append(s, member{"foreignKeys", keys})
	}
	return object{
		{"name", t.Name},
		{"path", path.Base(t.Path)},
		{"profile", "tabular-data-resource"},
		{"title", t.Title},
		{"description", t.Text},
		{"format", "csv"},
		{"mediatype", "text/csv"},
		{"encoding", "utf-8"},
		{"dialect", object{{"delimiter", ","}, {"lineTerminator", "\r\n"}, {"quoteChar", `"`}, {"doubleQuote", true}, {"header", true}}},
		{"schema", s},
	}
}
