// Package rounds has memory that is added to in loops.
package rounds

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
)

type line struct {
	text []byte
	keys []string
}

var lines = sync.Pool{New: func() any { return new(line) }}

func fixedCount(id [16]byte) string {
	l := lines.Get().(*line)
	defer lines.Put(l)
	l.text = l.text[:0]
	for i, b := range id {
		if i == 8 {
			l.text = append(l.text, '-')
		}
		l.text = append(l.text, b)
	}
	for range 4 {
		l.text = append(l.text, '.')
	}
	for i := 0; i < len(id); i++ {
		l.text = strconv.AppendUint(l.text, uint64(id[i]), 16)
	}
	return string(l.text)
}

func anyCount(n int) string {
	l := lines.Get().(*line)
	defer lines.Put(l) // want `l is put back no matter how large its text has grown`
	l.text = l.text[:0]
	for range n {
		l.text = append(l.text, '.')
	}
	return string(l.text)
}

func digits(n uint64) string {
	l := lines.Get().(*line)
	defer lines.Put(l)
	l.text = l.text[:0]
	for n > 0 {
		l.text = append(l.text, byte('0'+n%10))
		n /= 10
	}
	return string(l.text)
}

func countdown(n uint64) string {
	l := lines.Get().(*line)
	defer lines.Put(l) // want `l is put back no matter how large its text has grown`
	l.text = l.text[:0]
	for n > 0 {
		l.text = append(l.text, '.')
		n--
	}
	return string(l.text)
}

var columns = []string{"name", "size"}

func table() string {
	l := lines.Get().(*line)
	defer lines.Put(l)
	l.text = l.text[:0]
	for _, name := range columns {
		l.text = append(l.text, name...)
	}
	return string(l.text)
}

func lower(name string) string {
	if len(name) > 255 {
		return ""
	}
	l := lines.Get().(*line)
	defer lines.Put(l)
	l.text = l.text[:0]
	for i := 0; i < len(name); i++ {
		l.text = append(l.text, name[i]|' ')
	}
	return string(l.text)
}

func lowerAny(name string) string {
	l := lines.Get().(*line)
	defer lines.Put(l) // want `l is put back no matter how large its text has grown`
	l.text = l.text[:0]
	for i := 0; i < len(name); i++ {
		l.text = append(l.text, name[i]|' ')
	}
	return string(l.text)
}

// Each round begins with nothing, or ends so.
var bufs = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func eachRound(w io.Writer, ids []int) {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	for _, id := range ids {
		buf.Reset()
		fmt.Fprintf(buf, "id %d", id)
		w.Write(buf.Bytes())
	}
	for _, id := range ids {
		fmt.Fprintf(buf, "id %d", id)
		w.Write(buf.Bytes())
		buf.Reset()
	}
}

func eachRoundOfField(w io.Writer, ids []int) {
	l := lines.Get().(*line)
	defer lines.Put(l)
	for _, id := range ids {
		b := append(l.text[:0], "id "...)
		b = strconv.AppendInt(b, int64(id), 10)
		w.Write(b)
		l.text = b
	}
}

func someRounds(w io.Writer, ids []int) {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf) // want `buf is put back no matter how large it has grown`
	buf.Reset()
	for _, id := range ids {
		if id == 0 {
			buf.Reset()
		}
		fmt.Fprintf(buf, "id %d", id)
	}
	w.Write(buf.Bytes())
}

func largeRounds(w io.Writer, names []string) {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf) // want `buf is put back no matter how large it has grown`
	for _, name := range names {
		buf.Reset()
		buf.WriteString(name)
		w.Write(buf.Bytes())
	}
}

// The loop limits what it adds.
var errLong = errors.New("too long")

func upTo(text string) (int, error) {
	l := lines.Get().(*line)
	defer lines.Put(l)
	l.keys = l.keys[:0]
	for len(text) > 0 {
		key, rest, _ := strings.Cut(text, " ")
		text = rest
		if len(l.keys) >= 1000 {
			return 0, errLong
		}
		l.keys = append(l.keys, key)
	}
	return len(l.keys), nil
}

func flushes(names []string, send func([]string)) {
	l := lines.Get().(*line)
	defer lines.Put(l)
	l.keys = l.keys[:0]
	for _, name := range names {
		l.keys = append(l.keys, name)
		if len(l.keys) == 100 {
			send(l.keys)
			l.keys = l.keys[:0]
		}
	}
	send(l.keys)
}

func packs(w io.Writer, names []string) {
	l := lines.Get().(*line)
	defer lines.Put(l)
	l.text = l.text[:0]
	for _, name := range names {
		if len(name) > cap(l.text)-len(l.text) {
			w.Write(l.text)
			l.text = l.text[:0]
			if len(name) > cap(l.text) {
				io.WriteString(w, name)
				continue
			}
		}
		l.text = append(l.text, name...)
	}
	w.Write(l.text)
}

func notes(names []string, send func([]string)) {
	l := lines.Get().(*line)
	defer lines.Put(l) // want `l is put back no matter how large its keys has grown`
	l.keys = l.keys[:0]
	many := 0
	for _, name := range names {
		l.keys = append(l.keys, name)
		if len(l.keys) == 100 {
			many++
		}
	}
	if many == 0 {
		send(l.keys)
	}
}

// A loop over the elements is no limit.
func zeroes(names []string) int {
	l := lines.Get().(*line)
	defer lines.Put(l) // want `l is put back no matter how large its keys has grown`
	l.keys = append(l.keys[:0], names...)
	n := 0
	for i := range l.keys {
		n += len(l.keys[i])
	}
	return n
}
