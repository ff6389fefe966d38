// Package survives has state that is meant to outlive a use, and state that only
// looks as if it were.
package survives

import "sync"

type worker struct {
	seed   uint64
	depth  int
	free   []int
	cache  map[string]int
	block  [64]byte
	indent string
	pretty bool
}

func (w *worker) next() uint64 {
	w.seed = w.seed*6364136223846793005 + 1442695040888963407
	return w.seed
}

func (w *worker) enter() {
	w.depth++
	defer func() { w.depth-- }()
	if w.depth > 100 {
		panic("too deep")
	}
}

func (w *worker) alloc() int {
	if n := len(w.free); n > 0 {
		i := w.free[n-1]
		w.free = w.free[:n-1]
		return i
	}
	return 0
}

func (w *worker) release(i int) { w.free = append(w.free, i) }

func (w *worker) lookup(key string) int {
	if n, ok := w.cache[key]; ok {
		return n
	}
	n := len(key)
	w.cache[key] = n
	return n
}

func (w *worker) setIndent(s string) { w.indent, w.pretty = s, true }

func (w *worker) write() string {
	if w.pretty {
		return w.indent
	}
	return ""
}

var workers = sync.Pool{New: func() any { return &worker{cache: map[string]int{}} }}

func work(key string, pretty bool) (uint64, string) {
	w := workers.Get().(*worker)
	defer func() {
		w.pretty = false
		if len(w.cache) < 100 && cap(w.free) < 100 {
			workers.Put(w)
		}
	}()
	w.enter()
	if pretty {
		w.setIndent("\t")
	}
	i := w.alloc()
	w.release(i)
	copy(w.block[:], key)
	return w.next() + uint64(w.lookup(key)) + uint64(w.block[0]), w.write()
}

// A list that is read only where a flag is set, and added to when it is.
type route struct {
	methods []string
	failed  bool
}

func (r *route) find(known []string) {
	for _, m := range known {
		r.failed = true
		r.methods = append(r.methods, m)
	}
}

func (r *route) text() string {
	if r.failed {
		return r.methods[0]
	}
	return ""
}

var routes = sync.Pool{New: func() any { return new(route) }}

func look(known []string, handle func(*route)) string {
	r := routes.Get().(*route) // want `r from routes.Get still holds methods as its last user left it`
	r.failed = false
	handle(r)
	r.find(known[:min(len(known), 4)])
	text := r.text()
	if cap(r.methods) < 100 {
		routes.Put(r)
	}
	return text
}
