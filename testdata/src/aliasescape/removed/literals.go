package removed

func keep(s *session) { current = s }

// The literal has run before the session is stored.
func literalBefore() {
	s := sessions.Get().(*session)
	func() {
		keep(s)
	}()
	current = s // want `s is stored, but sessions.Put puts it back at line 12`
	sessions.Put(s)
}

func literalAfter(t *session) {
	s := sessions.Get().(*session)
	current = s
	func() {
		keep(t)
	}()
	sessions.Put(s)
}

// The literal stores what was removed before.
func storedByLiteral(id int) {
	s := sessions.Get().(*session)
	delete(byID, id)
	func() {
		byID[id] = s // want `s is stored, but sessions.Put puts it back at line 31`
	}()
	sessions.Put(s)
}

func storedByLiteralFirst(id int) {
	s := sessions.Get().(*session)
	func() {
		byID[id] = s
	}()
	delete(byID, id)
	sessions.Put(s)
}

// A literal in a loop runs again.
func literalAgain(id int, ids []int) {
	s := sessions.Get().(*session)
	for _, other := range ids {
		func() {
			delete(byID, other)
		}()
		byID[id] = s
	}
	sessions.Put(s)
}

// What is deferred runs after all the others.
func storedAtExit(now bool) {
	s := sessions.Get().(*session)
	defer sessions.Put(s)
	if now {
		keep(nil)
		return
	}
	defer func() {
		current = s // want `s is stored, but sessions.Put puts it back when the function returns`
	}()
}

func removedAtExit() {
	s := sessions.Get().(*session)
	defer sessions.Put(s)
	defer keep(nil)
	defer func() {
		current = s
	}()
}
