package export

// schema gives the JSON Schema of data/reports.json, an array of reports, and
// of each report.json, one report with its mentions and citations.
func schema() ([]byte, error) {
	report := append(append([]Column{}, Reports.Columns...), ReportKeys...)
	detailed := properties(report)
	detailed = append(detailed,
		member{"mentions", listOf("#/$defs/mention", "报告里的每一处数字，按先后排列；与 mentions.csv 相同，只少 report 一项")},
		member{"citations", listOf("#/$defs/citation", "报告引用的法规文件，按先后排列，写法相同的只列一次")})
	return indented(object{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"},
		{"title", "年度法治政府建设情况报告"},
		{"description", "data/reports.json 是一个数组，每份报告一项；每份报告的 report.json 是一个对象，比数组里的一项多出 mentions 和 citations。没有的内容写作 null。"},
		{"if", object{{"type", "array"}}},
		{"then", object{{"items", object{{"$ref", "#/$defs/report"}}}}},
		{"else", object{{"$ref", "#/$defs/detailed"}}},
		{"$defs", object{
			{"report", closed("一份报告", properties(report))},
			{"detailed", closed("一份报告，连同其中的数字和引用的法规文件", detailed)},
			{"mention", closed("一处数字", properties(Mentions.Columns[1:]))}, // without the report
			{"citation", closed("一个书名号", properties(CitationKeys))},
		}},
	})
}

// properties describe the keys of an object.
func properties(columns []Column) object {
	var out object
	for _, c := range columns {
		out = append(out, member{c.Name, property(c)})
	}
	return out
}

func property(c Column) object {
	kind := c.Type
	if kind == Year {
		kind = Integer
	}
	p := object{{"description", c.Text}, {"type", kind}}
	if c.Empty {
		p[1].value = []Type{kind, "null"}
	}
	var values []any
	for _, v := range c.Values {
		values = append(values, v.Value)
	}
	if c.Empty && len(values) > 0 {
		values = append(values, nil)
	}
	switch {
	case kind == List && len(values) > 0:
		p = append(p, member{"items", object{{"enum", values}}})
	case kind == List:
		p = append(p, member{"items", object{{"type", String}}})
	case len(values) > 0:
		p = append(p, member{"enum", values})
	case c.Pattern != "":
		p = append(p, member{"pattern", "^" + c.Pattern + "$"})
	}
	return p
}

// closed describes an object with these keys, all of them and no other.
func closed(description string, keys object) object {
	var names []string
	for _, k := range keys {
		names = append(names, k.key)
	}
	return object{{"description", description}, {"type", "object"}, {"properties", keys}, {"required", names}, {"additionalProperties", false}}
}

func listOf(ref, description string) object {
	return object{{"description", description}, {"type", List}, {"items", object{{"$ref", ref}}}}
}
