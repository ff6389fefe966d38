// Package plain returns, stores and sends memory that goes back to a pool.
package plain

import (
	"bytes"
	"io"
	"slices"
	"sync"
	"unsafe"
)

type item struct {
	n    int
	buf  []byte
	tags map[string]string
}

var (
	pool  = sync.Pool{New: func() any { return new(item) }}
	bufs  = sync.Pool{New: func() any { return new(bytes.Buffer) }}
	bytep = sync.Pool{New: func() any { b := make([]byte, 512); return &b }}
)

func object() *item {
	it := pool.Get().(*item)
	defer pool.Put(it)
	return it // want `it is returned, but pool.Put puts it back when the function returns`
}

func objectKept() *item {
	it := pool.Get().(*item)
	it.n = 0
	return it
}

func objectPut() *item {
	it := pool.Get().(*item)
	pool.Put(it)
	return it // want `it is returned, but pool.Put puts it back at line 38`
}

func content() []byte {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	return buf.Bytes() // want `returned slice aliases buf, which bufs.Put puts back when the function returns`
}

func contentPut() []byte {
	buf := bufs.Get().(*bytes.Buffer)
	b := buf.Bytes()
	bufs.Put(buf)
	return b // want `returned slice aliases buf, which bufs.Put puts back at line 51`
}

func text() string {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	return buf.String()
}

func cloned() []byte {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	return bytes.Clone(buf.Bytes())
}

func appendedToNil() []byte {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	return append([]byte(nil), buf.Bytes()...)
}

func appendedTo(dst []byte) []byte {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	return append(dst, buf.Bytes()...)
}

func slicesClone() []byte {
	it := pool.Get().(*item)
	defer pool.Put(it)
	return slices.Clone(it.buf)
}

func madeAndCopied() []byte {
	it := pool.Get().(*item)
	defer pool.Put(it)
	b := make([]byte, len(it.buf))
	copy(b, it.buf)
	return b
}

func trimmed() []byte {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	return bytes.TrimSpace(buf.Bytes()) // want `returned slice aliases buf`
}

func upper() []byte {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	return bytes.ToUpper(buf.Bytes())
}

func field() []byte {
	it := pool.Get().(*item)
	defer pool.Put(it)
	it.buf = append(it.buf[:0], "text"...)
	return it.buf // want `returned slice aliases it`
}

func fieldResliced() []byte {
	it := pool.Get().(*item)
	defer pool.Put(it)
	return it.buf[2:4] // want `returned slice aliases it`
}

func fieldMoved() []byte {
	it := pool.Get().(*item)
	b := it.buf
	it.buf = nil
	pool.Put(it)
	return b
}

func fieldMovedDeferred() []byte {
	it := pool.Get().(*item)
	defer pool.Put(it)
	b := it.buf
	it.buf = nil
	return b
}

func fieldReplaced() []byte {
	it := pool.Get().(*item)
	b := it.buf
	it.buf = make([]byte, 0, 64)
	pool.Put(it)
	return b
}

func mapField() map[string]string {
	it := pool.Get().(*item)
	defer pool.Put(it)
	return it.tags // want `returned map aliases it`
}

func scalars() (int, string) {
	it := pool.Get().(*item)
	defer pool.Put(it)
	return it.n, it.tags["name"]
}

func header() []byte {
	bp := bytep.Get().(*[]byte)
	defer bytep.Put(bp)
	b := append((*bp)[:0], "text"...)
	return b // want `bp is returned, but bytep.Put puts it back when the function returns`
}

func headerReplaced() []byte {
	bp := bytep.Get().(*[]byte)
	defer bytep.Put(bp)
	b := *bp
	*bp = make([]byte, 512)
	return b
}

func unsafeText() string {
	it := pool.Get().(*item)
	defer pool.Put(it)
	return unsafe.String(unsafe.SliceData(it.buf), len(it.buf)) // want `returned string aliases it`
}

func converted() string {
	it := pool.Get().(*item)
	defer pool.Put(it)
	return string(it.buf)
}

