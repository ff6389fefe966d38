package values

import (
	"net/netip"
	"sync"
	"time"
)

// Structs of other packages are read where they are used as a whole.
type visit struct {
	at   time.Time
	from netip.Addr
	path string
}

var visits = sync.Pool{New: func() any { return new(visit) }}

func since(path string, start time.Time) time.Duration {
	v := visits.Get().(*visit)
	v.path = path
	if path != "/" {
		v.at = start
	}
	d := time.Since(v.at)
	visits.Put(v) // want `v is put back without a reset of at, which its next user gets at line 19`
	return d
}

func address(path string, from netip.Addr) string {
	v := visits.Get().(*visit)
	v.path = path
	if path != "/" {
		v.from = from
	}
	s := v.from.String()
	v.from = netip.Addr{}
	visits.Put(v)
	return s
}

// A test for zero that only says whether there is something to reset.
type waiting struct{ until time.Time }

var waitings = sync.Pool{New: func() any { return new(waiting) }}

func waits(until time.Time, long bool) time.Duration {
	w := waitings.Get().(*waiting)
	if !w.until.IsZero() {
		w.until = time.Time{}
	}
	if long {
		w.until = until
	}
	d := time.Until(w.until)
	waitings.Put(w)
	return d
}

// What the clock shows where nothing is set yet is the time of that use.
type entry struct {
	second int64
	text   string
}

var entries = sync.Pool{New: func() any { return new(entry) }}

func stampOnce(text string) (int64, string) {
	e := entries.Get().(*entry)
	e.text = text
	if e.second == 0 {
		e.second = time.Now().Unix()
	}
	n, s := e.second, e.text
	entries.Put(e) // want `e is put back without a reset of second, which its next user gets at line 68`
	return n, s
}

// The zone serves every use.
type zoned struct {
	zone *time.Location
	text string
}

var zoneds = sync.Pool{New: func() any { return new(zoned) }}

func inZone(text string, at time.Time) string {
	z := zoneds.Get().(*zoned)
	z.text = text
	if z.zone == nil {
		z.zone = time.FixedZone("east", 3600)
	}
	s := at.In(z.zone).String() + z.text
	zoneds.Put(z)
	return s
}
