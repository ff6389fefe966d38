package sent

import "sync"

// Functions that are given a pooled object as an interface see no more of it than
// the interface has.
type fieldRun struct {
	field string
	tag   string
	errs  []string
}

type FieldView interface {
	Field() string
	Fail(text string)
}

type StructView interface{ Fail(text string) }

func (r *fieldRun) Field() string    { return r.field }
func (r *fieldRun) Fail(text string) { r.errs = append(r.errs, text) }

var runs = sync.Pool{New: func() any { return new(fieldRun) }}

type rules struct {
	fields  map[string]func(FieldView) bool
	structs []func(StructView)
}

func (r *fieldRun) check(rs *rules, names []string) {
	for _, name := range names {
		if rule := rs.fields[name]; rule != nil {
			r.field = name
			if !rule(r) {
				return
			}
		}
	}
	for _, rule := range rs.structs {
		rule(r)
	}
}

func validate(rs *rules, names []string) []string {
	r := runs.Get().(*fieldRun)
	r.tag = ""
	r.check(rs, names)
	errs := r.errs
	r.errs = nil
	runs.Put(r)
	return errs
}

// Here they see it.
var open = sync.Pool{New: func() any { return new(fieldRun) }}

func validateOpen(rs []func(FieldView), names []string) []string {
	r := open.Get().(*fieldRun)
	if len(names) > 0 {
		r.field = names[0]
	}
	for _, rule := range rs {
		rule(r)
	}
	errs := r.errs
	r.errs = nil
	open.Put(r) // want `r is put back without a reset of field, which its next user gets at line 58`
	return errs
}