func reader() io.Reader {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	return bytes.NewReader(buf.Bytes()) // want `returned value aliases buf`
}

func readCloser() io.ReadCloser {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	return io.NopCloser(buf) // want `buf is returned, but bufs.Put puts it back`
}

func readerOfCopy() io.Reader {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	return bytes.NewReader(bytes.Clone(buf.Bytes()))
}

type result struct {
	data []byte
	n    int
}

func inStruct() result {
	it := pool.Get().(*item)
	defer pool.Put(it)
	return result{data: it.buf, n: it.n} // want `aliases it`
}

func inPointer() *result {
	it := pool.Get().(*item)
	defer pool.Put(it)
	return &result{data: it.buf, n: it.n} // want `aliases it`
}

func inStructCopied() *result {
	it := pool.Get().(*item)
	defer pool.Put(it)
	return &result{data: bytes.Clone(it.buf), n: it.n}
}

func closureCopied() func() int {
	it := pool.Get().(*item)
	defer pool.Put(it)
	n := it.n
	return func() int { return n }
}

func onError(r io.Reader) ([]byte, error) {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	if _, err := buf.ReadFrom(r); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil // want `returned slice aliases buf`
}

func onErrorOnly(r io.Reader) (data *bytes.Buffer, err error) {
	buf := bufs.Get().(*bytes.Buffer)
	defer func() {
		if err != nil {
			bufs.Put(buf)
		}
	}()
	if _, err := buf.ReadFrom(r); err != nil {
		return nil, err
	}
	return buf, nil
}

// A deferred closure takes the result back.
func takenBack() (res []byte) {
	it := pool.Get().(*item)
	defer func() {
		pool.Put(it)
		res = nil
	}()
	return it.buf
}

func named() (res []byte) {
	it := pool.Get().(*item)
	defer pool.Put(it)
	res = it.buf
	return // want `returned slice aliases it`
}

var (
	current *item
	last    []byte
	active  = map[int]*item{}
)

func storedInGlobal() {
	it := pool.Get().(*item)
	defer pool.Put(it)
	current = it // want `it is stored, but pool.Put puts it back when the function returns`
}

func storedAndCleared() {
	it := pool.Get().(*item)
	defer pool.Put(it)
	current = it
	it.n++
	current = nil
}

func memoryInGlobal() {
	it := pool.Get().(*item)
	last = it.buf // want `stored slice aliases it, which pool.Put puts back at line 291`
	pool.Put(it)
}

func copyInGlobal() {
	it := pool.Get().(*item)
	last = bytes.Clone(it.buf)
	pool.Put(it)
}

func storedInMap(id int) {
	it := pool.Get().(*item)
	defer pool.Put(it)
	active[id] = it // want `it is stored, but pool.Put puts it back when the function returns`
}

func sent(ch chan<- []byte) {
	it := pool.Get().(*item)
	ch <- it.buf
}

func sentScalar(ch chan<- int) {
	it := pool.Get().(*item)
	defer pool.Put(it)
	ch <- it.n
}

func localStruct() int {
	it := pool.Get().(*item)
	defer pool.Put(it)
	r := result{data: it.buf}
	return len(r.data)
}

func localMap() int {
	it := pool.Get().(*item)
	defer pool.Put(it)
	m := map[string][]byte{"a": it.buf}
	return len(m)
}

func newPutAndReturned(n int) []byte {
	bp := bytep.Get().(*[]byte)
	if cap(*bp) < n {
		bytep.Put(bp)
		return make([]byte, n)
	}
	b := bytes.Clone(*bp)
	bytep.Put(bp)
	return b
}

func storedAndDeleted(id int) {
	it := pool.Get().(*item)
	defer pool.Put(it)
	active[id] = it
	it.n++
	delete(active, id)
}

func storedAndDeletedDeferred(id int) {
	it := pool.Get().(*item)
	active[id] = it
	defer func() {
		delete(active, id)
		pool.Put(it)
	}()
	it.n++
}

func closure() func() int {
	it := pool.Get().(*item)
	defer pool.Put(it)
	return func() int { return it.n } // want `it is returned`
}
