package report

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// bodyEndings end the names of bodies that issue reports or are addressed.
var bodyEndings = []string{
	"委员会", "人民政府", "政府", "办事处", "党委", "党工委", "工委", "镇委", "乡委", "县委", "区委", "市委", "省委", "旗委", "州委", "管委会", "管理委员会",
	"办公室", "司法局", "司法所", "领导小组", "委办", "府办", "县办", "区办", "市办", "治县办", "治区办", "治市办", "治镇办", "治办", "委", "局", "厅", "管理处", "管理局", "管理所", "农场", "林场", "人大", "人大常委会", "法治办", "依法治镇办", "司法厅",
}

// bodyLasts are the characters that bodyEndings end with: most lines have none of
// them at their end, and so none of the endings.
var bodyLasts = func() map[rune]bool {
	lasts := map[rune]bool{}
	for _, e := range bodyEndings {
		last, _ := utf8.DecodeLastRuneInString(e)
		lasts[last] = true
	}
	return lasts
}()

// isBody tells the name of a body, or several of them in one line.
func isBody(s string) bool {
	s = strings.Trim(s, " \t\u3000")
	last, _ := utf8.DecodeLastRuneInString(s)
	return bodyLasts[last] && longer(s, 1) && !longer(s, 60) && hasSuffixOf(s, bodyEndings) && !strings.ContainsAny(s, "。，；：“”《》？！0123456789")
}

// isTownName tells a bare name that may sign a report: 涧头集镇.
func isTownName(s string) bool {
	return longer(s, 1) && !longer(s, 20) && hasSuffixOf(s, []string{"镇", "乡", "街道", "苏木", "区", "县", "市", "旗"}) && !strings.ContainsAny(s, "。，；：、“”《》")
}

// findSignature marks the lines at the end that sign the report: bodies and a
// date, each on a line of its own. It gives what they hold, from the first to the last.
func (r *Report) findSignature() []signed {
	end := len(r.Blocks)
	for end > 0 && end > len(r.Blocks)-12 { // attachments may follow the signature
		line := r.text(r.Blocks[end-1].Span)
		if r.Blocks[end-1].Kind != Paragraph {
			break
		}
		if !trails(line) {
			if _, ok := signatureLine(line); ok || isProse(line) || end == len(r.Blocks) {
				break
			}
		}
		end--
	}
	var lines []signed
	for i := end - 1; i >= 0 && r.Blocks[i].Kind == Paragraph; i-- {
		s, ok := signatureLine(r.text(r.Blocks[i].Span))
		if !ok {
			break
		}
		r.Blocks[i].Kind = Signature
		lines = append(lines, s)
	}
	slices.Reverse(lines)
	return lines
}

// trails tells a line that may stand behind the signature: who gets a copy, whom to ask,
// who has printed it.
func trails(line string) bool {
	if longer(line, 120) {
		return false
	}
	return containsOf(line[:min(len(line), len("（联系"))], []string{"附件", "此件", "抄送", "联系"}) || strings.HasSuffix(strings.TrimRight(line, "。 \u3000"), "印发")
}

// bylines gives what the lines under the title hold of bodies and dates.
func (r *Report) bylines() []signed {
	var lines []signed
	for _, b := range r.Blocks {
		if b.Kind != Byline {
			continue
		}
		if s, ok := signatureLine(r.text(b.Span)); ok {
			lines = append(lines, s)
		}
	}
	return lines
}

// A signed line holds bodies, a date, or both.
type signed struct {
	bodies []string
	date   string
}

// signatureLine reads a line that can be part of a signature.
func signatureLine(line string) (signed, bool) {
	var s signed
	if longer(line, 80) || line == "" {
		return s, false
	}
	line = strings.Trim(line, "（）() ")
	if at, date := dateAtEnd(line); date != "" {
		s.date = date
		line = strings.TrimRight(line[:at], " \t\u3000")
		if line == "" {
			return s, true
		}
	}
	line = strings.TrimPrefix(strings.TrimPrefix(line, "（盖章）"), "(盖章)")
	for _, name := range splitBodies(line) {
		if !isBody(name) && !isTownName(name) {
			return s, false
		}
		s.bodies = append(s.bodies, name)
	}
	return s, len(s.bodies) > 0
}

// splitBodies cuts a line of several bodies at runs of blanks. A single blank
// cuts where both sides are bodies; 2 characters apart (司 法 所) it does not.
func splitBodies(line string) []string {
	var out []string
	for _, part := range strings.FieldsFunc(line, func(r rune) bool { return r == '\t' || r == '\u3000' || r == '、' }) {
		for _, name := range strings.Split(part, "  ") {
			name = strings.TrimSpace(name)
			if name == "" {
				continue
			}
			fields := strings.Fields(name)
			whole := true
			for _, f := range fields {
				whole = whole && isBody(f)
			}
			if len(fields) > 1 && whole {
				out = append(out, fields...)
			} else {
				out = append(out, name)
			}
		}
	}
	return out
}

// findIssuers takes the issuers from the signature, else from a byline, else
// from the lines of the title above 关于, else from 发布机构 (guide, 1 and 46).
func (r *Report) findIssuers(signature, bylines []signed) {
	for _, lines := range [][]signed{signature, bylines} {
		for _, s := range lines {
			r.Issuers = append(r.Issuers, s.bodies...)
		}
		if len(r.Issuers) > 0 {
			return
		}
	}
	for _, b := range r.Blocks {
		if b.Kind != TitleLine {
			continue
		}
		line := r.text(b.Span)
		if head, _, ok := strings.Cut(line, "关于"); ok {
			line = strings.TrimSpace(head)
		}
		names := splitBodies(line)
		for _, name := range names {
			if !isBody(name) {
				names = nil
				break
			}
		}
		r.Issuers = append(r.Issuers, names...)
	}
	if len(r.Issuers) == 0 && r.Doc.Facts.Publisher != "" {
		r.Issuers = []string{r.Doc.Facts.Publisher}
	}
}

// findAddressees reads the line that a report opens with: 县委、县政府：
func (r *Report) findAddressees() {
	for i := range r.Blocks {
		b := &r.Blocks[i]
		if i > maxHead || b.Section >= 0 {
			return
		}
		if b.Kind != Paragraph {
			continue
		}
		if names := addressed(r.text(b.Span)); names != nil {
			r.Addressees = names
			b.Kind = Addressee
			return
		}
		if isProse(r.text(b.Span)) {
			return
		}
	}
}

// addressed reads an addressee line: bodies, joined by 、 or a comma, and a colon.
func addressed(line string) []string {
	names, ok := strings.CutSuffix(strings.TrimSpace(line), "：")
	if !ok {
		names, ok = strings.CutSuffix(strings.TrimSpace(line), ":")
	}
	if !ok || longer(names, 60) {
		return nil
	}
	var out []string
	for _, name := range strings.FieldsFunc(names, func(r rune) bool { return strings.ContainsRune("、，, \t\u3000", r) }) {
		name = strings.TrimPrefix(name, "并")
		if !isBody(name) {
			return nil
		}
		out = append(out, name)
	}
	return out
}
