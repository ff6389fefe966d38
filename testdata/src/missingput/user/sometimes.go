package user

import (
	"bytes"
	"errors"

	"missingput/lib"
)

// The only exported function that may put a graph back moves its content.
func counts(fail bool) (int, error) {
	g := lib.NewGraph()
	if fail {
		return 0, errors.New("failed")
	}
	return g.Len(), nil
}

func newGraph(fail bool) (lib.Graph, error) {
	g := lib.NewGraph()
	if fail {
		return g, errors.New("failed")
	}
	return g, nil
}

func countsOwn() (int, error) {
	g, err := newGraph(true)
	if err != nil {
		return 0, err
	}
	return g.Len(), nil
}

// A getter of this package for what another package takes back.
func newBuffer(s string) (*bytes.Buffer, error) {
	if s == "" {
		return nil, errors.New("empty")
	}
	buf := lib.Get()
	buf.WriteString(s)
	return buf, nil
}

func forgetsOwn(s string) (int, error) {
	buf, err := newBuffer(s) // want `buf from newBuffer is not put back when the function returns at line 50`
	if err != nil {
		return 0, err
	}
	return buf.Len(), nil
}
