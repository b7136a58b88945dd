package export

import (
	"bytes"
	"encoding/xml"

	"zhenjian/generator/address"
)

// What a sitemap may hold at most (sitemaps.org).
const (
	maxAddresses = 50_000
	maxBytes     = 50 << 20
)

const sitemapSpace = "http://www.sitemaps.org/schemas/sitemap/0.9"

// sitemap gives sitemap.xml, the full addresses of all pages. Where one file
// cannot hold them it is an index, and the parts come behind it. When a page
// changed last is not said, since no text tells.
func sitemap(base string, pages []string, addresses, bytes int) []file {
	var parts [][]byte
	for count, i := 0, 0; i < len(pages); i++ {
		element := locElement("url", base+pages[i])
		last := len(parts) - 1
		if last < 0 || count == addresses || len(parts[last])+len(element)+len("</urlset>\n") > bytes {
			parts = append(parts, opened("urlset"))
			count, last = 0, last+1
		}
		parts[last] = append(parts[last], element...)
		count++
	}
	for i := range parts {
		parts[i] = append(parts[i], "</urlset>\n"...)
	}
	if len(parts) == 1 {
		return []file{{address.Sitemap, parts[0]}}
	}
	index := opened("sitemapindex")
	files := []file{{path: address.Sitemap}}
	for i, part := range parts {
		path := address.SitemapPart(i + 1)
		index = append(index, locElement("sitemap", base+path)...)
		files = append(files, file{path, part})
	}
	files[0].data = append(index, "</sitemapindex>\n"...)
	return files
}

func opened(root string) []byte {
	return []byte(xml.Header + "<" + root + ` xmlns="` + sitemapSpace + `">` + "\n")
}

func locElement(name, url string) []byte {
	var b bytes.Buffer
	b.WriteString("<" + name + "><loc>")
	xml.EscapeText(&b, []byte(url)) // a buffer takes all
	b.WriteString("</loc></" + name + ">\n")
	return b.Bytes()
}
