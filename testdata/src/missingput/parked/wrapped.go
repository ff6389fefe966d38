package parked

import "bytes"

// A message is made by one function, and its buffer is got by another.
type message struct {
	body *bytes.Buffer
	kind int
}

func wrap(body *bytes.Buffer, kind int) message { return message{body: body, kind: kind} }

func (m message) content() *bytes.Buffer { return m.body }

func newMessage(kind int) message { return wrap(get(), kind) }

func size(kind int) int {
	body := newMessage(kind).content()
	defer put(body)
	return body.Len()
}

// A maybe is a value, or none.
type maybe[T any] struct {
	val T
	has bool
}

func some[T any](val T) maybe[T] { return maybe[T]{val, true} }

func (m maybe[T]) get() (T, bool) { return m.val, m.has }

func find(kind int) maybe[*bytes.Buffer] {
	if kind == 0 {
		return maybe[*bytes.Buffer]{}
	}
	return some(get())
}

func found(kind int) int {
	if buf, ok := find(kind).get(); ok {
		defer put(buf)
		return buf.Len()
	}
	return 0
}

// A sealed message tells of its body and gives it to nobody.
type sealed struct{ hidden *bytes.Buffer }

func seal(body *bytes.Buffer) *sealed { return &sealed{hidden: body} }

func (s *sealed) size() int { return s.hidden.Len() }

func newSealed() *sealed {
	return seal(get()) // want `the object from get stays in field hidden, from which nothing puts it back`
}
