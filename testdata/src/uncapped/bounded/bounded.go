// Package bounded has input of which the size is bounded before it is written.
package bounded

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"net/http"
	"strconv"
	"sync"
	"time"
)

var bufs = sync.Pool{New: func() any { return new(bytes.Buffer) }}

const maxPacket = 1500

var errLarge = errors.New("too large")

func checked(w io.Writer, packet []byte) error {
	if len(packet) > maxPacket {
		return errLarge
	}
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	buf.Reset()
	buf.Write(packet)
	_, err := w.Write(buf.Bytes())
	return err
}

func checkedTogether(w io.Writer, topic string, packet []byte) error {
	if 8+len(topic)+len(packet) > maxPacket {
		return errLarge
	}
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	buf.Reset()
	buf.WriteString(topic)
	buf.Write(packet)
	_, err := w.Write(buf.Bytes())
	return err
}

func valid(name string) error {
	if name == "" || len(name) > 64 {
		return errLarge
	}
	return nil
}

func checkedByHelper(w io.Writer, name string) error {
	if err := valid(name); err != nil {
		return err
	}
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	buf.Reset()
	buf.WriteString(name)
	_, err := w.Write(buf.Bytes())
	return err
}

func kindOf(name string) error {
	if len(name) <= 8 {
		println("short")
	}
	return nil
}

func measuredByHelper(w io.Writer, name string) error {
	if err := kindOf(name); err != nil {
		return err
	}
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf) // want `buf is put back no matter how large it has grown`
	buf.Reset()
	buf.WriteString(name)
	_, err := w.Write(buf.Bytes())
	return err
}

// A check on the other side is none, nor is one that a way leads around.
func checkedTooLate(w io.Writer, packet []byte, trusted bool) error {
	if len(packet) < maxPacket {
		return errLarge
	}
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf) // want `buf is put back no matter how large it has grown`
	buf.Reset()
	buf.Write(packet)
	_, err := w.Write(buf.Bytes())
	return err
}

func checkedSometimes(w io.Writer, packet []byte, trusted bool) error {
	if !trusted && len(packet) > maxPacket {
		return errLarge
	}
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf) // want `buf is put back no matter how large it has grown`
	buf.Reset()
	buf.Write(packet)
	_, err := w.Write(buf.Bytes())
	return err
}

func isWithinOther(w io.Writer, packet, other []byte) error {
	if len(packet) > len(other) {
		return errLarge
	}
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf) // want `buf is put back no matter how large it has grown`
	buf.Reset()
	buf.Write(packet)
	_, err := w.Write(buf.Bytes())
	return err
}

func truncated(w io.Writer, text string) {
	if len(text) > 80 {
		text = text[:80]
	}
	buf := bufs.Get().(*bytes.Buffer)
	buf.Reset()
	buf.WriteString(strconv.Quote(text))
	w.Write(buf.Bytes())
	bufs.Put(buf)
}

func shortened(w io.Writer, text string) {
	if len(text) > 80 {
		text = text[80:]
	}
	buf := bufs.Get().(*bytes.Buffer)
	buf.Reset()
	buf.WriteString(strconv.Quote(text))
	w.Write(buf.Bytes())
	bufs.Put(buf) // want `buf is put back no matter how large it has grown`
}

func fromArray(r io.Reader) string {
	var block [512]byte
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	buf.Reset()
	n, _ := r.Read(block[:])
	buf.Write(block[:n])
	return buf.String()
}

type frame struct{ body []byte }

var frames = sync.Pool{New: func() any { return new(frame) }}

func frameOf(r io.Reader, n int) error {
	if n > maxPacket {
		return errLarge
	}
	f := frames.Get().(*frame)
	defer frames.Put(f)
	if cap(f.body) < n {
		f.body = make([]byte, n)
	}
	_, err := io.ReadFull(r, f.body[:n])
	return err
}

func anyFrame(r io.Reader, n int) error {
	f := frames.Get().(*frame)
	defer frames.Put(f) // want `f is put back no matter how large its body has grown`
	if cap(f.body) < n {
		f.body = make([]byte, n)
	}
	_, err := io.ReadFull(r, f.body[:n])
	return err
}

