package options

import "sync"

type choice struct{ wide, plain bool }

type brush struct {
	choice *choice
	count  int
}

type choose func(*choice)

var brushes = sync.Pool{New: func() any { return &brush{choice: new(choice)} }}

// Broad asks for broad strokes.
func Broad() choose { return func(c *choice) { c.wide = true } }

// Flat asks for flat strokes.
func Flat() choose { return func(c *choice) { c.plain = true } }

func stroke(text string, list ...choose) int {
	b := brushes.Get().(*brush)
	b.choice.plain = false
	for _, set := range list {
		set(b.choice)
	}
	n := len(text)
	if b.choice.wide {
		n *= 2
	}
	if b.choice.plain {
		n++
	}
	brushes.Put(b) // want `b is put back without a reset of choice.wide, which its next user gets at line 23`
	return n
}

// What resets all of them.
type pen struct {
	choice *choice
	count  int
}

var pens = sync.Pool{New: func() any { return &pen{choice: new(choice)} }}

func draw(text string, list ...choose) int {
	p := pens.Get().(*pen)
	*p.choice = choice{}
	for _, set := range list {
		set(p.choice)
	}
	n := len(text)
	if p.choice.wide {
		n *= 2
	}
	pens.Put(p)
	return n
}

// Taken by an exported function whose users in view set what they read.
type Stamp struct{ Choice *Choice }

// A Choice is what a stamp is told.
type Choice struct{ Wide, Plain bool }

var stamps = sync.Pool{New: func() any { return &Stamp{Choice: new(Choice)} }}

// TakeStamp returns a stamp as its last user left it.
func TakeStamp() *Stamp { return stamps.Get().(*Stamp) }

// FreeStamp takes it back.
func FreeStamp(s *Stamp) { stamps.Put(s) }

// WideStamp asks for a wide one.
func WideStamp() func(*Choice) { return func(c *Choice) { c.Wide = true } }

func press(list ...func(*Choice)) int {
	s := TakeStamp()
	s.Choice.Wide, s.Choice.Plain = false, false
	for _, set := range list {
		set(s.Choice)
	}
	n := 1
	if s.Choice.Wide {
		n = 2
	}
	FreeStamp(s)
	return n
}
