package export

import (
	"strconv"

	"zhenjian/generator/address"
	"zhenjian/generator/archive"
	"zhenjian/generator/numeral"
)

// mentionRows adds a report's rows of Mentions.
func mentionRows(b []byte, e *archive.Entry) []byte {
	key, page := e.Key(), address.Report(e.Code, e.Year, e.Version)
	for i, m := range e.Mentions {
		id := archive.MentionID(i + 1)
		b = appendRow(b, key, id, m.Indicator, m.Value.String(), highText(m.HasHigh, m.High), m.Qualifier.String(), m.Unit, string(m.Period),
			m.Printed, m.Quote, strconv.Itoa(m.Line), correctedText(m), page+"#"+id)
	}
	return b
}

func highText(has bool, high numeral.Decimal) string {
	if !has {
		return ""
	}
	return high.String()
}

// correctedText is what stands under corrected.
func correctedText(m archive.Mention) string {
	switch {
	case m.Struck:
		return struck
	case m.Corrected:
		return m.Right.String()
	}
	return ""
}

// struck stands for a number that was struck out.
const struck = "struck"
