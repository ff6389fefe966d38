// Package user instantiates the generic types of another package. // want package:"contents of [0-9]+ functions"
package user

import "poolfacts/generic"

type buffer struct{ data []byte }

func (b *buffer) Reset() { b.data = b.data[:0] } // want Reset:`^borrows$`

var buffers = generic.New(func() *buffer { return new(buffer) })

func Get() *buffer  { return buffers.Get() } // want Get:`^getter\(0\)$`
func Put(b *buffer) { buffers.Put(b) }       // want Put:`^putter\(0\)$`

var slices generic.Slices[int]

func GetSlice() []int  { return slices.Get() } // want GetSlice:`^getter\(0 if 0 is non-nil\)$`
func PutSlice(s []int) { slices.Put(s) }       // want PutSlice:`^putter\(0\)$`

type embedded struct{ generic.Pool[*buffer] }

var promoted embedded

func GetPromoted() *buffer  { return promoted.Get() } // want GetPromoted:`^getter\(0\)$`
func PutPromoted(b *buffer) { promoted.Put(b) }       // want PutPromoted:`^putter\(0\)$`
