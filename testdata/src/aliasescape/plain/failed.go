package plain

import (
	"bytes"
	"io"
)

func bare(r io.Reader) (buf *bytes.Buffer, err error) {
	buf = bufs.Get().(*bytes.Buffer)
	if _, err = buf.ReadFrom(r); err != nil {
		bufs.Put(buf)
		return
	}
	return
}

func explicit(r io.Reader) (*bytes.Buffer, error) {
	buf := bufs.Get().(*bytes.Buffer)
	if _, err := buf.ReadFrom(r); err != nil {
		bufs.Put(buf)
		return buf, err // want `buf is returned, but bufs.Put puts it back at line 20`
	}
	return buf, nil
}

func bareAtEnd(r io.Reader) (text []byte, err error) {
	buf := bufs.Get().(*bytes.Buffer)
	_, err = buf.ReadFrom(r)
	text = buf.Bytes()
	bufs.Put(buf)
	return // want `returned slice aliases buf, which bufs.Put puts back at line 30`
}