// A slice that has the room does not grow.
func fits(data []byte) (n int) {
	f := frames.Get().(*frame)
	if cap(f.body) < len(data) {
		frames.Put(f)
		return 0
	}
	f.body = append(f.body[:0], data...)
	n = len(f.body)
	frames.Put(f)
	return n
}

// Readers with an end.
func limited(r io.Reader) io.Reader { return io.LimitReader(r, maxPacket) }

func byHelper(r io.Reader) string {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	buf.Reset()
	buf.ReadFrom(limited(r))
	return buf.String()
}

func byVariable(w io.Writer, r, other io.Reader) string {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	buf.Reset()
	src := io.LimitReader(r, maxPacket)
	if other != nil {
		src = io.LimitReader(other, maxPacket)
	}
	io.Copy(buf, io.TeeReader(src, w))
	return buf.String()
}

func oneLimited(r, other io.Reader) string {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf) // want `buf is put back no matter how large it has grown`
	buf.Reset()
	src := io.LimitReader(r, maxPacket)
	if other != nil {
		src = other
	}
	io.Copy(buf, src)
	return buf.String()
}

func body(w http.ResponseWriter, r *http.Request) string {
	r.Body = http.MaxBytesReader(w, r.Body, maxPacket)
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	buf.Reset()
	buf.ReadFrom(r.Body)
	return buf.String()
}

func declared(r *http.Request) string {
	if r.ContentLength < 0 || r.ContentLength > maxPacket {
		return ""
	}
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	buf.Reset()
	buf.ReadFrom(r.Body)
	return buf.String()
}

func wholeBody(r *http.Request) string {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf) // want `buf is put back no matter how large it has grown`
	buf.Reset()
	buf.ReadFrom(r.Body)
	return buf.String()
}

// Contents of a kind that is never large.
type level uint8

func (l level) String() string {
	if l == 0 {
		return "low"
	}
	return "high"
}

var names = [...]string{"zero", "one", "two", "three"}

func small(w io.Writer, at time.Time, l level, n int, ok bool, err error) {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	buf.Reset()
	buf.WriteString(at.Format(time.RFC3339))
	buf.Write(at.AppendFormat(buf.AvailableBuffer(), time.RFC1123))
	buf.WriteString(strconv.Itoa(n))
	buf.WriteString(strconv.FormatBool(ok))
	buf.WriteString(l.String())
	buf.WriteString(names[n&3])
	buf.WriteString(err.Error())
	buf.WriteString(http.StatusText(n))
	w.Write(buf.Bytes())
}

var kinds = []struct{ name, text string }{{"a", "first"}, {"b", "second"}}

func fromTables(w io.Writer, h hash.Hash) {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	buf.Reset()
	for _, kind := range kinds {
		buf.WriteString(kind.name)
	}
	buf.WriteString(kinds[0].text)
	for _, kind := range []string{"c", "d"} {
		buf.WriteString(kind)
	}
	buf.WriteString(hex.EncodeToString(h.Sum(nil)))
	w.Write(buf.Bytes())
}

func fromTableOf(w io.Writer, kinds []struct{ name string }) {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf) // want `buf is put back no matter how large it has grown`
	buf.Reset()
	buf.WriteString(kinds[0].name)
	w.Write(buf.Bytes())
}

func cut(text string, n int) string {
	if len(text) <= n {
		return text
	}
	return text[:n]
}

func byCut(w io.Writer, text string) {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	buf.Reset()
	buf.WriteString(cut(text, 40))
	w.Write(buf.Bytes())
}

func byLongCut(w io.Writer, text string) {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf) // want `buf is put back no matter how large it has grown`
	buf.Reset()
	buf.WriteString(cut(text, len(text)-1))
	w.Write(buf.Bytes())
}

func manyMiB(w http.ResponseWriter, r *http.Request) string {
	r.Body = http.MaxBytesReader(w, r.Body, 100<<20)
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf) // want `buf is put back no matter how large it has grown`
	buf.Reset()
	buf.ReadFrom(r.Body)
	return buf.String()
}

type header struct {
	kind, size uint32
	id         [16]byte
}

func fixed(w io.Writer, h *header) {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	buf.Reset()
	binary.Write(buf, binary.LittleEndian, h)
	fmt.Fprintf(buf, "%d", h.kind)
	w.Write(buf.Bytes())
}

type message struct {
	header
	text string
}

