// Package bufferuser is patterns B7 to B11: users of a getter and a putter.
package bufferuser

import (
	"bytes"
	"io"

	"patterns/buffer"
)

// B7
func forgetsOnError(r io.Reader, w io.Writer) error {
	buf := buffer.GetBuffer() // want `buf from buffer.GetBuffer is not put back when the function returns at line 15`
	if _, err := buf.ReadFrom(r); err != nil {
		return err
	}
	_, err := buf.WriteTo(w)
	buffer.PutBuffer(buf)
	return err
}

func putsOnError(r io.Reader, w io.Writer) error {
	buf := buffer.GetBuffer()
	defer buffer.PutBuffer(buf)
	if _, err := buf.ReadFrom(r); err != nil {
		return err
	}
	_, err := buf.WriteTo(w)
	return err
}

// B8
func returnsBytes(text string) []byte {
	buf := buffer.GetBuffer()
	defer buffer.PutBuffer(buf)
	buf.WriteString(text)
	return buf.Bytes() // want `returned slice aliases buf, which buffer.PutBuffer puts back when the function returns`
}

// B9
func returnsString(text string) string {
	buf := buffer.GetBuffer()
	defer buffer.PutBuffer(buf)
	buf.WriteString(text)
	return buf.String()
}

func returnsAppended(text string) []byte {
	buf := buffer.GetBuffer()
	defer buffer.PutBuffer(buf)
	buf.WriteString(text)
	return append([]byte(nil), buf.Bytes()...)
}

func returnsClone(text string) []byte {
	buf := buffer.GetBuffer()
	defer buffer.PutBuffer(buf)
	buf.WriteString(text)
	return bytes.Clone(buf.Bytes())
}

// B10
func putsTwice(r io.Reader) (int, error) {
	buf := buffer.GetBuffer()
	defer buffer.PutBuffer(buf)
	if _, err := buf.ReadFrom(r); err != nil {
		buffer.PutBuffer(buf) // want `buf is put back twice: also by buffer.PutBuffer at line 65`
		return 0, err
	}
	return buf.Len(), nil
}

// B11
func writesAfter(text string) {
	buf := buffer.GetBuffer()
	buf.WriteString(text)
	buffer.PutBuffer(buf)
	buf.WriteString("\n") // want `buf is used after buffer.PutBuffer at line 77`
}
