package source

import (
	"bytes"
	"cmp"
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
	decoder := toml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))))
	decoder.DisallowUnknownFields()
	err := decoder.Decode(v)
	if err == nil {
		return nil
	}
	if strict, ok := errors.AsType[*toml.StrictMissingError](err); ok {
		line, _ := strict.Errors[0].Position()
		return Faultf(line, "没有叫 %[1]q 的项目（可用：%[2]s）", "unknown key %[1]q; there are: %[2]s", strings.Join(strict.Errors[0].Key(), "."), keys)
	}
	if wrong, ok := errors.AsType[*toml.DecodeError](err); ok {
		line, _ := wrong.Position()
		key := strings.Join(wrong.Key(), ".")
		return Faultf(line, "这一行写法不对（%s）；文字要加英文双引号，例如 title = \"标题\"", "this line is no TOML as expected (%s); texts need double quotes, as in title = \"…\"", cmp.Or(key, "TOML"))
	}
	return Faultf(0, "无法读取（%v）；请另存为 UTF-8 编码", "cannot be read (%v); save it as UTF-8", err)
}
