// Package filled has objects that functions of another package fill.
package filled

import (
	"sync"

	"retention/lib"
)

var reports = sync.Pool{New: func() any { return new(lib.Report) }}

func count() int {
	r := reports.Get().(*lib.Report)
	defer reports.Put(r) // want `r keeps what Samples refers to alive while it waits in the pool`
	if err := lib.Fill(r); err != nil {
		return 0
	}
	n := len(r.Raw)
	for _, s := range r.Samples {
		n += len(s.Values)
	}
	return n
}

var emptied = sync.Pool{New: func() any { return new(lib.Report) }}

func countEmptied() int {
	r := emptied.Get().(*lib.Report)
	defer func() {
		*r = lib.Report{}
		emptied.Put(r)
	}()
	if err := lib.Fill(r); err != nil {
		return 0
	}
	n := 0
	for _, s := range r.Samples {
		n += len(s.Values)
	}
	return n
}

// Of what is not read it is not known whether it is filled.
var unread = sync.Pool{New: func() any { return new(lib.Report) }}

func titles() string {
	r := unread.Get().(*lib.Report)
	defer unread.Put(r)
	if err := lib.Fill(r); err != nil {
		return ""
	}
	return r.Title
}
