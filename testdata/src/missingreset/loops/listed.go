package loops

import (
	"bytes"
	"sync"
)

// Parts that a list in the source names.
type label struct {
	street, city string
	head, tail   bytes.Buffer
	counts       map[string]map[string]int
}

var labels = sync.Pool{New: func() any { return &label{counts: map[string]map[string]int{"here": {}, "there": {}}} }}

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
	if m, ok := l.counts[city]; ok {
		m[street] = len(city)
	}
	if l.counts[city]["main"] > 0 {
		l.tail.WriteString("!")
	}
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
	tags.Put(t) // want `t is put back without a reset of city, which its next user gets at line 62`
	return text
}

var uncounted = sync.Pool{New: func() any { return &label{counts: map[string]map[string]int{"here": {}, "there": {}}} }}

func countLabel(street, city, other string) int {
	l := uncounted.Get().(*label)
	if m, ok := l.counts[city]; ok {
		m[street] = len(city)
	}
	n := l.counts[city][other]
	uncounted.Put(l) // want `l is put back without a reset of counts`
	return n
}
