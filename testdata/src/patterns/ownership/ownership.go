// Package ownership is correct code in which the function that takes an object
// is not the one that puts it, or does not do so on all of its paths.
package ownership

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"sync"
	"sync/atomic"
)

type block struct {
	data [512]byte
	n    int
	refs atomic.Int32
}

var blocks = sync.Pool{New: func() any { return new(block) }}

func getBlock() *block {
	b := blocks.Get().(*block)
	b.n = 0
	return b
}

func putBlock(b *block) {
	if b == nil {
		return
	}
	blocks.Put(b)
}

// The object is returned on success and put on error.
func readBlock(r io.Reader) (*block, error) {
	b := getBlock()
	n, err := io.ReadFull(r, b.data[:])
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		putBlock(b)
		return nil, err
	}
	b.n = n
	return b, nil
}

// It is stored in a field, and put by Close.
type file struct {
	r   io.Reader
	cur *block
}

func open(r io.Reader) *file { return &file{r: r, cur: getBlock()} }

func (f *file) fill() error {
	n, err := f.r.Read(f.cur.data[:])
	f.cur.n = n
	return err
}

func (f *file) Close() error {
	putBlock(f.cur)
	f.cur = nil
	return nil
}

func firstByte(r io.Reader) (byte, error) {
	f := open(r)
	defer f.Close()
	if err := f.fill(); err != nil {
		return 0, err
	}
	return f.cur.data[0], nil
}

// It is stored in a field, and put by recycle.
type parser struct{ scratch *block }

func (p *parser) start() { p.scratch = getBlock() }

func (p *parser) recycle() {
	if p.scratch != nil {
		putBlock(p.scratch)
		p.scratch = nil
	}
}

// It is returned inside an io.ReadCloser.
type body struct {
	*bytes.Reader
	b *block
}

func (b *body) Close() error {
	putBlock(b.b)
	b.b = nil
	return nil
}

func newBody(r io.Reader) (io.ReadCloser, error) {
	b, err := readBlock(r)
	if err != nil {
		return nil, err
	}
	return &body{bytes.NewReader(b.data[:b.n]), b}, nil
}

// It is returned with a cleanup function.
func borrow() (data []byte, done func()) {
	b := getBlock()
	return b.data[:], func() { putBlock(b) }
}

func useBorrowed(r io.Reader) (int, error) {
	data, done := borrow()
	defer done()
	return r.Read(data)
}

// It is sent on a channel, or put if the channel is full.
func offer(ch chan<- *block) {
	b := getBlock()
	select {
	case ch <- b:
	default:
		putBlock(b)
	}
}

// It is put by the goroutine that it was given to.
func background(w io.Writer) {
	b := getBlock()
	go func() {
		defer putBlock(b)
		w.Write(b.data[:b.n])
	}()
}

func worker(in <-chan *block, w io.Writer) {
	for b := range in {
		w.Write(b.data[:b.n])
		putBlock(b)
	}
}

// It is put by a deferred closure under a condition.
func handOver(r io.Reader) (_ *block, err error) {
	b := getBlock()
	handedOver := false
	defer func() {
		if !handedOver {
			putBlock(b)
		}
	}()
	if _, err := r.Read(b.data[:]); err != nil {
		return nil, err
	}
	handedOver = true
	return b, nil
}

func lazily(r io.Reader, needed bool) error {
	var b *block
	defer func() {
		if b != nil {
			putBlock(b)
		}
	}()
	if !needed {
		return nil
	}
	b = getBlock()
	_, err := r.Read(b.data[:])
	return err
}

// They are collected in a slice in one loop, and put in another.
func collect(r io.Reader, n int) error {
	var list []*block
	defer func() {
		for _, b := range list {
			putBlock(b)
		}
	}()
	for range n {
		b, err := readBlock(r)
		if err != nil {
			return err
		}
		list = append(list, b)
	}
	return nil
}

// It is put by a reference count.
func (b *block) release() {
	if b.refs.Add(-1) == 0 {
		blocks.Put(b)
	}
}

func share(a, b chan<- *block) {
	x := getBlock()
	x.refs.Store(2)
	a <- x
	b <- x
}

func shareAndUse(a chan<- *block) int {
	x := getBlock()
	x.refs.Store(2)
	a <- x
	n := x.n
	x.release()
	return n
}

// The variables are swapped before the Put.
func pingPong(r io.Reader, n int) {
	cur, next := getBlock(), getBlock()
	for range n {
		r.Read(next.data[:])
		cur, next = next, cur
	}
	putBlock(cur)
	putBlock(next)
}

// A loop puts it and takes again.
func rotate(r io.Reader, w io.Writer) error {
	b := getBlock()
	for {
		n, err := r.Read(b.data[:])
		if err != nil {
			putBlock(b)
			return err
		}
		if n > 256 {
			w.Write(b.data[:n])
			putBlock(b)
			b = getBlock()
		}
	}
}

// It is put in exclusive branches.
func either(r io.Reader, w io.Writer) error {
	b := getBlock()
	if n, err := r.Read(b.data[:]); err != nil {
		putBlock(b)
		return err
	} else {
		_, err = w.Write(b.data[:n])
		putBlock(b)
		return err
	}
}

// The variable is set to nil after the Put, and tested.
func early(r io.Reader, w io.Writer) error {
	b := getBlock()
	n, err := r.Read(b.data[:])
	if n == 0 {
		putBlock(b)
		b = nil
	}
	if b != nil {
		w.Write(b.data[:n])
		putBlock(b)
	}
	return err
}

// It is dropped because it is broken.
var gzips sync.Pool

func unzip(w io.Writer, r io.Reader) error {
	z, ok := gzips.Get().(*gzip.Reader)
	if !ok {
		z = new(gzip.Reader)
	}
	if err := z.Reset(r); err != nil {
		return err
	}
	_, err := io.Copy(w, z)
	gzips.Put(z)
	return err
}

// It is dropped because it is too small.
var slabs = sync.Pool{New: func() any { return new([]byte) }}

func slab(n int) *[]byte {
	s := slabs.Get().(*[]byte)
	if cap(*s) < n {
		*s = make([]byte, n)
	}
	*s = (*s)[:n]
	return s
}

func freeSlab(s *[]byte) { slabs.Put(s) }

func slabOrNew(n int) []byte {
	s := slabs.Get().(*[]byte)
	if cap(*s) < n {
		return make([]byte, n)
	}
	return (*s)[:n]
}
