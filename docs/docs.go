// Package docs holds the pages of the checks, which are also their
// documentation in every driver.
package docs

import (
	"embed"
	"strings"
)

//go:embed checks/*.md
var pages embed.FS

// URL returns the address of the page of a check.
func URL(check string) string {
	return "https://github.com/poolvet/poolvet/blob/main/docs/checks/" + check + ".md"
}

// Page returns the page of a check, in Markdown, and whether there is one.
func Page(check string) (string, bool) {
	data, err := pages.ReadFile("checks/" + check + ".md")
	return string(data), err == nil
}

// Summary returns the first sentence of the page of a check: one line, lower
// case, without a period.
func Summary(check string) string {
	page, _ := Page(check)
	_, rest, _ := strings.Cut(page, "\n\n") // the heading
	line, _, _ := strings.Cut(rest, "\n")
	return strings.TrimSuffix(line, ".")
}

// Doc returns the documentation of a check in the form that analysis.Analyzer
// wants: "name: summary", an empty line, and the rest of the page.
func Doc(check string) string {
	page, _ := Page(check)
	_, rest, _ := strings.Cut(page, "\n\n")
	_, body, _ := strings.Cut(rest, "\n")
	return check + ": " + Summary(check) + "\n" + body
}
