package oracle

import "strings"

// upper returns kind as it stands in the names of functions.
func upper(kind string) string { return strings.ToUpper(kind[:1]) + kind[1:] }

// helper adds the function called name+kind to the program, with what it
// calls, unless it is there.
func (g *generator) helper(name, kind string) string {
	full := name + upper(kind)
	for _, f := range g.prog.Funcs {
		if f.Name == full {
			return full
		}
	}
	f := g.build(name, kind)
	f.Name = full
	g.prog.Funcs = append(g.prog.Funcs, f)
	return full
}

// build returns the body of a helper. Each is right by itself.
func (g *generator) build(name, kind string) *Func {
	x := id("x")
	get := func() *Expr { return prim("get " + kind) }
	put := func() *Expr { return prim("put "+kind, x) }
	one := []Param{{"x", kind}}
	res := func(types ...string) []Param {
		var list []Param
		for _, t := range types {
			list = append(list, Param{Type: t})
		}
		return list
	}
	fail := func(body ...*Stmt) *Stmt {
		return &Stmt{Kind: If, Init: define(prim("step"), "err"), X: notNil(id("err")), Body: body}
	}
	switch name {
	// getters
	case "get":
		return &Func{Results: res(kind), Body: []*Stmt{ret(get())}}
	case "getClean":
		return &Func{Results: res(kind), Body: []*Stmt{
			define(call(g.helper("get", kind)), "x"), do(prim("reset "+kind, x)), ret(x)}}
	case "getDeep":
		return &Func{Results: res(kind), Body: []*Stmt{ret(call(g.helper("getClean", kind)))}}
	case "getNamed":
		return &Func{Results: []Param{{"x", kind}}, Body: []*Stmt{assign(x, get()), ret()}}
	case "getMaybe":
		return &Func{Results: res(kind), Body: []*Stmt{when(prim("opaque"), ret(null())), ret(get())}}
	case "getOK":
		return &Func{Results: res(kind, "bool"), Body: []*Stmt{when(prim("opaque"), ret(null(), truth(false))), ret(get(), truth(true))}}
	case "getErr":
		return &Func{Results: res(kind, "err"), Body: []*Stmt{
			define(get(), "x"), fail(do(put()), ret(null(), id("err"))), ret(x, null())}}
	case "getBoth":
		return &Func{Results: res(kind, "err"), Body: []*Stmt{
			define(get(), "x"), when(prim("opaque"), ret(x, prim("fail"))), ret(x, null())}}
	case "getErrEarly":
		return &Func{Results: res(kind, "err"), Body: []*Stmt{
			fail(ret(null(), id("err"))), ret(call(g.helper("get", kind)), null())}}
	case "getErrNamed":
		return &Func{Results: []Param{{"x", kind}, {"err", "err"}}, Body: []*Stmt{
			assign(x, get()),
			deferred(lit(when(notNil(id("err")), do(put()), assign(x, null())))),
			when(prim("opaque"), ret(x, prim("fail"))),
			ret(x, null())}}
	case "getDone":
		return &Func{Results: res(kind, "func()"), Body: []*Stmt{
			define(get(), "x"), ret(x, lit(do(put())))}}
	case "getDoneErr":
		return &Func{Results: res(kind, "func()", "err"), Body: []*Stmt{
			fail(ret(null(), null(), id("err"))), define(get(), "x"),
			ret(x, lit(do(put())), null())}}
	// putters
	case "put":
		return &Func{Params: one, Body: []*Stmt{do(put())}}
	case "putClean":
		return &Func{Params: one, Body: []*Stmt{do(prim("reset "+kind, x)), do(call(g.helper("put", kind), x))}}
	case "putDeep":
		return &Func{Params: one, Body: []*Stmt{do(call(g.helper("putClean", kind), x))}}
	case "putNil":
		return &Func{Params: one, Body: []*Stmt{when(isNil(x), ret()), do(put())}}
	case "putDefer":
		return &Func{Params: one, Body: []*Stmt{deferred(put()), do(prim("use "+kind, x))}}
	case "putBig":
		return &Func{Params: one, MayPut: true, Body: []*Stmt{when(prim("big "+kind, x), ret()), do(put())}}
	case "tryPut":
		return &Func{Params: one, MayPut: true, Results: res("bool"), Body: []*Stmt{
			when(prim("opaque"), ret(truth(false))), do(put()), ret(truth(true))}}
	case "flush":
		return &Func{Params: one, MayPut: true, Results: res("err"), Body: []*Stmt{
			fail(ret(id("err"))), do(put()), ret(null())}}
	case "maybePut":
		return &Func{Params: one, MayPut: true, Vague: true, Body: []*Stmt{when(prim("opaque"), do(put()))}}
	case "free":
		return &Func{Recv: &Param{"x", kind}, Body: []*Stmt{do(put())}}
	// others
	case "touch":
		return &Func{Params: one, Body: []*Stmt{do(prim("use "+kind, x))}}
	case "touchDeep":
		return &Func{Params: one, Body: []*Stmt{do(call(g.helper("touch", kind), x))}}
	case "ignore":
		return &Func{Params: one, Results: res("bool"), Body: []*Stmt{ret(isNil(x))}}
	case "view":
		return &Func{Params: one, Results: res("bytes"), Body: []*Stmt{ret(prim("mem "+kind, x))}}
	case "viewErr":
		return &Func{Params: one, Results: res("bytes", "err"), Body: []*Stmt{
			fail(ret(null(), id("err"))), ret(prim("first", prim("mem "+kind, x)), null())}}
	case "copied":
		return &Func{Params: one, Results: res("bytes"), Body: []*Stmt{ret(prim("clone", prim("mem "+kind, x)))}}
	case "same":
		return &Func{Params: one, Results: res(kind), Body: []*Stmt{ret(x)}}
	case "stash":
		return &Func{Params: one, Body: []*Stmt{assign(id("kept"+upper(kind)), x)}}
	// holders, of items
	case "open":
		g.prog.Holder = true
		return &Func{Results: res("holder"), Body: []*Stmt{ret(&Expr{Op: Hold, Args: []*Expr{get()}})}}
	case "openErr":
		g.prog.Holder = true
		return &Func{Results: res("holder", "err"), Body: []*Stmt{
			fail(ret(null(), id("err"))), ret(&Expr{Op: Hold, Args: []*Expr{get()}}, null())}}
	case "Close":
		g.prog.Holder = true
		return &Func{Recv: &Param{"h", "holder"}, Body: []*Stmt{do(prim("put "+kind, field(id("h"), "it")))}}
	case "Free":
		g.prog.Holder = true
		h := field(id("h"), "it")
		return &Func{Recv: &Param{"h", "holder"}, MayPut: true, Body: []*Stmt{
			when(isNil(h), ret()), do(prim("put "+kind, h)), assign(h, null())}}
	case "Use":
		g.prog.Holder = true
		return &Func{Recv: &Param{"h", "holder"}, Body: []*Stmt{do(prim("use "+kind, field(id("h"), "it")))}}
	}
	return nil
}
