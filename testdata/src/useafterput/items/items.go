// Package items takes objects out of collections, puts them, and uses them.
package items

import "sync"

type job struct {
	id   int
	next *job
}

var jobs = sync.Pool{New: func() any { return new(job) }}

func (j *job) free() { jobs.Put(j) }

func received(in <-chan *job) {
	j := <-in
	jobs.Put(j)
	println(j.id) // want `j is used after jobs.Put at line 17`
}

func receivedBefore(in <-chan *job) {
	j := <-in
	id := j.id
	jobs.Put(j)
	println(id)
}

func receivedEach(in <-chan *job) {
	for j := range in {
		jobs.Put(j)
		println(j.id) // want `j is used after jobs.Put at line 30`
	}
}

func receivedEachBefore(in <-chan *job) {
	for j := range in {
		println(j.id)
		jobs.Put(j)
	}
}

func receivedAgain(in <-chan *job) {
	j := <-in
	for j != nil {
		jobs.Put(j)
		j = <-in
		println(j.id)
	}
}

func elements(list []*job) {
	for _, j := range list {
		j.free()
		println(j.id) // want `j is used after j.free at line 53`
	}
}

func elementsNext(list []*job) {
	for i := range list {
		j := list[i]
		j.free()
		if i+1 < len(list) {
			println(list[i+1].id)
		}
	}
}

func lookup(m map[string]*job, name string) {
	j, ok := m[name]
	if !ok {
		return
	}
	delete(m, name)
	j.free()
	println(j.id) // want `j is used after j.free at line 74`
}

func lookupEither(m map[string]*job, name string, keep bool) int {
	j := m[name]
	if !keep {
		j.free()
		return 0
	}
	return j.id
}
