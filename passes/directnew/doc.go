// Package directnew reports calls of a pool's New where Get was meant.
//
// Such a call makes an object and leaves the pooled ones unused.
// See docs/checks/directnew.md.
package directnew
