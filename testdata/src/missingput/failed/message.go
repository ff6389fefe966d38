package failed

import (
	"sync"

	"missingput/codec"
)

type message struct{ data []byte }

var messages = sync.Pool{New: func() any { return new(message) }}

func (m *message) Bytes() []byte { return m.data }
func (m *message) Release()      { messages.Put(m) }

// What has a method that puts it may be put by whoever gets it.
func send(data []byte) error {
	m := messages.Get().(*message)
	m.data = append(m.data[:0], data...)
	if err := codec.Send(m); err != nil {
		return err
	}
	return nil
}
