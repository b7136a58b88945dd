package export

import (
	"encoding/json"
	"path"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"zhenjian/generator/address"
)

// validator reads the schema of a site as any other program would.
func validator(t *testing.T, made *files) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(made.data[address.Schema]))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("reports.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("reports.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func validate(t *testing.T, s *jsonschema.Schema, text string) error {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return s.Validate(doc)
}

// TestSchema holds every JSON file of two archives to the schema.
func TestSchema(t *testing.T) {
	a, err := realArchive()
	if err != nil {
		t.Fatal(err)
	}
	for _, made := range []*files{render(t, a, testOptions, nil), render(t, smallArchive(), testOptions, nil)} {
		s := validator(t, made)
		reports := 0
		for _, p := range made.paths() {
			if path.Base(p) != "report.json" && p != address.ReportsJSON {
				continue
			}
			reports++
			if err := validate(t, s, made.data[p]); err != nil {
				t.Errorf("%s: %v", p, err)
			}
		}
		if reports < 6 {
			t.Errorf("only %d files", reports)
		}
	}
}

// TestSchemaRefuses plants one fault at a time.
func TestSchemaRefuses(t *testing.T) {
	made := render(t, smallArchive(), testOptions, nil)
	s := validator(t, made)
	report := made.data[address.ReportJSON("370405103", 2022, 1)]
	for _, tt := range []struct{ name, text, old, new string }{
		{"a year in quotes", report, `"year":2022`, `"year":"2022"`},
		{"a number in quotes", report, `"value":300`, `"value":"300"`},
		{"no town, where null should stand", report, `"town":"涧头集镇",`, ``},
		{"a key of its own", report, `"town":`, `"towns":null,"town":`},
		{"an unknown qualifier", report, `"qualifier":"over"`, `"qualifier":"余"`},
		{"an unknown part", report, `"plans"`, `"plan"`},
		{"a period that is none", report, `2022-01/2022-09`, `1—9月`},
		{"an empty title", report, `"title":"民法典"`, `"title":null`},
		{"mentions in the list of reports", made.data[address.ReportsJSON], `"part":null`, `"mentions":[],"part":null`},
		{"a report without its mentions", report, report[strings.Index(report, ",\n\"mentions\""):], "}"},
	} {
		if !strings.Contains(tt.text, tt.old) {
			t.Fatalf("%s: the file has no %s", tt.name, tt.old)
		}
		if validate(t, s, strings.Replace(tt.text, tt.old, tt.new, 1)) == nil {
			t.Errorf("%s: the schema takes it", tt.name)
		}
	}
}

// TestSchemaDescribes: every key of every object has a description.
func TestSchemaDescribes(t *testing.T) {
	made := render(t, smallArchive(), testOptions, nil)
	var doc map[string]any
	if err := json.Unmarshal([]byte(made.data[address.Schema]), &doc); err != nil {
		t.Fatal(err)
	}
	if doc["$schema"] != "https://json-schema.org/draft/2020-12/schema" {
		t.Errorf("draft %v", doc["$schema"])
	}
	keys := 0
	var visit func(at string, v any)
	visit = func(at string, v any) {
		o, _ := v.(map[string]any)
		for name, value := range o {
			if name == "properties" {
				for key, p := range value.(map[string]any) {
					keys++
					if text, _ := p.(map[string]any)["description"].(string); text == "" {
						t.Errorf("%s.%s has no description", at, key)
					}
				}
			}
			visit(at+"."+name, value)
		}
	}
	visit("", doc)
	if keys < 2*len(Reports.Columns) {
		t.Errorf("only %d keys", keys)
	}
}

// TestReportJSON: the same facts as in the tables, in the same order.
func TestReportJSON(t *testing.T) {
	made := render(t, smallArchive(), testOptions, nil)
	want := `{"report":"370405103/2022","province":"山东省","city":"枣庄市","county":"台儿庄区","town":"涧头集镇","code":"370405103","year":2022,"title":"涧头集镇报告","issued":"2023-01-09","published":null,"source":"涧头集镇.txt","sha256":"` +
		sumOf([]byte("370405103涧头集镇"+string(rune(2022)))) + `","url":"places/370405103/2022/index.html","part":null,"issuers":["涧头集镇人民政府"],"kinds":["achievements","plans"],"mention_count":4,"original":"places/370405103/2022/original.txt","json":"places/370405103/2022/report.json",
"mentions":[
{"id":"m1","indicator":"materials","value":300,"high":null,"qualifier":"over","unit":"份","period":null,"printed":"300余份","quote":"发放“宣传单”, 300余份","line":9,"corrected":null,"url":"places/370405103/2022/index.html#m1"},
{"id":"m2","indicator":"drills","value":2,"high":3,"qualifier":"about","unit":"次","period":"2022-01/2022-09","printed":"2至3次","quote":"演练2至3次","line":10,"corrected":null,"url":"places/370405103/2022/index.html#m2"},
{"id":"m3","indicator":"reconsiderations","value":0,"high":null,"qualifier":"exact","unit":null,"period":null,"printed":"无行政复议","quote":"无行政复议","line":11,"corrected":null,"url":"places/370405103/2022/index.html#m3"},
{"id":"m4","indicator":"materials","value":50,"high":null,"qualifier":"exact","unit":"册","period":null,"printed":"50册","quote":"手册50册","line":12,"corrected":null,"url":"places/370405103/2022/index.html#m4"}
],
"citations":[
{"printed":"中华人民共和国民法典","title":"民法典","url":"laws/` + lawPath(t, made) + `"},
`
	got := made.data[address.ReportJSON("370405103", 2022, 1)]
	if !strings.HasPrefix(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	var list []json.RawMessage
	if err := json.Unmarshal([]byte(made.data[address.ReportsJSON]), &list); err != nil || len(list) != 5 {
		t.Fatalf("%d reports, %v", len(list), err)
	}
	if object, _, _ := strings.Cut(got, ",\n"); object+"}" != string(list[3]) {
		t.Errorf("the list has\n%s\nthe file\n%s", list[3], object)
	}
}

// lawPath gives the address of the first title that the report cites.
func lawPath(t *testing.T, made *files) string {
	t.Helper()
	_, rest, ok := strings.Cut(made.data[address.ReportJSON("370405103", 2022, 1)], `"url":"laws/`)
	if !ok {
		t.Fatal("no citation")
	}
	return rest[:len("0123456789/index.html")]
}
