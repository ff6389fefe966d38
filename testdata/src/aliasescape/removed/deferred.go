package removed

// clearedBefore: the last literal to be deferred runs first.
func clearedBefore() {
	s := sessions.Get().(*session)
	defer func() { sessions.Put(s) }()
	defer func() { current = nil }()
	current = s
}

func clearedAfter() {
	s := sessions.Get().(*session)
	defer func() { current = nil }()
	defer func() { sessions.Put(s) }()
	current = s // want `s is stored, but sessions.Put puts it back when the function returns`
}
