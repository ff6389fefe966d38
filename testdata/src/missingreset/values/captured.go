package values

import (
	"io"
	"sync"
)

// Scratch of which the taker chooses the length, in a variable that a literal shares.
var chunks = sync.Pool{New: func() any { return make([]byte, 64) }}

func lines(r io.Reader, emit func([]byte)) error {
	chunk := chunks.Get().([]byte)
	chunk = chunk[:64]
	n, err := r.Read(chunk)
	chunk = append(chunk[:n], '\n')
	done := make(chan bool)
	go func() {
		emit(append([]byte(nil), chunk...))
		close(done)
	}()
	<-done
	chunks.Put(chunk)
	return err
}
