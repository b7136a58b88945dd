// Package layouts holds the templates, styles and scripts of the site.
package layouts

import "embed"

// FS holds one template a kind of page, the partials they share, and below
// assets what is published beside the pages.
//
//go:embed *.html partials assets
var FS embed.FS
