package format

import (
	"slices"
	"strings"
)

// Unshown gives what a PDF holds beside what its pages draw: the strings of its
// objects (title and author, comments, fields of forms), also of those that a later saving
// replaced, and its streams of metadata and attached files, unpacked. It fails where
// the limits leave something out.
func Unshown(raw []byte) (texts []string, files [][]byte, err error) {
	defer recovered(&err)
	f := readPDF(raw)
	f.left = maxPart // what the pages draw is not read
	refs := make([]pdfRef, 0, len(f.objects))
	for ref := range f.objects {
		refs = append(refs, ref)
	}
	slices.Sort(refs)
	all := append([]any{}, f.replaced...)
	for _, ref := range refs {
		all = append(all, f.objects[ref])
	}
	for _, v := range all {
		texts = appendStrings(texts, v)
		s, ok := v.(*pdfStream)
		if !ok {
			continue
		}
		switch f.get(s.dict["Type"]) {
		case pdfName("Metadata"), pdfName("EmbeddedFile"):
			files = append(files, f.data(s))
		}
	}
	return texts, files, nil
}

// appendStrings appends the strings of an object.
func appendStrings(out []string, v any) []string {
	switch v := v.(type) {
	case string:
		return append(out, stringText(v))
	case []any:
		for _, item := range v {
			out = appendStrings(out, item)
		}
	case pdfDict:
		for _, key := range keysOf(v) {
			out = appendStrings(out, v[key])
		}
	case *pdfStream:
		return appendStrings(out, v.dict)
	}
	return out
}

func keysOf(d pdfDict) []pdfName {
	keys := make([]pdfName, 0, len(d))
	for key := range d {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// stringText decodes a string that is meant to be read (ISO 32000-2, 7.9.2.2): UTF-16
// or UTF-8 with their marks, else as it stands.
func stringText(s string) string {
	if strings.HasPrefix(s, "\xFE\xFF") || strings.HasPrefix(s, "\xFF\xFE") {
		return string(utf8Of([]byte(s)))
	}
	return strings.TrimPrefix(s, "\xEF\xBB\xBF")
}
