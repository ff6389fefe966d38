// Package kept gives objects to functions of the standard library whose result
// keeps them.
package kept

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"net/textproto"
	"sync"
)

var (
	bufs    = sync.Pool{New: func() any { return new(bytes.Buffer) }}
	readers = sync.Pool{New: func() any { return bufio.NewReader(nil) }}
)

func request(url string) (*http.Request, error) {
	b := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(b)
	return http.NewRequest("POST", url, b) // want `b is returned, but bufs.Put puts it back when the function returns`
}

func requestOfMemory(ctx context.Context, url string) (*http.Request, error) {
	b := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(b)
	req, err := http.NewRequestWithContext(ctx, "POST", url, bytes.NewReader(b.Bytes()))
	if err != nil {
		return nil, err
	}
	return req, nil // want `returned value aliases b`
}

func requestOfCopy(url string) (*http.Request, error) {
	b := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(b)
	return http.NewRequest("POST", url, bytes.NewReader(bytes.Clone(b.Bytes())))
}

func requestDone(url string) (*http.Response, error) {
	b := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(b)
	req, err := http.NewRequest("POST", url, b)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req)
}

func requestLater(url string) (*http.Request, error) {
	b := bufs.Get().(*bytes.Buffer)
	return http.NewRequest("POST", url, b)
}

func tee(r io.Reader) io.Reader {
	b := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(b)
	return io.TeeReader(r, b) // want `b is returned`
}

func teeRead(r io.Reader) string {
	b := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(b)
	io.Copy(io.Discard, io.TeeReader(r, b))
	return b.String()
}

func multi(w io.Writer) io.Writer {
	b := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(b)
	return io.MultiWriter(w, b) // want `b is returned`
}

func protocol(r io.Reader) *textproto.Reader {
	br := readers.Get().(*bufio.Reader)
	defer readers.Put(br)
	br.Reset(r)
	return textproto.NewReader(br) // want `br is returned`
}

func protocolRead(r io.Reader) (textproto.MIMEHeader, error) {
	br := readers.Get().(*bufio.Reader)
	defer readers.Put(br)
	br.Reset(r)
	return textproto.NewReader(br).ReadMIMEHeader()
}

type key struct{}

func value(ctx context.Context) context.Context {
	b := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(b)
	return context.WithValue(ctx, key{}, b) // want `b is returned`
}

func valueUsed(ctx context.Context, run func(context.Context)) {
	b := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(b)
	run(context.WithValue(ctx, key{}, b))
}
