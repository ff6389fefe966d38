package through

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"sync"
)

var (
	buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}
	byteps  = sync.Pool{New: func() any { b := make([]byte, 0, 64); return &b }}
	pair    = regexp.MustCompile(`(\w+)=(\w+)`)
)

func matched(text string) [][]byte {
	buf := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf)
	buf.WriteString(text)
	return pair.FindSubmatch(buf.Bytes()) // want `returned slice aliases buf`
}

func matchedText(text string) []string {
	buf := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf)
	buf.WriteString(text)
	return pair.FindStringSubmatch(buf.String())
}

func decoderOf(text string) *json.Decoder {
	buf := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf)
	buf.WriteString(text)
	return json.NewDecoder(buf) // want `buf is returned, but buffers.Put puts it back`
}

func decodedTo(text string, v any) error {
	buf := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf)
	buf.WriteString(text)
	return json.NewDecoder(buf).Decode(v)
}

func filtered(text string) []byte {
	bp := byteps.Get().(*[]byte)
	defer byteps.Put(bp)
	*bp = append((*bp)[:0], text...)
	return slices.DeleteFunc(*bp, func(c byte) bool { return c == ' ' }) // want `bp is returned`
}

func indented(v any) (string, error) {
	buf := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf)
	buf.Reset()
	enc := json.NewEncoder(buf)
	enc.SetIndent("", " ")
	err := enc.Encode(v)
	return strings.TrimSpace(buf.String()), err
}
