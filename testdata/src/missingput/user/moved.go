package user

import (
	"io"

	"poolfacts/moved"
)

func readMoved(r io.Reader) error {
	data := moved.Get(64) // want `data from moved.Get is not put back when the function returns at line 12`
	if _, err := io.ReadFull(r, data); err != nil {
		return err
	}
	moved.Put(data)
	return nil
}

func readMovedDeferred(r io.Reader) error {
	data := moved.Get(64)
	defer moved.Put(data)
	_, err := io.ReadFull(r, data)
	return err
}
