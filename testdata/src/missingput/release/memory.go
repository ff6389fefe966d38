package release

import (
	"bytes"
	"errors"
	"io"
)

// encode returns memory of a buffer, and what puts it.
func encode(s string) ([]byte, func(), error) {
	buf := bufs.Get().(*bytes.Buffer)
	buf.Reset()
	if _, err := buf.WriteString(s); err != nil {
		bufs.Put(buf)
		return nil, nil, err
	}
	return buf.Bytes(), func() { bufs.Put(buf) }, nil
}

func encoded(w io.Writer, s string) error {
	data, done, err := encode(s)
	if err != nil {
		return err
	}
	defer done()
	_, err = w.Write(data)
	return err
}

func encodedTwice(w io.Writer, s string, again bool) error {
	data, done, err := encode(s) // want `data from encode is not put back when the function returns at line 36`
	if err != nil {
		return err
	}
	if again {
		return errors.New("again")
	}
	_, err = w.Write(data)
	done()
	return err
}

func encodedFor(s string) ([]byte, func(), error) { return encode(s) }
