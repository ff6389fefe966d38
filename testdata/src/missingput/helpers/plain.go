package helpers

import "bytes"

func size(text string) int {
	buf := pool.Get().(*bytes.Buffer) // want `buf from pool.Get is not put back when the function returns at line 9`
	buf.WriteString(text)
	if buf.Len() == 0 {
		return 0
	}
	pool.Put(buf)
	return len(text)
}
