package dropped

import (
	"bytes"
	"compress/gzip"
	"io"
	"sync"
)

var gzips = sync.Pool{New: func() any { return new(gzip.Reader) }}

// getReset passes on the error of the object's own Reset.
func getReset(r io.Reader) (*gzip.Reader, error) {
	z := gzips.Get().(*gzip.Reader)
	return z, z.Reset(r)
}

func resetByGetter(r io.Reader) error {
	z, err := getReset(r)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, z)
	gzips.Put(z)
	return err
}

func resetByGetterForgets(r io.Reader) error {
	z, err := getReset(r) // want `z from getReset is not put back when the function returns at line 34`
	if err != nil {
		return err
	}
	if _, err = io.Copy(io.Discard, z); err != nil {
		return err
	}
	gzips.Put(z)
	return nil
}

// getRead passes on the error of a read.
func getRead(r io.Reader) (*bytes.Buffer, error) {
	buf := bufs.Get().(*bytes.Buffer)
	_, err := buf.ReadFrom(r)
	return buf, err
}

func readByGetterForgets(r io.Reader) error {
	buf, err := getRead(r) // want `buf from getRead is not put back when the function returns at line 50`
	if err != nil {
		return err
	}
	bufs.Put(buf)
	return nil
}

// made anew or reset.
func resetOrNew(r io.Reader) error {
	var err error
	z, ok := gzips.Get().(*gzip.Reader)
	if !ok {
		z, err = gzip.NewReader(r)
	} else {
		err = z.Reset(r)
	}
	if err != nil {
		return err
	}
	gzips.Put(z)
	return nil
}

// A reader of which what it holds is reset.
type wrapped struct {
	in io.Reader
	r  interface {
		io.Reader
		Reset(io.Reader) error
	}
}

var wrappers = sync.Pool{New: func() any { return &wrapped{r: new(gzip.Reader)} }}

func resetOfField(p []byte) (int, error) {
	w := wrappers.Get().(*wrapped)
	defer func() {
		if err := w.r.Reset(w.in); err == nil {
			wrappers.Put(w)
		}
	}()
	return w.r.Read(p)
}

func resetOfFieldForgets(p []byte, other *gzip.Reader) (int, error) {
	w := wrappers.Get().(*wrapped) // want `w from wrappers.Get is not put back when the function returns at line 100`
	defer func() {
		if err := other.Reset(nil); err == nil {
			wrappers.Put(w)
		}
	}()
	return w.r.Read(p)
}

// Too short for what it is taken for.
func tooShort(n int, fill func([]byte)) {
	if bp, ok := slices.Get().(*[]byte); ok && len(*bp) >= n {
		fill(*bp)
		slices.Put(bp)
		return
	}
	b := make([]byte, n)
	fill(b)
	slices.Put(&b)
}

func tooShortAfterUse(n int, text string) {
	bp := slices.Get().(*[]byte) // want `bp from slices.Get is not put back when the function returns at line 119`
	*bp = append((*bp)[:0], text...)
	if len(*bp) < n {
		return
	}
	slices.Put(bp)
}

// The length of a variable tells whether it has an object.
var arrays = sync.Pool{New: func() any { return new([64]byte) }}

func getArray(n int) []byte { return arrays.Get().(*[64]byte)[:n] }

func putArray(b []byte) { arrays.Put((*[64]byte)(b[:64])) }

func askedByLen(status int, send func(string)) {
	var b []byte
	if status != 0 {
		b = getArray(2)
	}
	send(string(b))
	if len(b) > 0 {
		putArray(b)
	}
}

func emptied(n int, send func(string)) {
	b := getArray(n) // want `b from getArray is not put back when the function returns at line 148`
	send(string(b))
	if len(b) > 0 {
		putArray(b)
	}
}
