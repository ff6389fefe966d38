package memory

// made: memory that the function made for itself was lent to the object, whose next
// user sets the field anew.
func made(text string) byte {
	it := pool.Get().(*item)
	b := make([]byte, len(text)+1)
	copy(b, text)
	it.buf = b
	n := len(it.buf)
	pool.Put(it)
	return b[n-1]
}
