package source

import (
	"runtime/metrics"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// reading makes a document and fails where that takes more than 256 MiB of memory for
// each MiB of the file, and for a file of less. What is counted is all that is allocated, whether it
// is still needed or not: never less than what is there at any time, and the same on
// a busy machine.
func reading(t *testing.T, name string, raw []byte) (*Document, []Problem) {
	t.Helper()
	took := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(took)
	before, began := took[0].Value.Uint64(), time.Now()
	d, problems := New(name, raw)
	seconds := time.Since(began)
	metrics.Read(took)
	n := int(took[0].Value.Uint64() - before)
	t.Logf("%d bytes, %.1f MiB, %v", len(raw), float64(n)/(1<<20), seconds)
	if n > 256*max(len(raw), 1<<20) {
		t.Errorf("%d bytes take %d MiB", len(raw), n>>20)
	}
	return d, problems
}

// TestLargest reads files as large as any that are read, in the forms that cost most.
func TestLargest(t *testing.T) {
	sentence := "镇党委理论学习中心组集体学法10次，举办镇村干部法治培训6次，扎实推进依法行政各项工作。"
	full := func(s string) []byte { return []byte(strings.Repeat(s, MaxSize/len(s))) }
	for name, raw := range map[string][]byte{
		"one text.txt":   full(sentence),
		"paragraphs.txt": full(sentence + "\n"),
		"wrapped.txt":    full("镇党委理论学习中心组集体学法10次，举办镇村干部法治\n培训6次，扎实推进依法行政各项工作。\n"),
		"short.txt":      full("一\n"),
		"empty.txt":      full("一\n\n\n\n\n\n\n\n"),
		"labels.txt":     full("发布时间：2022-01-14\n"),
		"invisible.txt":  full("法\u200b"),
		"radicals.txt":   full("⼀"),
		"table.txt":      full("甲\t乙\t1\n"),
		"gbk.txt":        encodeText(simplifiedchinese.GB18030, string(full(sentence+"\n"))),
		"random.txt":     full("\x81\x31\xff\xfe"),
		"page.html":      []byte("<body>" + strings.Repeat("<div>"+sentence+"</div>", 14_000)),
		"menu.html":      []byte("<body><p>" + sentence + strings.Repeat("<li>首页&gt;政务公开", 15_000)),
	} {
		t.Run(name, func(t *testing.T) { reading(t, name, raw) })
	}
}
