package conditional

import "sync"

// One that is too large is dropped where it would be reset.
type answer struct {
	dirty bool
	code  int
	body  []byte
}

var answers = sync.Pool{New: func() any { return &answer{code: 200} }}

func (a *answer) write(p []byte) {
	a.dirty = true
	a.code = 201
	a.body = append(a.body, p...)
}

func (a *answer) free() {
	if a.dirty {
		if cap(a.body) > 1<<12 {
			return
		}
		a.code = 200
		a.body = a.body[:0]
		a.dirty = false
	}
	answers.Put(a)
}

func respond(text string) (int, string) {
	a := answers.Get().(*answer)
	defer a.free()
	if text != "" {
		a.write([]byte(text))
	}
	return a.code, string(a.body)
}
