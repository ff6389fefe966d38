package waits

import "io"

// The channel on which the goroutine tells what it has done is handed to code out of
// view, which may wait for it.
type gatherer interface {
	Gather(results <-chan error) error
}

func gathered(w io.Writer, g gatherer) error {
	j := jobs.Get().(*job)
	defer jobs.Put(j)
	results := make(chan error, 1)
	go func() {
		defer close(results)
		_, err := w.Write(j.buf)
		results <- err
	}()
	return g.Gather(results)
}

// Another channel tells nothing of the goroutine.
func elsewhere(w io.Writer, g gatherer, other chan error) error {
	j := jobs.Get().(*job)
	defer jobs.Put(j)
	results := make(chan error, 1)
	go func() { // want `j is used by the goroutine, but jobs.Put puts it back when the function returns`
		_, err := w.Write(j.buf)
		results <- err
	}()
	return g.Gather(other)
}
