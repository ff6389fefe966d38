package methodvalue

import "sync"

var pool sync.Pool

func variable(b []byte, bp *[]byte) {
	put := pool.Put
	put(b) // want `\[\]byte put in pool is boxed`
	put(bp)
}

func expression(b []byte, bp *[]byte) {
	(*sync.Pool).Put(&pool, b) // want `\[\]byte put in pool is boxed`
	(*sync.Pool).Put(&pool, bp)
}

// Who calls it, and with what, is not seen.
func passed(run func(func(any))) {
	defer run(pool.Put)
}
