package conditional

import "sync"

// A view is a part of a text, or the owner of the whole.
type view struct {
	owner *view // itself, if it has the memory
	text  []byte
	free  func([]byte)
}

var views = sync.Pool{New: func() any { return new(view) }}

func own(text []byte, free func([]byte)) *view {
	v := views.Get().(*view)
	v.owner, v.text, v.free = v, text, free
	return v
}

func (v *view) part(n int) *view {
	p := views.Get().(*view)
	p.owner, p.text = v, v.text[:n]
	return p
}

func (v *view) close() {
	if v.owner == v {
		v.free(v.text)
	}
	v.owner, v.text = nil, nil
	views.Put(v) // free is called by an owner only, who set it
}

// A share is the same without a sign of who owns it.
type share struct {
	owner *share
	text  []byte
	free  func([]byte)
}

var shares = sync.Pool{New: func() any { return new(share) }}

func hold(text []byte, free func([]byte)) *share {
	s := shares.Get().(*share)
	s.owner, s.text, s.free = s, text, free
	return s
}

func (s *share) part(n int) *share {
	p := shares.Get().(*share)
	p.owner, p.text = s, s.text[:n]
	return p
}

func (s *share) close() {
	if s.owner != s && s.free != nil {
		s.free(s.text)
	}
	s.owner, s.text = nil, nil
	shares.Put(s) // want `s is put back without a reset of free, which its next user gets at line \d+`
}
