package lasting

import (
	"net/url"
	"sync"
)

// What is parsed when it is first asked for is of the use, though it is made
// where there is none.
type form struct {
	raw    string
	fields url.Values
	shared map[string]int
}

func (f *form) parse() {
	if f.fields == nil {
		f.fields, _ = url.ParseQuery(f.raw)
	}
}

func (f *form) Field(name string) []string {
	f.parse()
	return f.fields[name]
}

// Size is the same for each use.
func (f *form) Size(name string) int {
	if f.shared == nil {
		f.shared = map[string]int{"id": 8, "name": 64}
	}
	return f.shared[name]
}

// Name is that of the form itself.
func (f *form) Name() string { return f.raw }

var forms sync.Pool

type submitter struct{ steps []func(*form) }

// Submit goes through the steps.
func (s *submitter) Submit(raw string) {
	f, _ := forms.Get().(*form) // want `f from forms.Get still holds fields as its last user left it`
	if f == nil {
		f = new(form)
	}
	f.raw = raw
	s.run(f)
	forms.Put(f)
}

func (s *submitter) run(f *form) {
	for _, step := range s.steps {
		step(f)
	}
}
