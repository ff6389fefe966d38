// Package renewed has pools whose objects are given a new field by each Get, so
// that nobody writes to what the field referred to before.
package renewed

import "sync"

type report struct {
	lines []string
	notes map[string]int
	text  []byte
}

var reports = sync.Pool{New: func() any { return new(report) }}

func newReport(notes map[string]int) *report {
	r := reports.Get().(*report)
	r.lines = nil
	r.notes = notes
	r.text = r.text[:0]
	return r
}

func (r *report) free() { reports.Put(r) }

func lines(s string) []string {
	r := newReport(nil)
	defer r.free()
	r.lines = append(r.lines, s)
	return r.lines
}

func notes(m map[string]int) map[string]int {
	r := newReport(m)
	defer r.free()
	return r.notes
}

func text(s string) []byte {
	r := newReport(nil)
	defer r.free()
	r.text = append(r.text, s...)
	return r.text // want `returned slice aliases r, which r.free puts back when the function returns`
}

func finish(r *report) []string {
	defer reports.Put(r)
	return r.lines
}

func address() *[]string {
	r := newReport(nil)
	defer r.free()
	return &r.lines // want `returned value aliases r, which r.free puts back when the function returns`
}

// A second Get leaves the field as it was.
type list struct{ items []int }

var lists = sync.Pool{New: func() any { return new(list) }}

func newList() *list {
	l := lists.Get().(*list)
	l.items = nil
	return l
}

func count(n int) int {
	l := lists.Get().(*list)
	defer lists.Put(l)
	l.items = append(l.items[:0], n)
	return len(l.items)
}

func items(n int) []int {
	l := newList()
	defer lists.Put(l)
	l.items = append(l.items, n)
	return l.items // want `returned slice aliases l, which lists.Put puts back when the function returns`
}

// A Get that renews the field on one of its paths only.
type batch struct{ keys []int }

var batches = sync.Pool{New: func() any { return new(batch) }}

func newBatch(reuse bool) *batch {
	b := batches.Get().(*batch)
	if !reuse {
		b.keys = nil
	}
	return b
}

func keys(n int) []int {
	b := newBatch(false)
	defer batches.Put(b)
	b.keys = append(b.keys, n)
	return b.keys // want `returned slice aliases b, which batches.Put puts back when the function returns`
}

// Renewed as a whole, and by a method.
type query struct {
	args []any
	n    int
}

func (q *query) reset() { *q = query{} }

var (
	queries = sync.Pool{New: func() any { return new(query) }}
	others  = sync.Pool{New: func() any { return new(query) }}
)

func whole(a any) []any {
	q := queries.Get().(*query)
	*q = query{n: 1}
	defer queries.Put(q)
	q.args = append(q.args, a)
	return q.args
}

func byMethod(a any) []any {
	q, ok := others.Get().(*query)
	if !ok {
		q = new(query)
	}
	q.reset()
	defer others.Put(q)
	q.args = append(q.args, a)
	return q.args
}
