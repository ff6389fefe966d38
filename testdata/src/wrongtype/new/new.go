// Package new has New functions that return another type than all else expects.
package new

import "sync"

type state struct{ n int }

var states = sync.Pool{New: func() any {
	return state{} // want `^New of states returns state, but its other values are \*state$`
}}

func use() int {
	s := states.Get().(*state)
	defer states.Put(s)
	return s.n
}

func useAgain() int {
	s := states.Get().(*state)
	defer states.Put(s)
	return s.n + 1
}

// Two functions that disagree: there is no telling which is right.
var either sync.Pool

func init() {
	either.New = func() any { return new(state) }
}

func reset() {
	either.New = func() any { return state{} }
}

func useEither() int {
	s := either.Get().(*state)
	defer either.Put(s)
	return s.n
}

// What it returns is not known.
var unknown = sync.Pool{New: make}

func make() any { return load() }

var load func() any

func useUnknown() (int, int) {
	return unknown.Get().(*state).n, unknown.Get().(state).n
}
