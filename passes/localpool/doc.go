// Package localpool reports pools that die with the call that made them.
//
// Such a pool is gone before an object can be reused.
// See docs/checks/localpool.md.
package localpool
