// Package aliasescape reports memory of an object that outlives its Put.
//
// Its next owner writes over what others still read.
// See docs/checks/aliasescape.md.
package aliasescape
