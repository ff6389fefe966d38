package linked

type holder struct{ e *node }

func open() *holder { return &holder{e: pool.Get().(*node)} }

func (h *holder) close() { pool.Put(h.e) }

func (h *holder) free() {
	if h.e == nil {
		return
	}
	pool.Put(h.e)
	h.e = nil
}

// What another call opened is another struct.
func closedTwice() {
	h := open()
	h.close()
	other := open()
	other.free()
	h.close() // want `h.e is put back twice: also by h.close at line 20`
}

// Whose it is that the function is given is not known.
func closedThrough(given *holder) {
	h := open()
	h.close()
	given.free()
	h.close()
}

func freedTwice() {
	h := open()
	h.free()
	other := open()
	other.free()
	h.free()
}

// What is made here is another struct, too.
func closedTwiceBesides() {
	h := open()
	h.close()
	other := &holder{e: pool.Get().(*node)}
	other.free()
	h.close() // want `h.e is put back twice: also by h.close at line 45`
}

func freedTwiceBesides() {
	h := open()
	h.free()
	other := &holder{e: pool.Get().(*node)}
	other.free()
	h.free()
}
