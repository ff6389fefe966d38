package copies

import (
	"bytes"
	"maps"
	"slices"
	"sync"
)

type entry struct {
	id    int
	text  []byte
	words []string
	attrs map[string]string
}

var entries = sync.Pool{New: func() any { return &entry{attrs: map[string]string{}} }}

func (e *entry) set(text string) {
	e.text = append(e.text[:0], text...)
	e.words = append(e.words[:0], text)
	clear(e.attrs)
	e.attrs["text"] = text
}

func (e *entry) clone() *entry {
	c := *e
	c.text = bytes.Clone(e.text)
	c.words = slices.Clone(e.words)
	c.attrs = maps.Clone(e.attrs)
	return &c
}

func (e *entry) shallow() *entry {
	c := *e
	c.text = bytes.Clone(e.text)
	return &c
}

func (e entry) cloned() entry {
	e.text = bytes.Clone(e.text)
	e.words = slices.Clone(e.words)
	e.attrs = maps.Clone(e.attrs)
	return e
}

func (e *entry) detach() {
	e.text = bytes.Clone(e.text)
	e.words = slices.Clone(e.words)
	e.attrs = maps.Clone(e.attrs)
}

func (e *entry) detachText() { e.text = bytes.Clone(e.text) }

func cloneByMethod() *entry {
	e := entries.Get().(*entry)
	defer entries.Put(e)
	e.set("a")
	return e.clone()
}

func shallowByMethod() *entry {
	e := entries.Get().(*entry)
	defer entries.Put(e)
	e.set("a")
	return e.shallow() // want `returned value aliases e`
}

func cloneByValue() entry {
	e := entries.Get().(*entry)
	defer entries.Put(e)
	e.set("a")
	return e.cloned()
}

func cloneHere() *entry {
	e := entries.Get().(*entry)
	defer entries.Put(e)
	e.set("a")
	c := new(entry)
	*c = *e
	c.text, c.words, c.attrs = nil, nil, nil
	return c
}

func cloneSome() *entry {
	e := entries.Get().(*entry)
	defer entries.Put(e)
	e.set("a")
	c := new(entry)
	*c = *e
	c.text, c.attrs = nil, nil
	return c // want `returned value aliases e`
}

func cloneThenShare() *entry {
	e := entries.Get().(*entry)
	defer entries.Put(e)
	e.set("a")
	c := *e
	c.text, c.words, c.attrs = e.text, nil, nil
	return &c // want `returned value aliases e`
}

func detached() entry {
	e := entries.Get().(*entry)
	defer entries.Put(e)
	e.set("a")
	c := *e
	c.detach()
	return c
}

func detachedInPart() entry {
	e := entries.Get().(*entry)
	defer entries.Put(e)
	e.set("a")
	c := *e
	c.detachText()
	return c // want `returned value aliases e`
}

type view struct{ text []byte }

func (v *view) own()  { v.text = bytes.Clone(v.text) }
func (v *view) trim() { v.text = bytes.TrimSpace(v.text) }

func ownView() *view {
	e := entries.Get().(*entry)
	defer entries.Put(e)
	e.set("a")
	v := &view{text: e.text}
	v.own()
	return v
}

func trimView() *view {
	e := entries.Get().(*entry)
	defer entries.Put(e)
	e.set("a")
	v := &view{text: e.text}
	v.trim()
	return v // want `returned value aliases e`
}
