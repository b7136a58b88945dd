package page

import "strings"

// An imprint is what the rules for government websites ask the foot of each
// page to say (国办发〔2017〕47号, 网页设计规范). What is "" is not set, and has no line.
type imprint struct {
	Organizer  string // 主办单位
	Undertaker string // 承办单位
	Contact    []fact // 联系方式, 电话, 电子邮箱, 地址
	Code       string // 网站标识码
	ICP        string
	Police     string
	Errors     link   // 纠错; Href "" for words alone
	Page       string // what to name when a fault of this page is reported: its address from the site's root
}

func (s *Site) imprint(page string) imprint {
	o := s.options
	i := imprint{Organizer: o.Organizer, Undertaker: o.Undertaker, Code: o.SiteCode, ICP: o.ICP, Police: o.Police}
	for _, f := range []fact{{Name: "联系方式", Value: o.Contact}, {Name: "电话", Value: o.Phone}, {Name: "电子邮箱", Value: o.Mail}, {Name: "地址", Value: o.Post}} {
		if f.Value != "" {
			i.Contact = append(i.Contact, f)
		}
	}
	if o.ErrorContact != "" {
		i.Page = page
		i.Errors.Text = o.ErrorContact
		if strings.HasPrefix(o.ErrorContact, "http://") || strings.HasPrefix(o.ErrorContact, "https://") {
			i.Errors = link{Text: "我为政府网站找错", Href: o.ErrorContact}
		}
	}
	return i
}
