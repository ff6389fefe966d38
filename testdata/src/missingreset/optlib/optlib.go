// Package optlib has pooled printers, each with settings of its own.
package optlib

import "sync"

// Settings tell how to print.
type Settings struct {
	Wide  bool
	Plain bool
	Depth int
	theme string
}

// A Printer prints.
type Printer struct {
	Lines    int
	Settings *Settings
	Shared   *Settings
}

var printers = sync.Pool{New: func() any { return &Printer{Settings: new(Settings), Shared: shared} }}

var shared = new(Settings)

// Take returns a printer with the settings of its last user.
func Take() *Printer { return printers.Get().(*Printer) }

// Free takes p back as it is.
func Free(p *Printer) { printers.Put(p) }

var tidy = sync.Pool{New: func() any { return &Sheet{Settings: new(Settings)} }}

// A Sheet is a printer that is reset.
type Sheet struct{ Settings *Settings }

// TakeSheet returns a sheet.
func TakeSheet() *Sheet { return tidy.Get().(*Sheet) }

// FreeSheet resets s, and takes it back.
func FreeSheet(s *Sheet) {
	*s.Settings = Settings{}
	tidy.Put(s)
}
