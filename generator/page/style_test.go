package page

import (
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func styleText(t *testing.T) string {
	t.Helper()
	css, err := os.ReadFile("../../layouts/assets/" + styleSheet)
	if err != nil {
		t.Fatal(err)
	}
	return regexp.MustCompile(`(?s)/\*.*?\*/`).ReplaceAllString(string(css), "")
}

// TestStyle: letters grow with the reader's own, and no other file is asked for.
func TestStyle(t *testing.T) {
	css := styleText(t)
	if found := regexp.MustCompile(`font-size: [0-9.]+px`).FindString(css); found != "" {
		t.Errorf("a size that does not grow with the reader's own: %s", found)
	}
	if strings.Contains(css, "url(") || strings.Contains(css, "@import") || strings.Contains(css, "@font-face") {
		t.Error("the style sheet asks for another file")
	}
}

// TestContrast measures each colour of text on each ground, light and dark
// (WCAG 2.2, 1.4.3 wants 4.5; the aim here is 7).
func TestContrast(t *testing.T) {
	palettes := regexp.MustCompile(`(?s)\{(\s*--paper.*?)\}`).FindAllStringSubmatch(styleText(t), -1)
	if len(palettes) != 4 {
		t.Fatalf("%d palettes, want light, dark, high contrast and print", len(palettes))
	}
	for i, name := range []string{"light", "dark", "high contrast", "print"} {
		colours := map[string]float64{}
		for _, m := range regexp.MustCompile(`--([a-z-]+): #([0-9a-f]{3,6});`).FindAllStringSubmatch(palettes[i][1], -1) {
			colours[m[1]] = luminance(t, m[2])
		}
		for _, text := range []string{"ink", "soft", "accent", "link", "visited"} {
			for _, ground := range []string{"paper", "sheet", "shade"} {
				if c := contrast(colours[text], colours[ground]); c < 7 {
					t.Errorf("%s: %s on %s is %.2f", name, text, ground, c)
				}
			}
		}
		if name == "print" {
			continue
		}
		for _, ground := range []string{"mark", "mark-strong"} {
			if c := contrast(colours["ink"], colours[ground]); c < 7 {
				t.Errorf("%s: ink on %s is %.2f", name, ground, c)
			}
		}
		if c := contrast(colours["on-accent"], colours["accent"]); c < 7 {
			t.Errorf("%s: text on the accent is %.2f", name, c)
		}
		if c := contrast(colours["rule"], colours["paper"]); c < 3 {
			t.Errorf("%s: borders of controls are %.2f", name, c)
		}
	}
}

// luminance is WCAG's relative luminance of a colour in hexadecimal digits.
func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

func contrast(a, b float64) float64 { return (max(a, b) + 0.05) / (min(a, b) + 0.05) }
