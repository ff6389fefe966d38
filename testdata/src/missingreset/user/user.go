// Package user uses the pools of another package.
package user

import "missingreset/lib"

func plain(b byte) string {
	buf := lib.GetPlain()
	buf.WriteByte(b)
	text := buf.String()
	lib.PutPlain(buf) // want `buf is put back with what was written to it, which its next user gets at line 7`
	return text
}

func clean(b byte) string {
	buf := lib.GetClean()
	defer lib.PutClean(buf)
	buf.WriteByte(b)
	return buf.String()
}

func sum(key, text []byte) []byte {
	h := lib.GetHash(key)
	h.Write(text)
	defer lib.PutHash(h)
	return h.Sum(nil)
}
