package maps

import "sync"

// What is inserted only where it is not there yet, perhaps nothing, in a map that was
// cleared: the length tells how much that is.
type nameSet struct{ names map[string]string }

type nameSets struct{ sync.Pool }

func (s *nameSets) take() *nameSet { return s.Get().(*nameSet) }

var names = nameSets{sync.Pool{New: func() any { return &nameSet{names: map[string]string{}} }}}

func once(texts []string) string {
	s := names.take()
	clear(s.names)
	first := ""
	for i, text := range texts {
		if _, ok := s.names[text]; !ok {
			s.names[text] = texts[i]
			first += text
		}
	}
	if len(s.names) <= 1<<10 {
		names.Put(s)
	}
	return first
}

var allNames = nameSets{sync.Pool{New: func() any { return &nameSet{names: map[string]string{}} }}}

func onceAll(texts []string) string {
	s := allNames.take()
	clear(s.names)
	first := ""
	for i, text := range texts {
		if _, ok := s.names[text]; !ok {
			s.names[text] = texts[i]
			first += text
		}
	}
	clear(s.names)
	if len(s.names) <= 1<<10 {
		allNames.Put(s) // want `s is put back no matter how large its names has grown`
	}
	return first
}
