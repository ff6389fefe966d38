package copies

import (
	"bytes"
	"sync"
)

type event struct {
	name  string
	text  []byte
	attrs []string
	size  [4]int
}

type point struct {
	at    [2]int
	names []string
}

var (
	events = sync.Pool{New: func() any { return new(event) }}
	points = sync.Pool{New: func() any { return new(point) }}
	bufs   = sync.Pool{New: func() any { return new(bytes.Buffer) }}
)

func (e *event) write(s string) { e.text = append(e.text[:0], s...) }

func snapshot(e *event) event {
	c := *e
	events.Put(e)
	return c // want `returned value aliases e, which events.Put puts back at line 30`
}

func snapshotDeferred() event {
	e := events.Get().(*event)
	defer events.Put(e)
	e.write("text")
	return *e // want `returned value aliases e`
}

func snapshotEmptied(e *event) event {
	c := *e
	*e = event{}
	events.Put(e)
	return c
}

func snapshotCloned(e *event) event {
	c := *e
	c.text = bytes.Clone(e.text)
	events.Put(e)
	return c
}

func snapshotOfArray(e *event) [4]int {
	defer events.Put(e)
	return e.size
}

// No function uses the names of a point anew.
func snapshotOfPoint(p *point) point {
	defer points.Put(p)
	return *p
}

func snapshotOfBuffer() bytes.Buffer {
	b := bufs.Get().(*bytes.Buffer)
	c := *b
	bufs.Put(b)
	return c // want `returned value aliases b`
}
