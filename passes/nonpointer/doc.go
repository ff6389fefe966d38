// Package nonpointer reports values that must be allocated anew for every Put.
//
// Storing a value that is not pointer-shaped in an interface allocates.
// See docs/checks/nonpointer.md.
package nonpointer
