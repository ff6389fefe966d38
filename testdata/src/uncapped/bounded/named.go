package bounded

import "sync"

// All callers of a setter give it constants for the key.
type notes struct{ vals map[string]string }

var notePool = sync.Pool{New: func() any { return &notes{vals: map[string]string{}} }}

func (n *notes) set(k, v string) { n.vals[k] = v }

func note(path, method string) int {
	n := notePool.Get().(*notes)
	n.set("path", path)
	n.set("method", method)
	size := len(n.vals)
	clear(n.vals)
	notePool.Put(n)
	return size
}

// One caller does not.
type marks struct{ vals map[string]string }

var markPool = sync.Pool{New: func() any { return &marks{vals: map[string]string{}} }}

func (m *marks) set(k, v string) { m.vals[k] = v }

func mark(paths []string) int {
	m := markPool.Get().(*marks)
	m.set("path", "/")
	for _, p := range paths {
		m.set(p, "/")
	}
	size := len(m.vals)
	clear(m.vals)
	markPool.Put(m) // want `m is put back no matter how large its vals has grown`
	return size
}
