package user

import (
	"io"

	"missingput/lib"
)

// All that puts an entry back writes it first.
func emitIf(w io.Writer, changed func() bool) error {
	e := lib.Check("changed")
	if e == nil || !changed() {
		return nil
	}
	return e.Emit(w)
}

func emitDraftIf(w io.Writer, changed func() bool) error {
	d := lib.NewDraft("changed") // want `d from lib.NewDraft is not put back when the function returns at line 21`
	if !changed() {
		return nil
	}
	return d.Emit(w)
}
