package loops

import (
	"bytes"
	"sync"
)

// Parts that a list in the source names.
type label struct {
	street, city string
	head, tail   bytes.Buffer
	lists        map[string][]string
	counts       map[string]map[string]int
}

var labels = sync.Pool{New: func() any { return &label{counts: map[string]map[string]int{}} }}

func (l *label) free() {
	for _, s := range []*string{&l.street, &l.city} {
		*s = ""
	}
	for _, b := range []*bytes.Buffer{&l.head, &l.tail} {
		if b.Cap() > 1<<10 {
			*b = bytes.Buffer{}
		}
		b.Reset()
	}
	for _, m := range l.counts {
		clear(m)
	}
	labels.Put(l)
}

func printLabel(street, city string) string {
	l := labels.Get().(*label)
	defer l.free()
	if street != "" {
		l.street = street
	}
	if city != "" {
		l.city = city
	}
	l.head.WriteString(l.street)
	l.tail.WriteString(l.city)
	if l.counts[city] == nil {
		l.counts[city] = map[string]int{}
	}
	l.counts[city][street]++
	return l.head.String() + l.tail.String()
}

// One is not named.
type tag struct {
	street, city string
	head         bytes.Buffer
}

var tags = sync.Pool{New: func() any { return new(tag) }}

func printTag(street, city string) string {
	t := tags.Get().(*tag)
	if street != "" {
		t.street = street
	}
	if city != "" {
		t.city = city
	}
	t.head.WriteString(t.street + t.city)
	text := t.head.String()
	for _, s := range []*string{&t.street} {
		*s = ""
	}
	t.head.Reset()
	tags.Put(t) // want `t is put back without a reset of city, which its next user gets at line 61`
	return text
}
