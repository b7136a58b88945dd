package region

import (
	"reflect"
	"testing"
)

func TestParseAdditions(t *testing.T) {
	got, err := ParseAdditions([]byte("\ufeff# 台儿庄区\r\n\r\n[[place]]\r\ncode = \"370405104\"\r\nname = \"某某镇\"\r\n" +
		"parent = \"370405\"\r\nformer = [\"某某乡\", \"某某公社\"]\r\n\r\n [[place]] # 撤销\r\ncode = \"370405105\"\r\nsuccessor = \"370405104\"\r\n"))
	want := []Addition{
		{Code: "370405104", Name: "某某镇", Parent: "370405", Former: []string{"某某乡", "某某公社"}, Line: 3},
		{Code: "370405105", Successor: "370405104", Line: 9},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v, want %+v", got, err, want)
	}
	if got, err := ParseAdditions(nil); len(got) != 0 || err != nil {
		t.Errorf("an empty file gives %+v, %v", got, err)
	}
}

func TestParseAdditionsErrors(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"[[place]]\ncode = \"370405104\"\n\nnmae = \"某某镇\"\n", `4: unknown key "nmae"; there are: [[place]]: code, name, parent, former, successor`},
		{"[[town]]\ncode = \"370405104\"\n", `1: unknown key "town"; there are: [[place]]: code, name, parent, former, successor`},
		{"title = \"地名\"\n", `1: unknown key "title"; there are: [[place]]: code, name, parent, former, successor`},
		{"[[place]]\ncode = 370405104\n", `2: the value of "code" is of the wrong kind: texts stand in double quotes, lists in square brackets`},
		{"[[place]]\ncode = \"370405104\"\nformer = \"某某乡\"\n", `3: the value of "former" is of the wrong kind: texts stand in double quotes, lists in square brackets`},
		{"[[place]]\ncode = \"370405104\"\nformer = [1]\n", `3: the value of "former" is of the wrong kind: texts stand in double quotes, lists in square brackets`},
		{"[place]\ncode = \"\"\n", `1: this place has no code; add a line like code = "370405103"`},
		{"place = 1\n", `1: the value of "place" is of the wrong kind: texts stand in double quotes, lists in square brackets`},
		{"[[place]]\n名称 = \"某某镇\"\n", `2: this line is no “key = value”; there are: [[place]]: code, name, parent, former, successor`},
		{"[[place]]\ncode = \"370405104\n", `2: a double quote of this line lacks its partner`},
		{"[[place]]\ncode = \"370405104\"\ncode = \"370405105\"\n", `3: "code" stands twice; keep one`},
		{"[[place]]\nname = \"某某镇\"\n", `1: this place has no code; add a line like code = "370405103"`},
		{"[[place]]\ncode = \"370405104\"\n[[place]]\ncode = \"370405104\"\n", `3: 370405104: it stands at line 1 already; make one entry of the two`},
		{"[[place]]\n# \xc4\xb3\xc4\xb3\xd5\xf2\n", `2: this is not UTF-8; save the file with the encoding UTF-8`},
	} {
		_, err := ParseAdditions([]byte(tt.text))
		if err == nil || err.Error() != tt.want {
			t.Errorf("%q\n got %v\nwant %s", tt.text, err, tt.want)
		}
	}
}
