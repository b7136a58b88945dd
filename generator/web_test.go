package main

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestPlainNames: every file of the demonstration has a name in ASCII that no file
// system and no server takes for another, and an ending that IIS knows, by itself or
// by the web.config beside.
func TestPlainNames(t *testing.T) {
	plain := regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*$`)
	known := " .html .css .js .csv .txt .xml .svg .png .zip .json .docx .doc .pdf "
	tree := readTree(t, buildDemo(t))
	for name := range tree {
		for part := range strings.SplitSeq(name, "/") {
			if !plain.MatchString(part) {
				t.Errorf("%s: %s is no plain name", name, part)
			}
		}
		if name != "web.config" && name != ".gitignore" && !strings.Contains(known, " "+path.Ext(name)+" ") {
			t.Errorf("%s: no server knows this ending", name)
		}
	}
	if tree["web.config"] == nil || tree["version.txt"] == nil {
		t.Error("no web.config, or no version.txt")
	}
}

// TestTagsEverywhere holds every page of the demonstration, which has settings and a
// ledger, and of the site without settings, to the tags of
// government websites; kinds that have no page in either fail.
func TestTagsEverywhere(t *testing.T) {
	tag := regexp.MustCompile(`<meta name="([A-Za-z]+)" content="([^"]*)">`)
	pubDate := regexp.MustCompile(`^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$`)
	every := []string{"SiteName", "ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"}
	article := []string{"ArticleTitle", "ContentSource", "Keywords", "Description"}
	seen := map[string]bool{}
	for _, site := range []struct {
		tree  map[string][]byte
		every []string
		dated bool
	}{
		{readTree(t, buildDemo(t)), append([]string{"SiteIDCode", "SiteDomain"}, every...), true},
		{readTree(t, buildSite(t)), every, false},
	} {
		for name, data := range site.tree {
			if path.Ext(name) != ".html" {
				continue
			}
			kind := kindOf(name)
			seen[kind] = true
			tags := map[string]string{}
			for _, m := range tag.FindAllSubmatch(data, -1) {
				if strings.TrimSpace(string(m[2])) == "" {
					t.Errorf("%s: %s is empty", name, m[1])
				}
				tags[string(m[1])] = string(m[2])
			}
			wanted := site.every
			if kind == "report" {
				wanted = append(slices.Clone(wanted), article...)
			}
			for _, want := range wanted {
				if tags[want] == "" {
					t.Errorf("%s: no %s", name, want)
				}
			}
			if date, there := tags["PubDate"]; there != (kind == "report" && site.dated) || there && !pubDate.MatchString(date) {
				t.Errorf("%s: PubDate %q", name, date)
			}
			if kind != "report" && tags["ArticleTitle"] != "" {
				t.Errorf("%s: the tags of a report", name)
			}
		}
	}
	for _, k := range pageKinds {
		if !seen[k.name] {
			t.Errorf("no page of the kind %s was looked at", k.name)
		}
	}
}
