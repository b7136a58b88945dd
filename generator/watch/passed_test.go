package watch

import "testing"

func TestPassed(t *testing.T) {
	for name, want := range map[string]bool{
		"涧头集镇.txt":               false,
		"涧头集镇.docx":              false,
		"涧头集镇.docx.toml":         false,
		"~双合镇.docx":              false,
		"#1.txt":                 false,
		"x.tmp.txt":              false,
		"4913":                   false,
		"~$涧头集镇.docx":            true,
		"~WRD0001.tmp":           true,
		"涧头集镇.docx~RF3c5f1e.TMP": true,
		".~lock.涧头集镇.docx#":      true,
		".涧头集镇.txt.swp":          true,
		"涧头集镇.txt.swo":           true,
		"涧头集镇.txt~":              true,
		".#涧头集镇.txt":             true,
		"#涧头集镇.txt#":             true,
		".goutputstream-KQ8ZR2":  true,
		".DS_Store":              true,
		"Thumbs.db":              true,
		"THUMBS.DB":              true,
		"desktop.ini":            true,
		"涧头集镇.docx.crdownload":   true,
		"涧头集镇.txt.filepart":      true,
		".git":                   true,
	} {
		if got := passed(name); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
