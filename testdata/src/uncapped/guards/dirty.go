package guards

import (
	"net/http"
	"sync"
)

// The limits are in the branch that is skipped where nothing has been used: a flag
// tells that, or the length.
type capture struct {
	dirty  bool
	body   []byte
	header http.Header
}

var captures = sync.Pool{New: func() any { return &capture{header: http.Header{}} }}

func (c *capture) Header() http.Header { c.dirty = true; return c.header }

func (c *capture) WriteHeader(int) { c.dirty = true }

func (c *capture) Write(p []byte) (int, error) {
	c.dirty = true
	c.body = append(c.body, p...)
	return len(p), nil
}

func (c *capture) free() {
	if c.dirty || len(c.body) > 0 {
		if cap(c.body) > maxSize || len(c.header) > 64 {
			return
		}
		c.body = c.body[:0]
		clear(c.header)
		c.dirty = false
	}
	captures.Put(c)
}

func catch(h http.Handler, req *http.Request) int {
	c := captures.Get().(*capture)
	defer c.free()
	h.ServeHTTP(c, req)
	return len(c.body)
}

// The length is asked for after the reset, and so is the size of the map.
type shot struct {
	dirty  bool
	body   []byte
	header map[string]string
}

var shots = sync.Pool{New: func() any { return &shot{header: map[string]string{}} }}

func (s *shot) fill(rows []string) {
	s.dirty = true
	for _, row := range rows {
		s.body = append(s.body, row...)
		s.header[row] = row
	}
}

func (s *shot) free() {
	s.body = s.body[:0]
	if len(s.body) > 0 {
		if cap(s.body) > maxSize {
			return
		}
	}
	if s.dirty {
		clear(s.header)
		if len(s.header) > 64 {
			return
		}
		s.dirty = false
	}
	shots.Put(s) // want `s is put back no matter how large its body has grown`
}

func shoot(rows []string) int {
	s := shots.Get().(*shot)
	defer s.free()
	s.fill(rows)
	return len(s.body)
}

// The same for the map alone.
type still struct {
	dirty  bool
	header map[string]string
}

var stills = sync.Pool{New: func() any { return &still{header: map[string]string{}} }}

func (s *still) fill(rows []string) {
	s.dirty = true
	for _, row := range rows {
		s.header[row] = row
	}
}

func (s *still) free() {
	if s.dirty {
		clear(s.header)
		if len(s.header) > 64 {
			return
		}
		s.dirty = false
	}
	stills.Put(s) // want `s is put back no matter how large its header has grown`
}

func distil(rows []string) int {
	s := stills.Get().(*still)
	defer s.free()
	s.fill(rows)
	return len(s.header)
}
