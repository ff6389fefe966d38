// Package genericuser fixes the type argument of a wrapper in another package.
package genericuser

import "nonpointer/generic"

type state struct{ a, b int }

var (
	buffers  = generic.New(func() []byte { return make([]byte, 1024) })
	states   = generic.New(func() state { return state{} })
	pointers = generic.New(func() *state { return new(state) })
	flags    generic.Pool[bool]
)

func boxed(fill func([]byte)) {
	b := buffers.Get()
	defer buffers.Put(b) // want `\[\]byte put in buffers is boxed`
	fill(b)
}

func boxedStruct() {
	s := states.Get()
	s.a++
	states.Put(s) // want `state put in states is boxed`
}

func boxedByFunction(b []byte) {
	generic.Put(buffers, b) // want `\[\]byte put in buffers is boxed`
}

func pointer() {
	s := pointers.Get()
	defer pointers.Put(s)
	s.a++
}

func oneByte(b bool) { flags.Put(b) }

type server struct{ pool generic.Pool[[]byte] }

func (s *server) release(b []byte) {
	s.pool.Put(b) // want `\[\]byte put in s.pool is boxed`
}
