// Package outside has exported fields that only importers set.
package outside

import "sync"

// A Job is done for a caller.
type Job struct {
	Name  string
	Force bool
}

var jobs = sync.Pool{New: func() any { return new(Job) }}

// NewJob returns a job.
func NewJob(name string) *Job {
	j := jobs.Get().(*Job) // want `j from jobs.Get still holds Force as its last user left it`
	j.Name = name
	return j
}

// Run does j.
func (j *Job) Run() int {
	if j.Force {
		return 2 * len(j.Name)
	}
	return len(j.Name)
}

// Free takes j back.
func (j *Job) Free() { jobs.Put(j) }

// Lent to a callback.
type Reply struct {
	Code int
	Keep bool
}

var replies = sync.Pool{New: func() any { return new(Reply) }}

// Serve lets handle fill a reply.
func Serve(handle func(*Reply)) bool {
	r := replies.Get().(*Reply) // want `r from replies.Get still holds Keep as its last user left it`
	r.Code = 200
	handle(r)
	keep := r.Keep && r.Code < 300
	replies.Put(r)
	return keep
}

// A field that New sets is a default of the object.
type Query struct {
	Text  string
	Limit int
}

var queries = sync.Pool{New: func() any { return &Query{Limit: 10} }}

// NewQuery returns a query.
func NewQuery(text string) *Query {
	q := queries.Get().(*Query)
	q.Text = text
	return q
}

// Cut cuts the text.
func (q *Query) Cut() string { return q.Text[:min(len(q.Text), q.Limit)] }

// Free takes q back.
func (q *Query) Free() { queries.Put(q) }

// One that no user has to itself: nothing is set for them.
type Meter struct {
	Scale int
	Unit  string
}

var meters = sync.Pool{New: func() any { return new(Meter) }}

// NewMeter returns a meter.
func NewMeter() *Meter { return meters.Get().(*Meter) }

// Read scales n.
func (m *Meter) Read(n int) int { return n * m.Scale }

// Free takes m back.
func (m *Meter) Free() { meters.Put(m) }

// What never leaves the package.
type Task struct {
	Name string
	Fast bool
}

var tasks = sync.Pool{New: func() any { return new(Task) }}

func work(name string) int {
	t := tasks.Get().(*Task)
	defer tasks.Put(t)
	t.Name = name
	if t.Fast {
		return 0
	}
	return len(t.Name)
}

// What the putter resets.
type Visit struct {
	Name  string
	Force bool
}

var visits = sync.Pool{New: func() any { return new(Visit) }}

// NewVisit returns a visit.
func NewVisit(name string) *Visit {
	v := visits.Get().(*Visit)
	v.Name = name
	return v
}

// Run makes the visit.
func (v *Visit) Run() bool { return v.Force && v.Name != "" }

// Free takes v back.
func (v *Visit) Free() {
	*v = Visit{}
	visits.Put(v)
}
