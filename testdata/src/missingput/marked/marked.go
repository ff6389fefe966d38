// Package marked uses holders whose flag says whether what they hold is of a pool.
package marked

import (
	"io"

	"missingput/marked/lib"
)

func read(r io.Reader) error {
	b := lib.New() // want `b from lib.New is not put back when the function returns at line \d+`
	if _, err := r.Read(b.Bytes()); err != nil {
		return err
	}
	b.Release()
	return nil
}

func readAll(r io.Reader) error {
	b := lib.New()
	defer b.Release()
	_, err := r.Read(b.Bytes())
	return err
}

func wrap(r io.Reader, data []byte) error {
	b := lib.Of(data)
	if _, err := r.Read(b.Bytes()); err != nil {
		return err
	}
	b.Release()
	return nil
}
