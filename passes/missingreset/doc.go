// Package missingreset reports objects that carry data from one user of a pool to the next.
//
// What one user wrote, the next reads as if it were its own.
// See docs/checks/missingreset.md.
package missingreset
