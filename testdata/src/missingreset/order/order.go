// Package order has resets that come before or after the Put.
package order

import (
	"bytes"
	"compress/gzip"
	"io"
	"strconv"
	"sync"
)

var bufs = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func tooLate(n int) string {
	buf := bufs.Get().(*bytes.Buffer)
	buf.WriteString(strconv.Itoa(n % 10))
	text := buf.String()
	bufs.Put(buf) // want `buf is put back before it is reset at line 19`
	buf.Reset()
	return text
}

func inTime(n int) string {
	buf := bufs.Get().(*bytes.Buffer)
	buf.WriteString(strconv.Itoa(n % 10))
	text := buf.String()
	buf.Reset()
	bufs.Put(buf)
	return text
}

var writers = sync.Pool{New: func() any { return gzip.NewWriter(io.Discard) }}

func tooLateInDefer(w io.Writer, p [16]byte) error {
	gz := writers.Get().(*gzip.Writer)
	defer func() {
		writers.Put(gz) // want `gz is put back before it is reset at line 38`
		gz.Reset(io.Discard)
	}()
	gz.Reset(w)
	if _, err := gz.Write(p[:]); err != nil {
		return err
	}
	return gz.Close()
}

func inTimeInDefer(w io.Writer, p [16]byte) error {
	gz := writers.Get().(*gzip.Writer)
	defer func() {
		gz.Reset(io.Discard)
		writers.Put(gz)
	}()
	gz.Reset(w)
	if _, err := gz.Write(p[:]); err != nil {
		return err
	}
	return gz.Close()
}

// Deferred calls run in reverse.
var deferred = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func deferredInOrder(n int) string {
	buf := deferred.Get().(*bytes.Buffer)
	defer deferred.Put(buf)
	defer buf.Reset()
	buf.WriteByte(byte(n))
	return buf.String()
}

func deferredInBranch(n int) string {
	text := ""
	if n > 0 {
		buf := deferred.Get().(*bytes.Buffer)
		defer deferred.Put(buf)
		defer buf.Reset()
		buf.WriteByte(byte(n))
		text = buf.String()
	}
	return text
}
