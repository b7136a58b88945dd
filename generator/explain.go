package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"zhenjian/generator/indicator"
	"zhenjian/generator/pipeline"
	"zhenjian/generator/region"
	"zhenjian/generator/report"
	"zhenjian/generator/source"
)

func (c *command) explain() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use: "explain FILE…", Short: "说明从每个文件里读懂了什么，依据是什么",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usageError{errors.New(c.say("explain 后面要写文件名", "explain takes the names of files"))}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			gazetteer, catalogue, err := c.knowledge()
			if err != nil {
				return err
			}
			lang := c.lang
			if asJSON && lang == "" {
				lang = "zh" // the output does not depend on LANG
			} else if lang == "" {
				lang = c.language()
			}
			all, understood := []any{}, true
			for _, name := range args {
				said, ok := pipeline.Explain(name, gazetteer, catalogue, lang)
				understood = understood && ok
				if asJSON {
					all = append(all, said)
				} else {
					printExplained(os.Stdout, said, catalogue)
				}
			}
			if asJSON {
				if err := printJSON(os.Stdout, all); err != nil {
					return err
				}
			}
			if !understood {
				return exit(exitProblems)
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "以 JSON 数组输出，供其他程序使用")
	return cmd
}

// knowledge is what the program carries, with the site's additions where there
// is a site: explain works on any file.
func (c *command) knowledge() (*region.Gazetteer, *indicator.Catalogue, error) {
	site, err := source.ReadSite(c.site, os.DirFS(c.site))
	if err != nil {
		return region.Builtin(), indicator.Builtin(), nil
	}
	return additions(site)
}

func printJSON(w io.Writer, v any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(v)
}

// printExplained prints for people what explain --json prints for programs.
func printExplained(w io.Writer, said any, catalogue *indicator.Catalogue) {
	e, ok := said.(pipeline.Explained)
	if !ok {
		unread := said.(pipeline.Unread)
		fmt.Fprintf(w, "%s\n", unread.Source)
		for _, p := range unread.Problems {
			fmt.Fprintf(w, "  %s：%s\n", severityNames[p.Severity][0], p.Message)
		}
		return
	}
	unit := source.Unit(e.Source, "zh")
	fmt.Fprintf(w, "%s\n", e.Source)
	row := func(name, value, rule string) {
		if value == "" {
			value = "（看不出）"
		}
		if rule != "" {
			value += "  ［依据：" + report.RuleName(rule).In("zh") + "］"
		}
		fmt.Fprintf(w, "  %s：%s\n", name, value)
	}
	text := func(s *string) string {
		if s == nil {
			return ""
		}
		return *s
	}
	place, code := "", ""
	if e.Place != nil {
		place = text(e.Place.Province) + text(e.Place.City) + text(e.Place.County) + text(e.Place.Town)
		code = text(e.Place.Code)
	}
	if code != "" {
		place += "（" + code + "）"
	}
	year := ""
	if e.Year != nil {
		year = fmt.Sprint(*e.Year) + e.Part
	}
	row("标题", text(e.Title), e.Rules["title"])
	row("地方", place, e.Rules["place"])
	row("年度", year, e.Rules["year"])
	row("成文", text(e.Issued), e.Rules["issued"])
	row("署名", strings.Join(e.Issuers, "、"), "")
	row("主送", strings.Join(e.Addressees, "、"), "")
	fmt.Fprintf(w, "  小标题：%d 个\n", len(e.Sections))
	kinds := map[string]string{"achievements": "举措成效", "leadership": "第一责任人", "problems": "不足", "plans": "安排", "other": "其他"}
	for _, s := range e.Sections {
		kind := ""
		if s.Kind != nil {
			kind = "  ［" + kinds[string(*s.Kind)] + "］"
		}
		heading := text(s.Heading)
		if heading == "" {
			heading = "（整段，无小标题）"
		}
		fmt.Fprintf(w, "    %s第 %d %s %s %s%s\n", strings.Repeat("  ", s.Level-1), s.Line, unit, text(s.Number), heading, kind)
	}
	fmt.Fprintf(w, "  引用：%s\n", strings.Join(e.Citations, "；"))
	fmt.Fprintf(w, "  指标：%d 处（文中共有带单位的数 %d 个）\n", len(e.Mentions), len(e.Quantities))
	for _, m := range e.Mentions {
		number := m.Value.String() + text(m.Unit)
		if m.Period != "" {
			number += "（" + string(m.Period) + "）"
		}
		in, _ := catalogue.Get(m.ID)
		fmt.Fprintf(w, "    第 %d %s %s %s：“%s”  ［依据：%s］\n", m.Line, unit, in.Name, number, m.Quote, m.Rule)
	}
	for _, p := range e.Problems {
		where := ""
		if p.Line > 0 {
			where = fmt.Sprintf("第 %d %s", p.Line, unit)
		}
		fmt.Fprintf(w, "  %s%s：%s\n", where, severityNames[p.Severity][0], p.Message)
	}
}
