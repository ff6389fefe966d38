package later

import (
	"bytes"
	"encoding/gob"
	"io"
)

type envelope struct {
	head struct{ Body []byte }
	tail struct{ Text []byte }
	w    io.Writer
}

// The encoder reads what was stored.
func (e *envelope) write(text string) error {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	buf.WriteString(text)
	e.head.Body = buf.Bytes()
	return gob.NewEncoder(e.w).Encode(&e.head)
}

// It reads something else.
func (e *envelope) writeTail(text string) error {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	buf.WriteString(text)
	e.head.Body = buf.Bytes() // want `stored slice aliases buf, which bufs.Put puts back when the function returns`
	return gob.NewEncoder(e.w).Encode(&e.tail)
}
