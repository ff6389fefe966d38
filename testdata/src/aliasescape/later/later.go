// Package later stores memory of pooled objects where its callers have it.
package later

import (
	"bytes"
	"encoding/json"
	"io"
	"sync"
)

var bufs = sync.Pool{New: func() any { return new(bytes.Buffer) }}

type request struct {
	mu      sync.Mutex
	body    []byte
	scratch []byte
	headers map[string][]byte
	parts   [][]byte
	out     *bytes.Buffer
}

// Nobody can look at the body before the buffer is put.
func (r *request) setBody(v any) error {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	buf.Reset()
	if err := json.NewEncoder(buf).Encode(v); err != nil {
		return err
	}
	r.body = buf.Bytes() // want `stored slice aliases buf, which bufs.Put puts back when the function returns`
	return nil
}

func (r *request) setCopy(v any) error {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	buf.Reset()
	if err := json.NewEncoder(buf).Encode(v); err != nil {
		return err
	}
	r.body = bytes.Clone(buf.Bytes())
	return nil
}

func (r *request) write(w io.Writer) error {
	_, err := w.Write(r.body)
	return err
}

// What it lends to the methods that it calls is not there for anybody else.
func (r *request) send(w io.Writer) error {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	buf.WriteString("x")
	r.body = buf.Bytes()
	return r.write(w)
}

func (r *request) sendHere(w io.Writer) error {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	buf.WriteString("x")
	r.body = buf.Bytes()
	_, err := w.Write(r.body)
	return err
}

func (r *request) sendAndForget(w io.Writer) error {
	buf := bufs.Get().(*bytes.Buffer)
	defer func() {
		bufs.Put(buf)
		r.body = nil
	}()
	buf.WriteString("x")
	r.body = buf.Bytes()
	return nil
}

func (r *request) addHeader(name, value string) {
	buf := bufs.Get().(*bytes.Buffer)
	buf.WriteString(value)
	r.mu.Lock()
	r.headers[name] = buf.Bytes() // want `stored slice aliases buf, which bufs.Put puts back at line 85`
	r.mu.Unlock()
	bufs.Put(buf)
}

func (r *request) addParts(values []string) {
	for _, value := range values {
		buf := bufs.Get().(*bytes.Buffer)
		buf.WriteString(value)
		r.parts = append(r.parts, buf.Bytes()) // want `stored slice aliases buf, which bufs.Put puts back at line 93`
		bufs.Put(buf)
	}
}

func encode(dst *[]byte, v any) {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	json.NewEncoder(buf).Encode(v)
	*dst = buf.Bytes() // want `stored slice aliases buf, which bufs.Put puts back when the function returns`
}

// On one path the request has the buffer, and puts it. The other leaves it there,
// but gives the request up.
func (r *request) open(w io.Writer) error {
	buf := bufs.Get().(*bytes.Buffer)
	r.out = buf
	if _, err := io.WriteString(w, "x"); err != nil {
		bufs.Put(buf)
		return err
	}
	return nil
}

func (r *request) close() {
	bufs.Put(r.out)
	r.out = nil
}

func (r *request) reopen() {
	buf := bufs.Get().(*bytes.Buffer)
	r.out = buf // want `buf is stored, but bufs.Put puts it back when the function returns`
	defer bufs.Put(buf)
	buf.WriteString("x")
}

// It waits for who was told of the body.
func (r *request) hand(ready, done chan struct{}) {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	buf.WriteString("x")
	r.body = buf.Bytes()
	close(ready)
	<-done
}

func retry(do func() error) error {
	for range 3 {
		if do() == nil {
			return nil
		}
	}
	return do()
}

// The variable is of the function around the literal, which puts the buffer.
func retried(v any) ([]byte, error) {
	var out []byte
	err := retry(func() error {
		buf := bufs.Get().(*bytes.Buffer)
		defer bufs.Put(buf)
		if err := json.NewEncoder(buf).Encode(v); err != nil {
			return err
		}
		out = buf.Bytes() // want `stored slice aliases buf, which bufs.Put puts back when the function returns`
		return nil
	})
	return out, err
}

func retriedCopy(v any) (string, error) {
	var out string
	err := retry(func() error {
		buf := bufs.Get().(*bytes.Buffer)
		defer bufs.Put(buf)
		if err := json.NewEncoder(buf).Encode(v); err != nil {
			return err
		}
		out = buf.String()
		return nil
	})
	return out, err
}

// What it calls may come to the request.
func (r *request) each(visit func()) {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	r.scratch = buf.Bytes()
	visit()
}
