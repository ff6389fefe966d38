package parts

import "sync"

// A part by value, of which methods see to the fields.
type mark struct {
	set  bool
	seen bool
}

func (m *mark) put()        { m.set = true }
func (m *mark) isSet() bool { return m.set }
func (m *mark) see() bool {
	seen := m.seen
	m.seen = true
	return seen
}

type token struct {
	name string
	mark mark
}

var tokens = sync.Pool{New: func() any { return new(token) }}

func GetToken(name string) *token {
	t := tokens.Get().(*token) // want `t from tokens.Get still holds mark.set as its last user left it`
	t.name = name
	t.mark.seen = false
	return t
}

func (t *token) Mark()        { t.mark.put() }
func (t *token) Marked() bool { return t.mark.isSet() }
func (t *token) Seen() bool   { return t.mark.see() }

func PutToken(t *token) { tokens.Put(t) }

// One of a type of which there are others, too.
type flag struct{ set bool }

func (f *flag) put()        { f.set = true }
func (f *flag) isSet() bool { return f.set }

type leaf struct {
	name string
	flag flag
}

type tree struct{ flag flag }

func (t *tree) Mark() bool { t.flag.put(); return t.flag.isSet() }

var leaves = sync.Pool{New: func() any { return new(leaf) }}

func GetLeaf(name string) *leaf {
	l := leaves.Get().(*leaf) // want `l from leaves.Get still holds flag.set as its last user left it`
	l.name = name
	return l
}

func (l *leaf) Mark()        { l.flag.put() }
func (l *leaf) Marked() bool { return l.flag.isSet() }

func PutLeaf(l *leaf) { leaves.Put(l) }

// What is set anew through a pointer to the part.
type bud struct {
	name string
	flag flag
}

var buds = sync.Pool{New: func() any { return new(bud) }}

func GetBud(name string) *bud {
	b := buds.Get().(*bud)
	b.name = name
	f := &b.flag
	f.set = false
	return b
}

func (b *bud) Mark()        { b.flag.put() }
func (b *bud) Marked() bool { return b.flag.isSet() }

func PutBud(b *bud) { buds.Put(b) }
