// Package getter has functions between Get and the assertion.
package getter

import "sync"

type object struct{ n int }

var pool sync.Pool

func get() any { return pool.Get() }

func use() *object {
	return get().(*object) // want `pool has no New`
}

func useChecked() *object {
	if o, ok := get().(*object); ok {
		return o
	}
	return new(object)
}

func getOrMake() any {
	if x := pool.Get(); x != nil {
		return x
	}
	return new(object)
}

func useMade() *object { return getOrMake().(*object) }

func takeFrom(p *sync.Pool) any { return p.Get() }

func useParameter() *object {
	return takeFrom(&pool).(*object) // want `pool has no New`
}

func typed() *object {
	return pool.Get().(*object) // want `pool has no New`
}

func useTyped() *object { return typed() }
