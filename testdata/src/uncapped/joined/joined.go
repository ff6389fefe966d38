// Package joined puts objects by functions that may be given one or take one
// themselves.
package joined

import "sync"

type marshaler interface{ marshal(*list) }

type list struct{ buf []byte }

func (l *list) marshal(*list) {}

var lists = sync.Pool{New: func() any { return new(list) }}

func getList() *list {
	l := lists.Get().(*list)
	l.buf = l.buf[:0]
	return l
}

func putList(l *list) {
	if cap(l.buf) <= 1<<16 {
		lists.Put(l)
	}
}

func (l *list) addAll(all []string) *list {
	for _, s := range all {
		l.buf = append(l.buf, s...)
	}
	return l
}

func appendList(dst []byte, m marshaler) []byte {
	l, ok := m.(*list)
	if !ok {
		l = getList()
		m.marshal(l)
	}
	dst = append(dst, l.buf...)
	putList(l)
	return dst
}

// The limit is met where the two have been joined.
func strings(dst []byte, all []string) []byte {
	return appendList(dst, getList().addAll(all))
}

type page struct{ buf []byte }

func (p *page) marshal(*list) {}

var pages = sync.Pool{New: func() any { return new(page) }}

func getPage() *page {
	p := pages.Get().(*page)
	p.buf = p.buf[:0]
	return p
}

func (p *page) addAll(all []string) *page {
	for _, s := range all {
		p.buf = append(p.buf, s...)
	}
	return p
}

// There is no limit.
func appendPage(dst []byte, m marshaler, all []string) []byte {
	p, ok := m.(*page)
	if !ok {
		p = getPage().addAll(all)
	}
	dst = append(dst, p.buf...)
	pages.Put(p) // want `p is put back no matter how large its buf has grown`
	return dst
}

func pageOf(dst []byte, all []string) []byte {
	return appendPage(dst, getPage().addAll(all), nil)
}
