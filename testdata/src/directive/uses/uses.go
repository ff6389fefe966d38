// Package uses goes on with what it put through interfaces.
package uses

import "directive/lib"

func afterPut(p lib.BufferPool) byte {
	buf := p.Get()
	p.Put(buf)
	return buf[0] // want "buf is used after p.Put at line 8"
}

func beforePut(p lib.BufferPool) byte {
	buf := p.Get()
	defer p.Put(buf)
	return buf[0]
}

func free(o lib.Object) string {
	o.Free()
	return o.Name() // want "o is used after o.Free at line 19"
}

func freeLast(o lib.Object) string {
	defer o.Free()
	return o.Name()
}
