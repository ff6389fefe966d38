package bounded

import (
	"bytes"
	"encoding/json"
	"strings"
	"sync"
)

// Maps of which the number of keys has a bound, and one of which it has none.
var wordSets = sync.Pool{New: func() any { return map[string]bool{} }}

func distinct(words []string) int {
	m := wordSets.Get().(map[string]bool)
	defer func() { clear(m); wordSets.Put(m) }() // want `m is put back no matter how large it has grown`
	for _, w := range words {
		m[w] = true
	}
	return len(m)
}

var someSets = sync.Pool{New: func() any { return map[string]bool{} }}

func distinctOfSome(words []string) int {
	m := someSets.Get().(map[string]bool)
	defer func() { clear(m); someSets.Put(m) }()
	for _, w := range words {
		if len(m) >= 64 {
			break
		}
		m[w] = true
	}
	return len(m)
}

var underSets = sync.Pool{New: func() any { return map[string]bool{} }}

func distinctUnder(words []string) int {
	m := underSets.Get().(map[string]bool)
	defer func() { clear(m); underSets.Put(m) }()
	for _, w := range words {
		if len(m) < 64 {
			m[w] = true
		}
	}
	return len(m)
}

var fewSets = sync.Pool{New: func() any { return map[string]bool{} }}

func distinctOfFew(values map[string]string) int {
	if len(values) > 64 {
		return 0
	}
	m := fewSets.Get().(map[string]bool)
	defer func() { clear(m); fewSets.Put(m) }()
	for k, v := range values {
		m[k+v] = true
	}
	return len(m)
}

// An encoder that a method binds to the object's own buffer, for the constructor.
type binder struct {
	buf bytes.Buffer
	enc *json.Encoder
}

func newBinder() *binder {
	b := new(binder)
	b.bind()
	return b
}

func (b *binder) bind() { b.enc = json.NewEncoder(&b.buf) }

var binders = sync.Pool{New: func() any { return newBinder() }}

func encode(v any) (string, error) {
	b := binders.Get().(*binder)
	defer binders.Put(b) // want `b is put back no matter how large its buf has grown`
	b.buf.Reset()
	if err := b.enc.Encode(v); err != nil {
		return "", err
	}
	return strings.TrimSpace(b.buf.String()), nil
}
