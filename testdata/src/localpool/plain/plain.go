package plain

import (
	"io"
	"sync"
)

func composite(r io.Reader) (int, error) {
	pool := sync.Pool{New: func() any { return new([4096]byte) }} // want `^pool dies with this call of composite, so it never reuses an object$`
	buf := pool.Get().(*[4096]byte)
	defer pool.Put(buf)
	return r.Read(buf[:])
}

var shared = sync.Pool{New: func() any { return new([4096]byte) }}

func global(r io.Reader) (int, error) {
	buf := shared.Get().(*[4096]byte)
	defer shared.Put(buf)
	return r.Read(buf[:])
}

func variable(r io.Reader) (int, error) {
	var pool sync.Pool // want `pool dies with this call of variable`
	pool.New = func() any { return new([4096]byte) }
	buf := pool.Get().(*[4096]byte)
	n, err := r.Read(buf[:])
	pool.Put(buf)
	return n, err
}

func pointer(r io.Reader) (int, error) {
	pool := &sync.Pool{New: func() any { return new([4096]byte) }} // want `pool dies with this call of pointer`
	buf := pool.Get().(*[4096]byte)
	defer pool.Put(buf)
	return r.Read(buf[:])
}

func allocated(r io.Reader) (int, error) {
	pool := new(sync.Pool) // want `pool dies with this call of allocated`
	buf, ok := pool.Get().(*[4096]byte)
	if !ok {
		buf = new([4096]byte)
	}
	defer pool.Put(buf)
	return r.Read(buf[:])
}

func declared(r io.Reader) (int, error) {
	var pool = &sync.Pool{New: func() any { return new([4096]byte) }} // want `pool dies with this call of declared`
	buf := pool.Get().(*[4096]byte)
	defer pool.Put(buf)
	return r.Read(buf[:])
}

type reader struct{ io.Reader }

func (r reader) method() (int, error) {
	pool := sync.Pool{New: func() any { return new([4096]byte) }} // want `pool dies with this call of method`
	buf := pool.Get().(*[4096]byte)
	defer pool.Put(buf)
	return r.Read(buf[:])
}

type defined sync.Pool

func ofDefinedType(r io.Reader) (int, error) {
	var pool defined // want `pool dies with this call of ofDefinedType`
	buf, ok := (*sync.Pool)(&pool).Get().(*[4096]byte)
	if !ok {
		buf = new([4096]byte)
	}
	defer (*sync.Pool)(&pool).Put(buf)
	return r.Read(buf[:])
}

var literal = func(r io.Reader) (int, error) {
	pool := sync.Pool{New: func() any { return new([4096]byte) }} // want `pool dies with this call of the function literal`
	buf := pool.Get().(*[4096]byte)
	defer pool.Put(buf)
	return r.Read(buf[:])
}

// What is put can be taken again.
func twice(r io.Reader) (int, error) {
	pool := sync.Pool{New: func() any { return new([4096]byte) }}
	buf := pool.Get().(*[4096]byte)
	n, err := r.Read(buf[:])
	pool.Put(buf)
	if err != nil {
		return n, err
	}
	buf = pool.Get().(*[4096]byte)
	defer pool.Put(buf)
	m, err := r.Read(buf[:])
	return n + m, err
}

// Nothing is taken from it.
func filled(x *int) {
	var pool sync.Pool
	pool.Put(x)
}
