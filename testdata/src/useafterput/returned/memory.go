package returned

import (
	"bytes"
	"io"
	"sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// marshal returns memory of a buffer, and what puts it.
func marshal(s string) ([]byte, func(), error) {
	buf := buffers.Get().(*bytes.Buffer)
	buf.Reset()
	if _, err := buf.WriteString(s); err != nil {
		buffers.Put(buf)
		return nil, nil, err
	}
	return buf.Bytes(), func() { buffers.Put(buf) }, nil
}

func usedBefore(w io.Writer, s string) error {
	data, done, err := marshal(s)
	if err != nil {
		return err
	}
	defer done()
	_, err = w.Write(data)
	return err
}

func usedAfter(w io.Writer, s string) error {
	data, done, err := marshal(s)
	if err != nil {
		return err
	}
	done()
	_, err = w.Write(data) // want `data is used after done at line 37`
	return err
}
