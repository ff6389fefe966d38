// Package request is patterns A10 to A13 and A16: a context object that
// requests share, and its way through a handler.
package request

import (
	"errors"
	"fmt"
	"sync"
)

type requestContext struct {
	id       string
	data     []byte
	metadata map[string]string
}

func (ctx *requestContext) reset() {
	ctx.id = ""
	ctx.data = ctx.data[:0]
	clear(ctx.metadata)
}

var contexts = sync.Pool{New: func() any {
	return &requestContext{data: make([]byte, 0, 1024), metadata: map[string]string{}}
}}

var errNoID = errors.New("no id")

// A10
func earlyReturn(id string) error {
	ctx := contexts.Get().(*requestContext) // want `ctx from contexts.Get is not put back when the function returns at line 33`
	if id == "" {
		return errNoID
	}
	ctx.id = id
	fmt.Println(ctx.id)
	ctx.reset()
	contexts.Put(ctx)
	return nil
}

func earlyReturnDeferred(id string) error {
	ctx := contexts.Get().(*requestContext)
	defer contexts.Put(ctx)
	defer ctx.reset()
	if id == "" {
		return errNoID
	}
	ctx.id = id
	fmt.Println(ctx.id)
	return nil
}

// A11
func neverPut(id string) {
	ctx := contexts.Get().(*requestContext) // want `ctx from contexts.Get is not put back when the function returns at line 59`
	ctx.id = id
	fmt.Println(ctx.id)
}

// A12
func logsLater(id string) {
	ctx := contexts.Get().(*requestContext)
	defer contexts.Put(ctx)
	defer ctx.reset()
	ctx.id = id
	go func() { // want `ctx is used by the goroutine, but contexts.Put puts it back when the function returns`
		fmt.Println(ctx.id)
	}()
}

func logsCopyLater(id string) {
	ctx := contexts.Get().(*requestContext)
	defer contexts.Put(ctx)
	defer ctx.reset()
	ctx.id = id
	logged := ctx.id
	go func() {
		fmt.Println(logged)
	}()
}

// A13
var (
	mu     sync.Mutex
	active = map[string]*requestContext{}
)

func registers(id string) {
	ctx := contexts.Get().(*requestContext)
	ctx.id = id
	mu.Lock()
	active[id] = ctx // want `ctx is stored, but contexts.Put puts it back at line 97`
	mu.Unlock()
	fmt.Println(ctx.id)
	ctx.reset()
	contexts.Put(ctx)
}

// A16
func resetAfterPut(id string) {
	ctx := contexts.Get().(*requestContext)
	defer ctx.reset() // want `ctx is used after contexts.Put at line 104`
	defer contexts.Put(ctx)
	ctx.id = id
	fmt.Println(ctx.id)
}
