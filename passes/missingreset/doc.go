// Package missingreset reports objects that carry data from one user of a pool
// to the next.
//
// See docs/checks/missingreset.md.
package missingreset
