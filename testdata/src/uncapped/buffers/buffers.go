// Package buffers has buffers that grow with what is written to them.
package buffers

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
)

var bodies = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func readsAll(r io.Reader) (int, error) {
	buf := bodies.Get().(*bytes.Buffer)
	defer bodies.Put(buf) // want `buf is put back no matter how large it has grown`
	buf.Reset()
	if _, err := buf.ReadFrom(r); err != nil {
		return 0, err
	}
	return buf.Len(), nil
}

var texts = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func joins(names []string) string {
	buf := texts.Get().(*bytes.Buffer)
	for _, name := range names {
		buf.WriteString(name)
	}
	text := buf.String()
	buf.Reset()
	texts.Put(buf) // want `buf is put back no matter how large it has grown`
	return text
}

var encoded = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func encodes(w io.Writer, v any) error {
	buf := encoded.Get().(*bytes.Buffer)
	defer func() {
		buf.Reset()
		encoded.Put(buf) // want `buf is put back no matter how large it has grown`
	}()
	if err := json.NewEncoder(buf).Encode(v); err != nil {
		return err
	}
	_, err := w.Write(buf.Bytes())
	return err
}

// What is written has a fixed size.
var small = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func formats(n int) string {
	buf := small.Get().(*bytes.Buffer)
	defer small.Put(buf)
	buf.Reset()
	buf.WriteString("n = ")
	buf.WriteByte('0')
	fmt.Fprintf(buf, "%d", n)
	buf.Write(strconv.AppendInt(nil, int64(n), 10)[:1])
	return buf.String()
}

var limited = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func readsSome(r io.Reader) (int, error) {
	buf := limited.Get().(*bytes.Buffer)
	defer limited.Put(buf)
	buf.Reset()
	if _, err := buf.ReadFrom(io.LimitReader(r, 1<<10)); err != nil {
		return 0, err
	}
	return buf.Len(), nil
}

// Reset drops the memory of a strings.Builder.
var builders = sync.Pool{New: func() any { return new(strings.Builder) }}

func builds(names []string) string {
	sb := builders.Get().(*strings.Builder)
	defer builders.Put(sb)
	defer sb.Reset()
	for _, name := range names {
		sb.WriteString(name)
	}
	return sb.String()
}

// A bufio.Writer has the size that it was made with, whatever its own fields do.
var writers = sync.Pool{New: func() any { return bufio.NewWriter(nil) }}

func prints(w io.Writer, names []string) error {
	bw := writers.Get().(*bufio.Writer)
	bw.Reset(w)
	for _, name := range names {
		bw.WriteString(name)
	}
	err := bw.Flush()
	writers.Put(bw)
	return err
}

func printsTo(w io.Writer, handle func(*bufio.Writer)) {
	bw := writers.Get().(*bufio.Writer)
	bw.Reset(w)
	handle(bw)
	writers.Put(bw)
}
