// Package callbacks has objects that are handed to functions which others give.
package callbacks

import "sync"

type context struct {
	name string
	next bool
	tags []string
}

func (c *context) Next() { c.next = true }

var contexts = sync.Pool{New: func() any { return new(context) }}

// What the function sets by a method stays set for one that does not.
func serve(name string, handle func(*context)) {
	c := contexts.Get().(*context) // want `c from contexts.Get still holds next as its last user left it`
	c.name = name
	handle(c)
	if c.next {
		println(c.name)
	}
	contexts.Put(c)
}

type request struct {
	name string
	next bool
}

func (r *request) Next() { r.next = true }

var requests = sync.Pool{New: func() any { return new(request) }}

func serveClean(name string, handle func(*request)) {
	r := requests.Get().(*request)
	r.name, r.next = name, false
	handle(r)
	if r.next {
		println(r.name)
	}
	requests.Put(r)
}

type visit struct {
	id    int
	depth int
}

func (v *visit) SetDepth(n int) { v.depth = n }

var visits = sync.Pool{New: func() any { return new(visit) }}

// The functions that are given here set what is read.
func walk(fill func(*visit)) int {
	v := visits.Get().(*visit)
	fill(v)
	n := v.id + v.depth
	visits.Put(v)
	return n
}

func walkAll() int {
	return walk(func(v *visit) { v.id, v.depth = 1, 2 }) + walk(start)
}

func start(v *visit) {
	v.id = 3
	v.SetDepth(0)
}

type job struct {
	owner string
	done  bool
}

func (j *job) Done() { j.done = true }

var jobs = sync.Pool{New: func() any { return new(job) }}

// A function value that resets, by its name.
func run(work func(*job), reset func(*job)) bool {
	j := jobs.Get().(*job)
	reset(j)
	work(j)
	done := j.done
	jobs.Put(j)
	return done
}
