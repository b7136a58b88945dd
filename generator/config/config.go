// Package config reads config.toml. Only main imports it and fills the options
// of the other packages.
package config

import (
	"net/url"
	"strings"

	"zhenjian/generator/source"
)

// Config is what config.toml may say. Every key has a default.
type Config struct {
	Title     string   `toml:"title"`     // name of the site, on every page
	Subtitle  string   `toml:"subtitle"`  // a line below it on the home page
	Notice    string   `toml:"notice"`    // on top of every page, such as that the site is a trial; "" for none
	Organizer string   `toml:"organizer"` // 主办单位, in the footer
	Contact   string   `toml:"contact"`   // 联系方式, in the footer
	BaseURL   string   `toml:"base_url"`  // where the site is published; "" leaves out what needs it
	Lang      string   `toml:"lang"`      // of messages: zh or en; "" follows LANG
	Scope     []string `toml:"scope"`     // codes of the counties whose towns should report; none: those with a report
}

// keys are those of Config, for messages.
const keys = "title, subtitle, notice, organizer, contact, base_url, lang, scope"

// Default is what holds where config.toml is silent.
func Default() Config {
	return Config{Title: "法治政府建设年度报告档案", Subtitle: "乡镇（街道）年度法治政府建设情况报告"}
}

// Parse reads the contents of config.toml over the defaults.
func Parse(data []byte) (Config, *source.Fault) {
	c := Default()
	if fault := source.DecodeTOML(data, &c, keys); fault != nil {
		return c, fault
	}
	if c.Lang != "" && c.Lang != "zh" && c.Lang != "en" {
		return c, source.Faultf(source.LineOfKey(data, "lang"), "lang 只能是 \"zh\" 或 \"en\"", "lang is \"zh\" or \"en\"")
	}
	if u, err := url.Parse(c.BaseURL); c.BaseURL != "" && (err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https") {
		return c, source.Faultf(source.LineOfKey(data, "base_url"), "base_url 要写完整，例如 \"http://www.example.gov.cn/fzzf/\"", "base_url is a whole address, such as \"http://www.example.gov.cn/fzzf/\"")
	}
	if c.BaseURL != "" && !strings.HasSuffix(c.BaseURL, "/") {
		c.BaseURL += "/"
	}
	if strings.TrimSpace(c.Title) == "" {
		return c, source.Faultf(source.LineOfKey(data, "title"), "title 不能是空的", "title must not be empty")
	}
	return c, nil
}
