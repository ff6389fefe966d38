package conditional

import (
	"compress/flate"
	"io"
	"strconv"
	"sync"
)

// What belongs to a key is made anew where the key is another.
type stamp struct {
	second int64
	text   []byte
}

var stamps = sync.Pool{New: func() any { return new(stamp) }}

func writeStamp(w io.Writer, second int64) error {
	s := stamps.Get().(*stamp)
	defer stamps.Put(s)
	if s.second != second || s.text == nil {
		s.text = strconv.AppendInt(nil, second, 10)
		s.second = second
	}
	_, err := w.Write(s.text)
	return err
}

// A function is told the key.
type deflater struct {
	level int
	w     *flate.Writer
}

var deflaters = sync.Pool{New: func() any { return new(deflater) }}

func (d *deflater) use(level int) {
	d.w, _ = flate.NewWriter(nil, level)
	d.level = level
}

func deflate(w io.Writer, level int, text []byte) error {
	d := deflaters.Get().(*deflater)
	defer deflaters.Put(d)
	if level != d.level {
		d.use(level)
	}
	d.w.Reset(w)
	if _, err := d.w.Write(text); err != nil {
		return err
	}
	return d.w.Close()
}

// What is only counted where the values differ belongs to no key.
type changes struct {
	last  int64
	count int
}

var changed = sync.Pool{New: func() any { return new(changes) }}

func countChanges(list []int64) int {
	c := changed.Get().(*changes)
	c.count = 0
	for _, v := range list {
		if v != c.last {
			c.last = v
			c.count++
		}
	}
	n := c.count
	changed.Put(c) // want `c is put back without a reset of last, which its next user gets at line 64`
	return n
}

// The text belongs to the key, and is not made anew with it.
func writeOnce(w io.Writer, second int64) error {
	s := once.Get().(*stamp)
	if s.second != second {
		s.second = second
	} else {
		s.text = strconv.AppendInt(nil, second, 10)
	}
	_, err := w.Write(s.text)
	once.Put(s) // want `s is put back without a reset of second, which its next user gets at line 79` `s is put back without a reset of text, which its next user gets at line 79`
	return err
}

var once = sync.Pool{New: func() any { return new(stamp) }}
