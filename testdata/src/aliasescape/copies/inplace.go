package copies

import (
	"bytes"
	"sync"
)

var (
	slab = sync.Pool{New: func() any { b := make([]byte, 1<<16); return &b }}
)

func fieldsOf(text string) [][]byte {
	b := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(b)
	b.WriteString(text)
	fields := bytes.Fields(b.Bytes())
	for i := range fields {
		fields[i] = bytes.Clone(fields[i])
	}
	return fields
}

func fieldsTrimmed(text string) [][]byte {
	b := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(b)
	b.WriteString(text)
	fields := bytes.Fields(b.Bytes())
	for i := range fields {
		fields[i] = bytes.TrimSpace(fields[i])
	}
	return fields // want `returned slice aliases b`
}

func firstCloned(text string) [][]byte {
	b := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(b)
	b.WriteString(text)
	fields := bytes.Fields(b.Bytes())
	fields[0] = bytes.Clone(fields[0])
	return fields // want `returned slice aliases b`
}

func lower(c byte) byte { return c | 0x20 }

func lowered(text string) []byte {
	b := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(b)
	b.WriteString(text)
	low := b.Bytes()
	for i := range low {
		low[i] = lower(low[i])
	}
	return low // want `returned slice aliases b`
}

func mapped() (m map[string][]byte) {
	it := pool.Get().(*item)
	defer pool.Put(it)
	it.buf = append(it.buf[:0], "text"...)
	m = map[string][]byte{"all": it.buf}
	for key, text := range m {
		m[key] = append([]byte(nil), text...)
	}
	return m
}

func views() []view {
	it := pool.Get().(*item)
	defer pool.Put(it)
	it.buf = append(it.buf[:0], "text"...)
	list := []view{{it.buf}, {it.buf[1:]}}
	for i := range list {
		list[i].text = bytes.Clone(list[i].text)
	}
	return list
}

func carved(n int) []byte {
	bp := slab.Get().(*[]byte)
	part := (*bp)[:n:n]
	*bp = (*bp)[n:]
	slab.Put(bp)
	return part
}

func carvedWithRoom(n int) []byte {
	bp := slab.Get().(*[]byte)
	part := (*bp)[:n]
	*bp = (*bp)[n:]
	slab.Put(bp)
	return part // want `bp is returned, but slab.Put puts it back at line 90`
}

func carvedField(n int) []byte {
	it := pool.Get().(*item)
	defer pool.Put(it)
	part := it.buf[:n:n]
	it.buf = it.buf[n:]
	return part
}

func carvedElsewhere(n, m int) []byte {
	it := pool.Get().(*item)
	defer pool.Put(it)
	part := it.buf[:n:n]
	it.buf = it.buf[m:]
	return part // want `returned slice aliases it`
}
