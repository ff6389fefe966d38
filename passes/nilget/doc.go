// Package nilget reports unchecked results of Get from a pool that can return nil.
//
// The assertion or the use that follows panics when the pool is empty.
// See docs/checks/nilget.md.
package nilget
