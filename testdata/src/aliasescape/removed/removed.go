// Package removed stores objects in package variables and removes them again.
package removed

import "sync"

type session struct {
	id   int
	done chan struct{}
}

type registry struct {
	current *session
	byID    map[int]*session
}

var (
	sessions = sync.Pool{New: func() any { return &session{done: make(chan struct{}, 1)} }}
	slots    [16]*session
	active   []*session
	byID     = map[int]*session{}
	current  *session
	global   registry
	latest   []byte
)

func slot(i int, run func()) {
	s := sessions.Get().(*session)
	slots[i] = s
	run()
	slots[i] = nil
	sessions.Put(s)
}

func otherSlot(i, j int, run func(), t *session) {
	s := sessions.Get().(*session)
	slots[i] = s // want `s is stored, but sessions.Put puts it back at line 39`
	run()
	slots[j] = t
	sessions.Put(s)
}

func slotBefore(i int, run func()) {
	s := sessions.Get().(*session)
	slots[i] = nil
	slots[i] = s // want `s is stored, but sessions.Put puts it back at line 47`
	run()
	sessions.Put(s)
}

func sameAgain(id int, run func()) {
	s := sessions.Get().(*session)
	byID[id] = s
	run()
	if byID[id] == s {
		delete(byID, id)
	}
	sessions.Put(s)
}

func byFunction(id int, run func()) {
	s := sessions.Get().(*session)
	byID[id] = s
	run()
	remove(id)
	sessions.Put(s)
}

func remove(id int) { delete(byID, id) }

func byOtherFunction(id int, run func(int)) {
	s := sessions.Get().(*session)
	byID[id] = s // want `s is stored, but sessions.Put puts it back at line 74`
	run(find(id).id)
	sessions.Put(s)
}

func find(id int) *session { return byID[id] }

func deferred(id int, run func() error) error {
	s := sessions.Get().(*session)
	defer sessions.Put(s)
	byID[id] = s
	defer remove(id)
	return run()
}

func anew(id int, run func()) {
	s := sessions.Get().(*session)
	byID[id] = s
	run()
	byID = map[int]*session{}
	sessions.Put(s)
}

func restored(id int, run func()) {
	s := sessions.Get().(*session)
	before, ok := byID[id]
	byID[id] = s
	run()
	if ok {
		byID[id] = before
	} else {
		delete(byID, id)
	}
	sessions.Put(s)
}

func pop(run func()) {
	s := sessions.Get().(*session)
	active = append(active, s)
	run()
	active = active[:len(active)-1]
	sessions.Put(s)
}

func push(run func(), t *session) {
	s := sessions.Get().(*session)
	active = append(active, s) // want `s is stored, but sessions.Put puts it back at line 120`
	run()
	sessions.Put(s)
}

func cutOut(run func()) {
	s := sessions.Get().(*session)
	active = append(active, s)
	run()
	for i, t := range active {
		if t == s {
			active = append(active[:i], active[i+1:]...)
			break
		}
	}
	sessions.Put(s)
}

func zero(run func()) {
	s := sessions.Get().(*session)
	global.current = s
	run()
	global = registry{}
	sessions.Put(s)
}

func otherField(run func()) {
	s := sessions.Get().(*session)
	global.current = s // want `s is stored, but sessions.Put puts it back at line 149`
	run()
	global.byID = nil
	sessions.Put(s)
}

// request waits for reply, which removes what it stored.
func request(id int, send func(int)) {
	s := sessions.Get().(*session)
	global.byID[id] = s
	send(id)
	<-s.done
	sessions.Put(s)
}

func (r *registry) reply(id int) {
	s := r.byID[id]
	delete(r.byID, id)
	s.done <- struct{}{}
}

func unanswered(id int, send func(int)) {
	s := sessions.Get().(*session)
	global.byID[id] = s // want `s is stored, but sessions.Put puts it back at line 171`
	send(id)
	sessions.Put(s)
}

type page struct{ text []byte }

var pages = sync.Pool{New: func() any { return new(page) }}

func memory(n int) {
	p := pages.Get().(*page)
	latest = p.text[:n] // want `stored slice aliases p, which pages.Put puts back at line 181`
	pages.Put(p)
}

// What another function removes from another map of that type is something else.
type ticket struct{ done chan struct{} }

var (
	tickets = sync.Pool{New: func() any { return &ticket{make(chan struct{}, 1)} }}
	open    = map[int]*ticket{}
	closed  = map[int]*ticket{}
)

func await(id int, send func(int)) {
	t := tickets.Get().(*ticket)
	open[id] = t // want `t is stored, but tickets.Put puts it back at line \d+`
	send(id)
	<-t.done
	tickets.Put(t)
}

func forget(id int) { delete(closed, id) }

// One of two stores of the same overwrites the other only where both are made.
var newest *ticket

func twice(busy func() bool) {
	t := tickets.Get().(*ticket)
	defer tickets.Put(t)
	newest = t // want `t is stored, but tickets.Put puts it back`
	if busy() {
		return
	}
	newest = t // want `t is stored, but tickets.Put puts it back`
}

func onceGone(busy func() bool) {
	t := tickets.Get().(*ticket)
	defer tickets.Put(t)
	newest = t
	busy()
	newest = nil
}
