// Package directive reports directives that are wrong, or that silence nothing.
//
// They are the comments that begin with "//poolvet:".
// See docs/checks/directive.md.
package directive
