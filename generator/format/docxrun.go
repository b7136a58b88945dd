package format

import (
	"encoding/xml"
	"strconv"
	"strings"
)

func (d *docx) run(p *para) {
	hidden := false
	d.children(func(e xml.StartElement) { d.inRun(e, p, &hidden) }, nil)
}

// inRun reads one thing in a run of text.
func (d *docx) inRun(e xml.StartElement, p *para, hidden *bool) {
	say := func(text string) {
		if !*hidden {
			d.say(p, text)
		}
	}
	switch e.Name.Local {
	case "rPr":
		d.children(func(e xml.StartElement) {
			switch e.Name.Local {
			case "vanish":
				*hidden = set(e)
			case "rStyle":
				for _, st := range d.styles.chain(attribute(e, "val")) {
					*hidden = *hidden || st.hidden
				}
			case "del", "moveFrom": // as some programs mark a run
				*hidden = true
			}
			d.skip()
		}, nil)
		return
	case "t":
		keep := attribute(e, "space") == "preserve"
		text := endsAsBlanks.Replace(d.words())
		if !keep {
			text = strings.Trim(text, " \t")
		}
		say(text)
		return
	case "tab", "ptab":
		say("\t")
	case "br", "cr":
		say("\n")
	case "noBreakHyphen":
		say("-")
	case "sym":
		if n, err := strconv.ParseUint(attribute(e, "char"), 16, 16); err == nil {
			if n < 0xF000 && n < 0x100 {
				n += 0xF000
			}
			say(string(symbol(rune(n))))
		}
	case "fldChar":
		d.fieldMark(attribute(e, "fldCharType"), p)
	case "instrText":
		if n := len(d.fields); n > 0 && d.fields[n-1].code.Len() < 1000 {
			code := d.words()
			d.fields[n-1].code.WriteString(code[:min(len(code), 1000)])
			return
		}
	case "footnoteReference", "endnoteReference":
		if !*hidden {
			kind := strings.TrimSuffix(e.Name.Local, "Reference")
			p.notes = append(p.notes, d.notes[kind+attribute(e, "id")]...)
			delete(d.notes, kind+attribute(e, "id")) // each once
		}
	case "ruby":
		d.children(func(e xml.StartElement) { d.inline(e, p) }, nil)
		return
	case "AlternateContent":
		size := d.size
		d.alternatives(func(e xml.StartElement) { d.inRun(e, p, hidden) }, func() bool { return d.size > size })
		return
	case "drawing", "pict", "object":
		d.deeper(func() { d.drawing(p) })
		return
	}
	d.skip()
}

// fieldMark reads where a field begins, where its code ends and where it ends.
func (d *docx) fieldMark(kind string, p *para) {
	switch kind {
	case "begin":
		if len(d.fields) < 50 {
			d.fields = append(d.fields, field{silent: true})
		}
	case "separate":
		if n := len(d.fields); n > 0 {
			d.fields[n-1].silent = unprinted(d.fields[n-1].code.String())
		}
	case "end":
		if n := len(d.fields); n > 0 {
			code := d.fields[n-1].code.String()
			d.fields = d.fields[:n-1]
			d.say(p, enclosed(code))
		}
	}
}

// enclosed gives the number in a circle that Word draws by a field: eq \o\ac(○,1).
func enclosed(code string) string {
	code = strings.ToLower(strings.ReplaceAll(code, " ", ""))
	if !strings.HasPrefix(code, `eq\o`) {
		return ""
	}
	_, after, ok := strings.Cut(code, "○")
	n, err := strconv.Atoi(strings.Trim(after, ",;，；)）"))
	if !ok || err != nil {
		return ""
	}
	return circled(n)
}

// drawing looks for text boxes in a picture or group of shapes.
func (d *docx) drawing(p *para) {
	var visit func(e xml.StartElement)
	visit = func(e xml.StartElement) {
		switch {
		case e.Name.Local == "txbxContent":
			var box lines
			fields, kept := d.fields, d.kept
			d.fields, d.kept = nil, ""
			d.children(func(e xml.StartElement) { d.block(e, &box) }, nil)
			d.fields, d.kept = fields, kept
			if len(p.boxes) == 0 {
				p.first = strings.TrimSpace(p.text.String()) == ""
			}
			if !onlyNumber(box.list) {
				p.boxes = append(p.boxes, box.list...)
			}
		case e.Name.Local == "AlternateContent":
			size := d.size
			d.alternatives(visit, func() bool { return d.size > size })
		default:
			d.children(visit, nil)
		}
	}
	d.children(visit, nil)
}

// onlyNumber tells a text box with nothing but a page's number.
func onlyNumber(box []Line) bool {
	all := ""
	for _, line := range box {
		if len(line.Text) > 20 {
			return false
		}
		all += line.Text
	}
	return strings.Trim(all, "0123456789-—– ") == ""
}
