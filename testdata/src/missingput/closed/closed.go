// Package closed drops objects that were closed.
package closed

import (
	"compress/gzip"
	"io"
	"os"
	"sync"
)

type conn struct {
	rw  io.ReadWriteCloser
	n   int
	log *os.File
}

var pool = sync.Pool{New: func() any { return new(conn) }}

func writeFailed(p []byte) error {
	c := pool.Get().(*conn)
	if _, err := c.rw.Write(p); err != nil {
		c.rw.Close()
		return err
	}
	pool.Put(c)
	return nil
}

func writeFailedForgets(p []byte) error {
	c := pool.Get().(*conn) // want `c from pool.Get is not put back when the function returns at line 32`
	if _, err := c.rw.Write(p); err != nil {
		return err
	}
	pool.Put(c)
	return nil
}

// Close of something else.
func otherClosed(p []byte, other io.Closer) error {
	c := pool.Get().(*conn) // want `at line 43`
	if _, err := c.rw.Write(p); err != nil {
		other.Close()
		return err
	}
	pool.Put(c)
	return nil
}

func (c *conn) Close() error { return c.rw.Close() }

func discard(c *conn) {
	c.rw.Close()
	c.rw = nil
}

func ownClose(p []byte) error {
	c := pool.Get().(*conn)
	if _, err := c.rw.Write(p); err != nil {
		c.Close()
		return err
	}
	pool.Put(c)
	return nil
}

func discarded(p []byte) error {
	c := pool.Get().(*conn)
	if _, err := c.rw.Write(p); err != nil {
		discard(c)
		return err
	}
	pool.Put(c)
	return nil
}

func (c *conn) clear() { c.n = 0 }

func cleared(p []byte) error {
	c := pool.Get().(*conn) // want `at line 82`
	if _, err := c.rw.Write(p); err != nil {
		c.clear()
		return err
	}
	pool.Put(c)
	return nil
}

func deferred(p []byte) (err error) {
	c := pool.Get().(*conn)
	defer func() {
		if err != nil {
			discard(c)
			return
		}
		pool.Put(c)
	}()
	_, err = c.rw.Write(p)
	return err
}

func (c *conn) release(err error) {
	if err != nil {
		c.rw.Close()
		return
	}
	pool.Put(c)
}

func released(p []byte) error {
	c := pool.Get().(*conn)
	_, err := c.rw.Write(p)
	c.release(err)
	return err
}

func releasedSometimes(p []byte) error {
	c := pool.Get().(*conn) // want `at line 120`
	_, err := c.rw.Write(p)
	if err != nil {
		return err
	}
	c.release(err)
	return nil
}

// The file is that of this call, and closing it says nothing about c.
func borrowedFile(name string) error {
	c := pool.Get().(*conn) // want `at line 137`
	f, err := os.Open(name)
	if err != nil {
		pool.Put(c)
		return err
	}
	c.log = f
	if _, err := f.Read(make([]byte, 8)); err != nil {
		c.log.Close()
		return err
	}
	pool.Put(c)
	return nil
}

var writers = sync.Pool{New: func() any { return gzip.NewWriter(nil) }}

// What can be reset is closed on every use.
func compress(w io.Writer, p []byte) error {
	z := writers.Get().(*gzip.Writer) // want `at line 151`
	z.Reset(w)
	if _, err := z.Write(p); err != nil {
		z.Close()
		return err
	}
	err := z.Close()
	writers.Put(z)
	return err
}

func deferredClose(p []byte) {
	c := pool.Get().(*conn) // want `at line 162`
	defer c.rw.Close()
	if len(p) == 0 {
		return
	}
	pool.Put(c)
}

func (c *conn) do() error {
	_, err := c.rw.Write(nil)
	return err
}

// Only a Put is guarded.
func putIfDone() error {
	c := pool.Get().(*conn)
	err := c.do()
	if err == nil {
		pool.Put(c)
	}
	return err
}

func putIfOther(f func() error) error {
	c := pool.Get().(*conn) // want `c from pool.Get is not put back`
	err := f()
	if err == nil {
		pool.Put(c)
	}
	return err
}

func returnsIfFailed() error {
	c := pool.Get().(*conn) // want `at line 194`
	if err := c.do(); err != nil {
		return err
	}
	pool.Put(c)
	return nil
}

func setNil() error {
	c := pool.Get().(*conn)
	err := c.do()
	if err != nil {
		c = nil
	}
	if c != nil {
		pool.Put(c)
	}
	return err
}

func setNilDeferred() error {
	c := pool.Get().(*conn)
	defer func() {
		if c != nil {
			pool.Put(c)
		}
	}()
	if err := c.do(); err != nil {
		c = nil
		return err
	}
	return nil
}

// The return statement sets c to nil before the deferred literal runs.
func returnsNil() (c *conn, err error) {
	c = pool.Get().(*conn) // want `at line 235`
	defer func() {
		if err != nil && c != nil {
			pool.Put(c)
		}
	}()
	if err := c.do(); err != nil {
		return nil, err
	}
	return c, nil
}
