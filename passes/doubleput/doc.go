// Package doubleput reports objects that are put back twice.
//
// The pool then gives one object to two owners.
// See docs/checks/doubleput.md.
package doubleput
