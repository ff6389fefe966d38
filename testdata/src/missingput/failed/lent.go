package failed

import "errors"

type encoder interface {
	Encode(b []byte) error
	Flush() error
}

type queue interface {
	Push(b []byte) error
	Offer(b []byte) bool
	Flush() error
}

// The encoder is only lent the slice, which is put after it has succeeded.
func encodeTo(e encoder) error {
	b := get() // want `b from get is not put back when the function returns at line 20`
	if err := e.Encode(b); err != nil {
		return err
	}
	put(b)
	return nil
}

func encodeAndPut(e encoder) error {
	b := get()
	err := e.Encode(b)
	put(b)
	return err
}

func encodeAndFlush(e encoder) error {
	b := get() // want `b from get is not put back when the function returns at line 40`
	if err := e.Encode(b); err != nil {
		put(b)
		return err
	}
	if err := e.Flush(); err != nil {
		return err
	}
	put(b)
	return nil
}

func encodeWith(encode func(b []byte) error) error {
	b := get() // want `b from get is not put back when the function returns at line 49`
	if err := encode(b); err != nil {
		return err
	}
	put(b)
	return nil
}

// The queue has it, unless that fails.
func push(q queue) error {
	b := get()
	if err := q.Push(b); err != nil {
		put(b)
		return err
	}
	return q.Flush()
}

func pushAndFlush(q queue) error {
	b := get()
	if err := q.Push(b); err != nil {
		put(b)
		return err
	}
	if err := q.Flush(); err != nil {
		return err
	}
	return nil
}

func offer(q queue) error {
	b := get()
	if q.Offer(b) {
		return nil
	}
	put(b)
	return errors.New("full")
}

func offerOrFail(q queue) error {
	b := get()
	ok := q.Offer(b)
	if !ok {
		put(b)
		return errors.New("full")
	}
	if err := q.Flush(); err != nil {
		return err
	}
	return nil
}

var errFull = errors.New("full")

// What it asks of the error may tell whose the slice is.
func pushUnlessFull(q queue) error {
	b := get()
	err := q.Push(b)
	if errors.Is(err, errFull) {
		put(b)
		return err
	}
	if err != nil {
		return err
	}
	return nil
}

type wrapper struct{ b []byte }

// encodeAll may keep what the wrapper holds, or its encoder may.
func encodeAll(e encoder, w *wrapper) error { return e.Encode(w.b) }

func encodeWrapped(e encoder) error {
	b := get() // want `b from get is not put back when the function returns at line 128`
	w := &wrapper{b}
	if err := encodeAll(e, w); err != nil {
		put(b)
		return err
	}
	if err := e.Flush(); err != nil {
		return err
	}
	put(b)
	return nil
}

func pushTo(q queue, b []byte) error { return q.Push(b) }

func pushThere(q queue) error {
	b := get()
	if err := pushTo(q, b); err != nil {
		put(b)
		return err
	}
	return q.Flush()
}

func pushThereAndFlush(q queue) error {
	b := get()
	if err := pushTo(q, b); err != nil {
		put(b)
		return err
	}
	if err := q.Flush(); err != nil {
		return err
	}
	return nil
}

func encodeThere(e encoder, b []byte) error { return e.Encode(b) }

func encodeThereAndFlush(e encoder) error {
	b := get() // want `b from get is not put back when the function returns at line 162`
	if err := encodeThere(e, b); err != nil {
		return err
	}
	put(b)
	return nil
}
