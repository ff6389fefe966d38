package conditional

import "sync"

// What is clean is put at once. What is not may be dropped for its size.
type tape struct {
	used bool
	data []byte
}

var tapes = sync.Pool{New: func() any { return new(tape) }}

func (t *tape) Write(p []byte) (int, error) {
	t.used = true
	t.data = append(t.data, p...)
	return len(p), nil
}

func (t *tape) free() {
	if !t.used {
		tapes.Put(t)
		return
	}
	if cap(t.data) > 4096 {
		return
	}
	t.data = t.data[:0]
	t.used = false
	tapes.Put(t)
}

func record(lines []string) string {
	t := tapes.Get().(*tape)
	defer t.free()
	for _, s := range lines {
		t.Write([]byte(s))
	}
	return string(t.data)
}

// One that is used is put as it is, too, if it is short.
type reel struct {
	used bool
	data []byte
}

var reels = sync.Pool{New: func() any { return new(reel) }}

func (r *reel) Write(p []byte) (int, error) {
	r.used = true
	r.data = append(r.data, p...)
	return len(p), nil
}

func (r *reel) free() {
	if !r.used {
		reels.Put(r) // want `r is put back without a reset of data`
		return
	}
	if cap(r.data) < 16 {
		r.used = false
		reels.Put(r)
		return
	}
	if cap(r.data) > 4096 {
		return
	}
	r.data = r.data[:0]
	r.used = false
	reels.Put(r)
}

func wind(lines []string) string {
	r := reels.Get().(*reel)
	defer r.free()
	for _, s := range lines {
		r.Write([]byte(s))
	}
	return string(r.data)
}
