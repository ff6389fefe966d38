package oracle

// take returns statements that take an object.
func (g *generator) take() []*Stmt {
	kind := g.kind
	if g.chance(0.15) {
		kind = g.pick("item", "buf", "ptr")
	}
	name := g.name("x")
	v := &variable{name: name, typ: kind, state: open}
	one := func(x *Expr) []*Stmt {
		g.add(v)
		return append([]*Stmt{define(x, name)}, g.soon(v)...)
	}
	switch g.r.IntN(16) {
	case 0, 1, 2, 3:
		return one(prim("get " + kind))
	case 4:
		return one(call(g.helper("get", kind)))
	case 5:
		return one(call(g.helper("getClean", kind)))
	case 6:
		return one(call(g.helper(g.pick("getDeep", "getNamed"), kind)))
	case 7: // may be nil
		g.add(v)
		body := []*Stmt{define(call(g.helper("getMaybe", kind)), name)}
		if g.chance(0.6) {
			v.state = none
			body = append(body, when(isNil(id(name)), g.exit()...))
			v.state = open
			return append(body, g.soon(v)...)
		}
		v.maybe, v.check = true, notNil(id(name))
		return body
	case 8: // comma-ok
		ok := g.name("ok")
		x := prim("get ok " + kind)
		if g.chance(0.5) {
			x = call(g.helper("getOK", kind))
		}
		g.add(v)
		body := []*Stmt{define(x, name, ok)}
		if g.chance(0.6) {
			v.state = none
			body = append(body, when(not(id(ok)), g.exit()...))
			v.state = open
			return append(body, g.soon(v)...)
		}
		v.maybe, v.check = true, id(ok)
		return body
	case 9, 10: // with an error
		err := g.name("err")
		x := call(g.helper(g.pick("getErr", "getErrEarly", "getErrNamed", "getErr", "getBoth"), kind))
		g.add(v)
		body := []*Stmt{define(x, name, err)}
		g.add(&variable{name: err, typ: "err"})
		if g.chance(0.75) {
			v.state = none
			body = append(body, when(notNil(id(err)), g.exit()...))
			v.state = open
			return append(body, g.soon(v)...)
		}
		v.maybe, v.check = true, isNil(id(err))
		return body
	case 11, 12: // with a cleanup
		done := g.name("done")
		g.add(v)
		body := []*Stmt{define(call(g.helper("getDone", kind)), name, done)}
		if g.chance(0.3) {
			err := g.name("err")
			body = []*Stmt{define(call(g.helper("getDoneErr", kind)), name, done, err)}
			v.state = none
			body = append(body, when(notNil(id(err)), g.exit()...))
			v.state = open
		}
		if g.chance(0.5) {
			v.state = late
			return append(body, deferred(value(id(done))))
		}
		g.add(&variable{name: done, typ: "done", of: v})
		if g.loops == 0 && g.chance(g.care) {
			v.state = late
			return append(body, deferred(value(id(done))))
		}
		return body
	case 13: // under a condition
		cond := g.cond()
		g.add(v)
		v.maybe, v.check = true, notNil(id(name))
		if stable(cond) {
			v.check = cond
		}
		if g.chance(0.3) {
			v.check = notNil(id(name))
		}
		take := assign(id(name), prim("get "+kind))
		if g.chance(0.4) {
			take = assign(id(name), call(g.helper("get", kind)))
		}
		return []*Stmt{declare(name, kind), when(cond.clone(), take)}
	case 14: // in one of two ways
		g.add(v)
		return []*Stmt{declare(name, kind), {Kind: If, X: g.cond(),
			Body: []*Stmt{assign(id(name), prim("get "+kind))},
			Else: []*Stmt{assign(id(name), call(g.helper("get", kind)))}}}
	}
	return one(prim("get " + kind))
}

// soon returns, by chance, a deferred put of an object that was just taken.
func (g *generator) soon(v *variable) []*Stmt {
	if g.loops > 0 && g.chance(0.95) || g.chance(0.65) {
		return nil
	}
	return g.lateFor(v)
}

func (g *generator) putLate() []*Stmt {
	v := g.some(func(v *variable) bool {
		return isObject(v) && v.lit == g.inLit && (v.state == open && (v.loop == g.loops && (g.loops == 0 || g.chance(0.1)) || g.chance(1-g.care)) || v.state == late && g.chance(0.3*(1-g.care)))
	})
	if v == nil {
		return nil
	}
	return g.lateFor(v)
}

// lateFor returns a deferred put.
func (g *generator) lateFor(v *variable) []*Stmt {
	v.state = late
	x := id(v.name)
	put := g.putCall(v)
	if v.maybe {
		return []*Stmt{deferred(lit(when(notNil(x), do(put))))}
	}
	switch g.r.IntN(8) {
	case 6:
		if v.typ == "item" {
			fn := g.name("fn")
			return []*Stmt{define(&Expr{Op: Bound, Args: []*Expr{x}, Name: g.helper("free", v.typ)}, fn), deferred(value(id(fn)))}
		}
	case 7:
		p := variable{name: g.name("p"), typ: v.typ}
		fn := &Expr{Op: Lit, Fn: &Func{Params: []Param{{p.name, v.typ}}, Body: []*Stmt{do(g.putCall(&p))}}}
		return []*Stmt{deferred(value(fn, x))}
	case 0, 1, 2:
		return []*Stmt{deferred(put)}
	case 3:
		return []*Stmt{deferred(lit(do(put)))}
	case 4:
		return []*Stmt{deferred(lit(when(notNil(x), do(put))))}
	}
	return []*Stmt{deferred(lit(do(g.useCall(v)), do(put)))}
}
