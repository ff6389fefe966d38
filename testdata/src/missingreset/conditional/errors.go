package conditional

import (
	"errors"
	"sync"
)

var errShort = errors.New("short")

// A table is filled by what reads it, or that fails, and its user with it.
type table struct {
	log   int
	size  int
	cells []int
}

var tables = sync.Pool{New: func() any { return new(table) }}

func (t *table) read(src []byte) error {
	if len(src) < 2 {
		return errShort
	}
	if err := check(src); err != nil {
		return err
	}
	t.log = int(src[0])
	if src[1] == 0 {
		return errors.New("empty")
	}
	t.size = int(src[1])
	return nil
}

func check(src []byte) error {
	if src[0] > 9 {
		return errShort
	}
	return nil
}

func (t *table) sum() int { return t.log + t.size }

func decode(src []byte) (int, error) {
	t := tables.Get().(*table)
	defer tables.Put(t)
	if err := t.read(src); err != nil {
		return 0, err
	}
	return t.sum(), nil
}

// Size is not set for each src that is good.
type looseTable struct{ log, size int }

var looseTables = sync.Pool{New: func() any { return new(looseTable) }}

func (t *looseTable) read(src []byte) error {
	if len(src) < 2 {
		return errShort
	}
	t.log = int(src[0])
	if src[1] == 0 {
		return nil
	}
	t.size = int(src[1])
	return nil
}

func (t *looseTable) sum() int { return t.log + t.size }

func decodeLoosely(src []byte) (int, error) {
	t := looseTables.Get().(*looseTable)
	defer looseTables.Put(t) // want `t is put back without a reset of size`
	if err := t.read(src); err != nil {
		return 0, err
	}
	return t.sum(), nil
}
