// Package wrongtype reports what disagrees with the rest of its pool about the type of the objects.
//
// An object of one type where another is asserted panics.
// See docs/checks/wrongtype.md.
package wrongtype
