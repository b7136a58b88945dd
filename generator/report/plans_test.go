package report

import "testing"

func TestOpensPlans(t *testing.T) {
	for sentence, want := range map[string]bool{
		"下一步，我镇将加强执法。": true, "2025年，我乡将重点抓好以下工作：": true, "二〇二五年打算新建广场。": true,
		"2024年，我乡将重点放在普法上。": false, "2025年1月印发。": false, "我乡将加强执法。": false, "": false,
	} {
		if got := OpensPlans(sentence, 2024); got != want {
			t.Errorf("%q: %v", sentence, got)
		}
	}
}
