// Package config reads config.toml. Only main imports it and fills the options
// of the other packages.
package config

import (
	"net/netip"
	"net/url"
	"regexp"
	"strings"

	"zhenjian/generator/source"
)

// Config is what config.toml may say. Every key has a default.
type Config struct {
	Title    string   `toml:"title"`         // name of the site, on every page
	Subtitle string   `toml:"subtitle"`      // a line below it on the home page
	Notice   string   `toml:"notice"`        // on top of every page, such as that the site is a trial; "" for none
	BaseURL  string   `toml:"base_url"`      // where the site is published; "" leaves out what needs it
	Lang     string   `toml:"lang"`          // of messages: zh or en; "" follows LANG
	Checks   []string `toml:"public_checks"` // groups of checks whose findings the public sees
	Shared   bool     `toml:"public_shared"` // the public sees which passages reports of several places share
	Scope    []string `toml:"scope"`         // codes of the counties whose towns should report; none: those with a report

	Precompress bool `toml:"precompress"` // each text of the site has a copy packed with gzip beside it

	// What the rules for government websites ask for (国办发〔2017〕47号): tags of every
	// page and the foot. What is "" has neither tag nor line.
	SiteName     string `toml:"site_name"`     // SiteName: of the website that the archive belongs to; "" is Title
	SiteDomain   string `toml:"site_domain"`   // SiteDomain: www.example.gov.cn; "" is the host of BaseURL, if it has a name
	SiteCode     string `toml:"site_code"`     // SiteIDCode, 政府网站标识码: ten characters
	Organizer    string `toml:"organizer"`     // 主办单位
	Undertaker   string `toml:"undertaker"`    // 承办单位
	Contact      string `toml:"contact"`       // 联系方式, in any words
	Phone        string `toml:"phone"`         // 电话
	Mail         string `toml:"mail"`          // 电子邮箱
	Post         string `toml:"post"`          // 地址
	ICP          string `toml:"icp"`           // ICP 备案编号
	Police       string `toml:"police"`        // 公安机关备案编号
	ErrorContact string `toml:"error_contact"` // 纠错: an address, or whom to call
	Editor       string `toml:"editor"`        // 责任编辑, Author of report pages
	Topic        string `toml:"topic"`         // 主题分类 in the box of each report
	Genre        string `toml:"genre"`         // 体裁分类

	Columns map[string]Column `toml:"columns"` // by the id of the column, as in [columns.places]
}

// A Column is what config.toml says of one part of the site. "" keeps the default.
type Column struct {
	Name        string `toml:"name"`
	Type        string `toml:"type"`
	Description string `toml:"description"`
	Keywords    string `toml:"keywords"` // separated by commas
}

// keys are those of Config, for messages.
const keys = "title, subtitle, notice, base_url, lang, scope, public_checks, public_shared, precompress, site_name, site_domain, site_code, organizer, undertaker, contact, phone, mail, post, icp, police, error_contact, editor, topic, genre, [columns.places] name, type, description, keywords"

// Default is what holds where config.toml is silent.
func Default() Config {
	return Config{
		Title: "法治政府建设年度报告档案", Subtitle: "乡镇（街道）年度法治政府建设情况报告",
		Topic: "公安、安全、司法、法制", Genre: "工作报告",
		Checks: []string{"passed"},
	}
}

var (
	siteCode = regexp.MustCompile(`^[0-9A-Za-z]{10}$`)
	domain   = regexp.MustCompile(`^([0-9A-Za-z-]+\.)+[A-Za-z][0-9A-Za-z-]*$`)
)

// Parse reads the contents of config.toml over the defaults.
func Parse(data []byte) (Config, *source.Fault) {
	c := Default()
	if fault := source.DecodeTOML(data, &c, keys); fault != nil {
		return c, fault
	}
	refuse := func(key, zh, en string) (Config, *source.Fault) {
		return c, &source.Fault{Line: source.LineOfKey(data, key), Zh: zh, En: en}
	}
	base, err := url.Parse(c.BaseURL)
	switch {
	case c.Lang != "" && c.Lang != "zh" && c.Lang != "en":
		return refuse("lang", "lang 只能是 \"zh\" 或 \"en\"", "lang is \"zh\" or \"en\"")
	case c.BaseURL != "" && (err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https"):
		return refuse("base_url", "base_url 要写完整，例如 \"http://www.example.gov.cn/fzzf/\"", "base_url is a whole address, such as \"http://www.example.gov.cn/fzzf/\"")
	case c.SiteCode != "" && !siteCode.MatchString(c.SiteCode):
		return refuse("site_code", "site_code 是网站标识码，正好十位数字或字母，例如 \"3704050001\"", "site_code has ten digits or letters, such as \"3704050001\"")
	case c.SiteDomain != "" && !domain.MatchString(c.SiteDomain):
		return refuse("site_domain", "site_domain 只写域名，不带 http:// 和斜杠，例如 \"www.example.gov.cn\"", "site_domain is a domain name alone, such as \"www.example.gov.cn\"")
	case c.Mail != "" && (!strings.Contains(c.Mail, "@") || strings.ContainsAny(c.Mail, " <>\"")):
		return refuse("mail", "mail 要写成邮箱地址，例如 \"sfj@example.gov.cn\"", "mail is an address, such as \"sfj@example.gov.cn\"")
	case strings.TrimSpace(c.Title) == "":
		return refuse("title", "title 不能是空的", "title must not be empty")
	}
	if c.BaseURL != "" && !strings.HasSuffix(c.BaseURL, "/") {
		c.BaseURL += "/"
	}
	if c.SiteName == "" {
		c.SiteName = c.Title
	}
	if _, err := netip.ParseAddr(base.Hostname()); c.SiteDomain == "" && err != nil && domain.MatchString(base.Hostname()) {
		c.SiteDomain = base.Hostname()
	}
	return c, nil
}

// Unset names the keys that a government website should have and that are not
// set: what each is called, and the line that would set it.
func (c Config) Unset() []source.Problem {
	var out []source.Problem
	for _, k := range []struct {
		set        bool
		name, line string
	}{
		{c.Organizer != "", "主办单位", `organizer = "某某县司法局"`},
		{c.Contact+c.Phone+c.Mail+c.Post != "", "联系方式", `phone = "0000-0000000"`},
		{c.SiteCode != "", "网站标识码", `site_code = "十位标识码"`},
		{c.SiteDomain != "", "网站域名", `site_domain = "www.example.gov.cn"`},
	} {
		if !k.set {
			out = append(out, source.Problem{Code: source.UnsetKey, File: "config.toml", Args: []any{k.name, k.line}})
		}
	}
	return out
}
