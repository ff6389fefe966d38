// Package options lets its users choose the settings of another package's objects.
package options

import "missingreset/optlib"

// An Option changes settings.
type Option func(*optlib.Settings)

// Wide asks for wide lines.
func Wide() Option { return func(s *optlib.Settings) { s.Wide = true } }

// Plain asks for no marks.
func Plain() Option { return func(s *optlib.Settings) { s.Plain = true } }

// Deep asks for more levels.
func Deep(n int) Option { return func(s *optlib.Settings) { s.Depth = n } }

func forgets(s *optlib.Settings) { s.Plain, s.Depth = false, 0 }

// Print forgets one of them.
func Print(text string, opts ...Option) int {
	p := optlib.Take()
	forgets(p.Settings)
	for _, opt := range opts {
		opt(p.Settings)
	}
	n := width(p, text)
	optlib.Free(p) // want `p is put back without a reset of Settings.Wide, which its next user gets at line 22`
	return n
}

func width(p *optlib.Printer, text string) int {
	n := len(text)
	if p.Settings.Wide {
		n *= 2
	}
	if !p.Settings.Plain {
		n += p.Settings.Depth
	}
	return n
}

// PrintSheet uses what is reset where it is put.
func PrintSheet(text string, opts ...Option) int {
	s := optlib.TakeSheet()
	for _, opt := range opts {
		opt(s.Settings)
	}
	n := len(text)
	if s.Settings.Wide {
		n *= 2
	}
	optlib.FreeSheet(s)
	return n
}
