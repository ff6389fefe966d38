package cleared

import (
	"bytes"
	"sync"
)

type line struct{ text []byte }

type writer struct {
	out *line
	raw []byte
}

var (
	lines   = sync.Pool{New: func() any { return new(line) }}
	writers = sync.Pool{New: func() any { return new(writer) }}
	bufs    = sync.Pool{New: func() any { return new(bytes.Buffer) }}
)

func (w *writer) free() {
	w.out = nil
	writers.Put(w)
}

func (w *writer) freeRaw() {
	w.raw = nil
	writers.Put(w)
}

func take() *line {
	w := writers.Get().(*writer)
	w.out = lines.Get().(*line)
	out := w.out
	w.free()
	return out
}

func takeDeferred() *line {
	w := writers.Get().(*writer)
	defer w.free()
	w.out = lines.Get().(*line)
	return w.out
}

func keep() *line {
	w := writers.Get().(*writer)
	w.out = lines.Get().(*line)
	out := w.out
	w.freeRaw()
	return out // want `returned value aliases w, which w.freeRaw puts back at line 50`
}

func giveAway(fill func(*bytes.Buffer), limit int) []byte {
	buf := bufs.Get().(*bytes.Buffer)
	fill(buf)
	b := buf.Bytes()
	if len(b) > limit {
		*buf = bytes.Buffer{}
	} else {
		b = bytes.Clone(b)
	}
	bufs.Put(buf)
	return b
}

func giveAwayDeferred(fill func(*bytes.Buffer)) []byte {
	buf := bufs.Get().(*bytes.Buffer)
	defer func() {
		*buf = bytes.Buffer{}
		bufs.Put(buf)
	}()
	fill(buf)
	return buf.Bytes()
}

func giveAwaySometimes(fill func(*bytes.Buffer), limit int) []byte {
	buf := bufs.Get().(*bytes.Buffer)
	fill(buf)
	b := buf.Bytes()
	if len(b) > limit {
		*buf = bytes.Buffer{}
	}
	bufs.Put(buf)
	return b // want `returned slice aliases buf, which bufs.Put puts back at line 84`
}
