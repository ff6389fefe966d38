// Package maps has maps that are cleared, and keep their buckets.
package maps

import "sync"

var sets = sync.Pool{New: func() any { return map[string]bool{} }}

func distinct(names []string) int {
	seen := sets.Get().(map[string]bool)
	for _, name := range names {
		seen[name] = true
	}
	n := len(seen)
	clear(seen)
	sets.Put(seen) // want `seen is put back no matter how large it has grown`
	return n
}

var limited = sync.Pool{New: func() any { return map[string]bool{} }}

func distinctLimited(names []string) int {
	seen := limited.Get().(map[string]bool)
	for _, name := range names {
		seen[name] = true
	}
	n := len(seen)
	if n <= 1000 {
		clear(seen)
		limited.Put(seen)
	}
	return n
}

// The length of a map that has been cleared says nothing.
var afterwards = sync.Pool{New: func() any { return map[string]bool{} }}

func distinctAfterwards(names []string) int {
	seen := afterwards.Get().(map[string]bool)
	for _, name := range names {
		seen[name] = true
	}
	n := len(seen)
	clear(seen)
	if len(seen) < 1000 {
		afterwards.Put(seen) // want `seen is put back no matter how large it has grown`
	}
	return n
}
