// Package useafterput reports uses of objects that were put back.
//
// By then they may belong to another goroutine.
// See docs/checks/useafterput.md.
package useafterput
