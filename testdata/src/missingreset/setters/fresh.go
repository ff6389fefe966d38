package setters

import (
	"bytes"
	"encoding/json"
	"sync"
)

// One that is too large is given a new buffer by the method that New uses, or is made
// anew as a whole, or is not put; its callers are told by nil.
type codec struct {
	buf  *bytes.Buffer
	enc  *json.Encoder
	deep bool
}

func (c *codec) bind(b *bytes.Buffer) {
	c.buf = b
	c.enc = json.NewEncoder(b)
	c.deep = false
}

func newCodec() *codec {
	c := new(codec)
	c.bind(new(bytes.Buffer))
	return c
}

var codecs = sync.Pool{New: func() any { return newCodec() }}

func (c *codec) shrink() *codec {
	switch size := c.buf.Cap(); {
	case size > 1<<20:
		return nil
	case size > 64<<10:
		*c = *newCodec()
		return c
	case size > 32<<10:
		c.bind(bytes.NewBuffer(make([]byte, 0, 512)))
		return c
	}
	c.buf.Reset()
	c.deep = false
	return c
}

func encode(v any) string {
	c := codecs.Get().(*codec)
	defer func() {
		if c := c.shrink(); c != nil {
			codecs.Put(c)
		}
	}()
	c.enc.Encode(v)
	if c.deep {
		return "deep"
	}
	c.deep = v != nil
	return c.buf.String()
}

// What the method is given is not new.
type twin struct {
	buf  *bytes.Buffer
	note string
}

func (t *twin) bind(b *bytes.Buffer) { t.buf = b }

var twins = sync.Pool{New: func() any {
	t := new(twin)
	t.bind(new(bytes.Buffer))
	return t
}}

func (t *twin) shrink(b *bytes.Buffer) {
	if t.buf.Cap() > 64<<10 {
		b.WriteString("more")
		t.bind(b)
		return
	}
	t.buf.Reset()
}

func twice(b *bytes.Buffer) string {
	t := twins.Get().(*twin)
	t.buf.WriteByte('a')
	text := t.buf.String()
	t.shrink(b)
	twins.Put(t) // want `t is put back without a reset of buf`
	return text
}

// The one that is put is the one that was not reset.
type leftover struct{ note string }

var leftovers = sync.Pool{New: func() any { return new(leftover) }}

func (l *leftover) keep() *leftover {
	if len(l.note) > 100 {
		return l
	}
	l.note = ""
	return nil
}

func (l *leftover) SetNote(s string) { l.note = s }

func remember(s string) string {
	l := leftovers.Get().(*leftover)
	if s != "" {
		l.SetNote(s)
	}
	text := l.note
	if l.keep() != nil {
		leftovers.Put(l) // want `l is put back without a reset of note`
	}
	return text
}