func withText(w io.Writer, m *message) {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf) // want `buf is put back no matter how large it has grown`
	buf.Reset()
	fmt.Fprintf(buf, "%v", m)
	w.Write(buf.Bytes())
}

func joined(w io.Writer, n int, text string) {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf) // want `buf is put back no matter how large it has grown`
	buf.Reset()
	buf.WriteString(strconv.Itoa(n) + text)
	w.Write(buf.Bytes())
}

// A head keeps the first bytes of what is written to it.
type head struct {
	buf  []byte
	want int
}

var heads = sync.Pool{New: func() any { return new(head) }}

func (h *head) add(p []byte) {
	want := max(h.want, 512)
	n := len(p)
	if len(h.buf)+n > want {
		n = want - len(h.buf)
	}
	h.buf = append(h.buf, p[:n]...)
}

func cutToFit(w io.Writer, p []byte) {
	h := heads.Get().(*head)
	h.buf = h.buf[:0]
	h.add(p)
	w.Write(h.buf)
	heads.Put(h)
}

// It is given only as much as there is room for; the rest is counted.
func (h *head) fill(p []byte) {
	n := min(len(p), h.want)
	h.buf = append(h.buf, p[:n]...)
}

func cutByMin(w io.Writer, p []byte) {
	h := heads.Get().(*head)
	h.buf = h.buf[:0]
	h.fill(p)
	w.Write(h.buf)
	heads.Put(h)
}

// A handler may write to a head as much as it likes.
func (h *head) Write(p []byte) (int, error) {
	h.add(p)
	return len(p), nil
}

func (h *head) Header() http.Header { return nil }

func (h *head) WriteHeader(int) {}

func served(w io.Writer, next http.Handler, r *http.Request) {
	h := heads.Get().(*head)
	h.buf = h.buf[:0]
	next.ServeHTTP(h, r)
	w.Write(h.buf)
	heads.Put(h)
}

// An answer keeps all that is written to it.
type answer struct{ buf []byte }

func (a *answer) Write(p []byte) (int, error) {
	a.buf = append(a.buf, p...)
	return len(p), nil
}

func (a *answer) Header() http.Header { return nil }

func (a *answer) WriteHeader(int) {}

var answers = sync.Pool{New: func() any { return new(answer) }}

func servedWhole(w io.Writer, next http.Handler, r *http.Request) {
	a := answers.Get().(*answer)
	a.buf = a.buf[:0]
	next.ServeHTTP(a, r)
	w.Write(a.buf)
	answers.Put(a) // want `a is put back no matter how large`
}

// A ring has as much room as its settings allow.
type ring struct{ low, high int }

func (r ring) size(n int) int { return max(min(n, r.high), r.low) }

var rings = sync.Pool{New: func() any { return new([]byte) }}

func clamped(w io.Writer, r ring, p []byte) {
	b := rings.Get().(*[]byte)
	if n := r.size(len(p)); cap(*b) < n {
		*b = make([]byte, n)
	}
	w.Write((*b)[:copy(*b, p)])
	rings.Put(b)
}

func atLeast(w io.Writer, r ring, p []byte) {
	b := rings.Get().(*[]byte)
	if n := max(len(p), r.low); cap(*b) < n {
		*b = make([]byte, n)
	}
	w.Write((*b)[:copy(*b, p)])
	rings.Put(b) // want `b is put back no matter how large it has grown`
}

type sink interface {
	BufSize() int
}

// It reads into a buffer of the size that the sink is set to, and takes another
// object for each line.
func readIn(r io.Reader, s sink) error {
	part := make([]byte, s.BufSize())
	for {
		n, err := r.Read(part)
		if err != nil {
			return err
		}
		b := lines.Get().(*[]byte)
		*b = append(*b, part[:n]...)
		*b = (*b)[:0]
		lines.Put(b)
	}
}

// It gathers all that there is.
func readAll(r io.Reader, s sink) error {
	part := make([]byte, s.BufSize())
	b := lines.Get().(*[]byte)
	for {
		n, err := r.Read(part)
		if err != nil {
			*b = (*b)[:0]
			lines.Put(b) // want `b is put back no matter how large it has grown`
			return err
		}
		*b = append(*b, part[:n]...)
	}
}

var lines = sync.Pool{New: func() any { return new([]byte) }}
