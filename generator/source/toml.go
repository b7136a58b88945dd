package source

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// A Fault is one thing wrong in a TOML file that somebody wrote by hand.
type Fault struct {
	Line   int // 1-based; 0 where the file as a whole is meant
	Zh, En string
}

// In gives the fault's words in a language.
func (f *Fault) In(lang string) string {
	if lang == "en" {
		return f.En
	}
	return f.Zh
}

func (f *Fault) Error() string { return fmt.Sprintf("%d: %s", f.Line, f.En) }

// Faultf makes a fault from two wordings of the same arguments.
func Faultf(line int, zh, en string, args ...any) *Fault {
	return &Fault{line, fmt.Sprintf(zh, args...), fmt.Sprintf(en, args...)}
}

// DecodeTOML reads a TOML file into v, strictly: an unknown key is a fault, as
// a misspelt one would otherwise say nothing. A byte-order mark, as Windows
// Notepad writes it, is passed over. keys names those that may stand, for the
// message.
func DecodeTOML(data []byte, v any, keys string) *Fault {
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	if valid := bytes.ToValidUTF8(data, nil); len(valid) < len(data) {
		n := 0
		for n < len(valid) && valid[n] == data[n] {
			n++
		}
		return Faultf(1+bytes.Count(data[:n], []byte("\n")), "文件不是 UTF-8 编码；请用记事本“另存为”，编码选 UTF-8", "this is not UTF-8; save the file with the encoding UTF-8")
	}
	decoder := toml.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	err := decoder.Decode(v)
	if err == nil {
		return nil
	}
	if strict, ok := errors.AsType[*toml.StrictMissingError](err); ok {
		line, _ := strict.Errors[0].Position()
		key := strict.Errors[0].Key()
		return Faultf(line, "没有叫 %[1]q 的项目；可用的有：%[2]s", "unknown key %[1]q; there are: %[2]s", key[len(key)-1], keys)
	}
	wrong, ok := errors.AsType[*toml.DecodeError](err)
	if !ok {
		return Faultf(0, "无法读取：%v", "cannot be read: %v", err)
	}
	line, _ := wrong.Position()
	key := ""
	if k := wrong.Key(); len(k) > 0 {
		key = k[len(k)-1]
	}
	switch message := strings.TrimPrefix(wrong.Error(), "toml: "); {
	case strings.Count(lineAt(data, line), "\"")%2 == 1:
		return Faultf(line, "这一行的英文双引号不成对；请补上缺的一个", "a double quote of this line lacks its partner")
	case strings.ContainsAny(outsideQuotes(lineAt(data, line)), "“”＂‘’＝，｛｝［］：；"):
		return Faultf(line, "这一行用了中文的标点；引号、等号、逗号和括号都要用英文的：\" = , { } [ ]", "this line has Chinese marks; write \" = , { } [ ]")
	case strings.HasPrefix(message, "cannot decode"):
		return Faultf(line, "%q 的值写法不对：文字要加英文双引号，几个值要放在方括号里", "the value of %q is of the wrong kind: texts stand in double quotes, lists in square brackets", key)
	case strings.HasSuffix(message, "already defined"):
		return Faultf(line, "%q 写了两次；请只留一处", "%q stands twice; keep one", key)
	case strings.HasPrefix(message, "invalid character at start of key"):
		return Faultf(line, "这一行不是“项目 = 值”的样子；可用的项目有：%s", "this line is no “key = value”; there are: %s", keys)
	default:
		return &Fault{line, "这一行写法不对；要写成“项目 = 值”，文字加英文双引号，例如 title = \"标题\"，年份只写数字，例如 year = 2023",
			fmt.Sprintf("this line is no TOML (%s); texts stand in double quotes, as in title = \"…\"", message)}
	}
}

// LineOfKey gives the first line that sets a key, 0 if none does.
func LineOfKey(data []byte, key string) int {
	if lines := LinesOfKey(data, key); len(lines) > 0 {
		return lines[0]
	}
	return 0
}

// LinesOfKey gives all lines that set a key.
func LinesOfKey(data []byte, key string) []int {
	var lines []int
	n := 0
	for text := range strings.Lines(string(data)) {
		n++
		if name, _, ok := strings.Cut(text, "="); ok && strings.TrimSpace(strings.TrimPrefix(name, "\uFEFF")) == key {
			lines = append(lines, n)
		}
	}
	return lines
}

// LineOf gives the first line that a sentence stands in, 0 if none does.
func LineOf(data []byte, sentence string) int {
	at := strings.Index(string(data), sentence)
	if at < 0 {
		return 0
	}
	return 1 + strings.Count(string(data[:at]), "\n")
}

// LineWith gives the first line that holds a text, 0 if none does.
func LineWith(data []byte, text string) int {
	before, _, ok := bytes.Cut(data, []byte(text))
	if !ok {
		return 0
	}
	return 1 + bytes.Count(before, []byte("\n"))
}

// outsideQuotes gives what stands outside of "…" in a line.
func outsideQuotes(line string) string {
	var b strings.Builder
	for i, part := range strings.Split(line, "\"") {
		if i%2 == 0 {
			b.WriteString(part)
		}
	}
	return b.String()
}

// lineAt gives the n-th line, from 1.
func lineAt(data []byte, n int) string {
	for line := range bytes.Lines(data) {
		if n--; n == 0 {
			return string(line)
		}
	}
	return ""
}
