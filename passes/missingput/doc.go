// Package missingput reports objects that are not put back on some path.
//
// They are lost to their pool, which then allocates new ones.
// See docs/checks/missingput.md.
package missingput
