package assertion

import "sync"

type tally struct{ n int }

var tallies = sync.Pool{New: func() any { return new(tally) }}

func value() int {
	t := tallies.Get().(tally) // want `^New of tallies returns \*tally, which this assertion to tally rejects$`
	defer tallies.Put(&t)
	return t.n
}

func pointer() int {
	t := tallies.Get().(*tally)
	defer tallies.Put(t)
	return t.n
}

func variable() int {
	x := tallies.Get()
	defer tallies.Put(x)
	return len(*x.(*[]byte)) + x.(*tally).n // want `New of tallies returns \*tally, which this assertion to \*\[\]byte rejects`
}

type other = tally

func alias() int {
	t := tallies.Get().(*other)
	defer tallies.Put(t)
	return t.n
}
