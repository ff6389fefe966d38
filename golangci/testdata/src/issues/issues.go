// Package issues draws a report that has a related place.
package issues

import "sync"

var pool = sync.Pool{New: func() any { return nil }}

func use() int {
	p := pool.Get().(*int) // want `^nilget: New of pool can return nil, so Get can return nil and this assertion panic$`
	defer pool.Put(p)
	return *p
}
