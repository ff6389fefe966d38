// Package uncapped reports objects that are put back no matter how large they have grown.
//
// One large input then stays in memory for as long as the pool has the object.
// See docs/checks/uncapped.md.
package uncapped
