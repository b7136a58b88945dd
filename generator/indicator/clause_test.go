package indicator

import (
	"strings"
	"testing"

	"zhenjian/generator/quantity"
)

var clauseTests = []struct{ text, want string }{
	{"开展检查5次，办理案件3件；完成整改。全年无信访", "开展检查5次|办理案件3件|完成整改|全年无信访"},
	{"审查合同25份、文件9件和协议、纪要3件", "审查合同25份|文件9件和协议|纪要3件"},
	{"矛盾、纠纷5件", "矛盾、纠纷5件"},
	{"检查1，238家次，整改7处", "检查1，238家次|整改7处"},
	{"三是：推进", "三是|推进"},
	{strings.Repeat("法", 301), strings.Repeat("法", 300) + "|法"},
	{strings.Repeat("5次和", 13), strings.Repeat("5次和", 11) + "5次|和5次和"},
}

func TestClauses(t *testing.T) {
	for _, tt := range clauseTests {
		var got []string
		for _, c := range clauses(nil, tt.text, 0, len(tt.text), quantity.Find(tt.text), 0) {
			got = append(got, tt.text[c.start:c.end])
		}
		if s := strings.Join(got, "|"); s != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.text, s, tt.want)
		}
	}
}
