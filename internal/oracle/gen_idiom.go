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

// choice returns a switch or a select.
func (g *generator) choice(depth int) []*Stmt {
	s := &Stmt{Kind: Switch}
	n := 2 + g.r.IntN(2)
	tag := g.chance(0.5)
	if tag {
		s.X = g.param("n", "int")
	}
	before := g.saved()
	var after [][]variable
	for i := range n {
		c := &Case{}
		switch {
		case i == n-1 && g.chance(0.7):
		case tag:
			c.Nums = []int{i}
		default:
			c.Cond = g.cond()
		}
		g.restore(before)
		c.Body = g.nested(depth, 0.35, nil)
		if g.loops > 0 && ends(c.Body) {
			if last := c.Body[len(c.Body)-1]; last.Kind == Break && last.Label == "" {
				last.Kind = Continue
			}
		}
		if !ends(c.Body) {
			after = append(after, g.saved())
		}
		s.Cases = append(s.Cases, c)
	}
	g.restore(before)
	g.join(after)
	return []*Stmt{s}
}

// join sets the states of the variables to what they are on several paths.
func (g *generator) join(after [][]variable) {
	for i, v := range g.scope {
		for _, list := range after {
			if i < len(list) && list[i].state != v.state && isObject(v) {
				v.state = vague
			}
		}
	}
}

// loop returns a loop.
func (g *generator) loop(depth int) []*Stmt {
	s := &Stmt{Kind: For}
	label := ""
	if g.chance(0.3) {
		label = g.name("loop")
	}
	scope := len(g.scope)
	switch g.r.IntN(7) {
	case 6:
		s.Names, s.X = []string{g.name("i")}, num(1+g.r.IntN(3))
	case 0, 1:
		s.Names, s.X = []string{g.name("i")}, g.param("n", "int")
	case 2:
		s.Kind, s.Names, s.X = Range, []string{g.name("s")}, g.param("names", "strs")
	case 3:
		s.Kind, s.Names, s.X, s.Type = Range, []string{g.name("i")}, g.param("n", "int"), "int"
	case 4:
		s.X = g.cond()
		if stable(s.X) {
			s.X = prim("opaque")
		}
	case 5:
		// for ever
	}
	before := g.saved()
	g.loops++
	g.labels = append(g.labels, label)
	s.Body = g.nested(depth, 0.15, func() []*Stmt {
		if g.chance(0.5) {
			return g.take()
		}
		return nil
	})
	if s.Kind == For && s.X == nil && !hasExit(s.Body) {
		s.Body = append([]*Stmt{when(prim("opaque"), &Stmt{Kind: Break})}, s.Body...)
	}
	g.labels = g.labels[:len(g.labels)-1]
	g.loops--
	g.scope = g.scope[:scope]
	if label != "" {
		eachStmt(s.Body, func(t *Stmt) {
			if (t.Kind == Break || t.Kind == Continue) && t.Label == label {
				s.Label = label
			}
		})
	}
	after := g.saved()
	g.restore(before)
	g.join([][]variable{after})
	return []*Stmt{s}
}

// hasExit reports whether list has a way out of the loop that it is the body
// of.
func hasExit(list []*Stmt) bool {
	for _, s := range list {
		if s.Kind == Break || s.Kind == Return || s.Kind == If && (hasExit(s.Body) || hasExit(s.Else)) {
			return true
		}
	}
	return false
}

// alias returns another way to reach an object or its memory.
func (g *generator) alias(v *variable) []*Stmt {
	x := id(v.name)
	name := g.name("b")
	mem := func(e *Expr, of *variable) []*Stmt {
		g.add(&variable{name: name, typ: "bytes", of: of})
		return []*Stmt{define(e, name)}
	}
	m := prim("mem "+v.typ, x)
	switch g.r.IntN(10) {
	case 0, 1:
		return mem(m, v)
	case 2:
		return mem(prim("first", m), v)
	case 3:
		return mem(call(g.helper("view", v.typ), x), v)
	case 4:
		return mem(prim(g.pick("trim", "append"), m), v)
	case 5:
		return mem(prim(g.pick("clone", "copy"), m), nil)
	case 6:
		return mem(call(g.helper("copied", v.typ), x), nil)
	case 7:
		err := g.name("err")
		g.add(&variable{name: err, typ: "err"})
		body := []*Stmt{define(call(g.helper("viewErr", v.typ), x), name, err), when(notNil(id(err)), g.exit()...)}
		g.add(&variable{name: name, typ: "bytes", of: v})
		return body
	}
	// another name of the object
	y := &variable{name: g.name("y"), typ: v.typ, state: v.state}
	e := x
	if g.chance(0.4) {
		e, y.other = call(g.helper("same", v.typ), x), true
	}
	if v.state == open && v.loop == g.loops && !v.fixed {
		if g.chance(0.5) {
			v.state = shut // y is to be put
		} else {
			y.state = late // v is
		}
	} else {
		y.state = late
	}
	g.add(y)
	return []*Stmt{define(e, y.name)}
}

// onMemory returns a statement about memory.
func (g *generator) onMemory(v *variable) []*Stmt {
	b := id(v.name)
	name := g.name("b")
	switch g.r.IntN(6) {
	case 0, 1, 2:
		return []*Stmt{do(prim("peek", b))}
	case 3:
		g.add(&variable{name: name, typ: "bytes", of: v.of})
		return []*Stmt{define(prim(g.pick("first", "trim", "append"), b), name)}
	case 4:
		return []*Stmt{do(prim("look text", prim("text", b)))}
	}
	g.add(&variable{name: name, typ: "bytes"})
	return []*Stmt{define(prim(g.pick("clone", "copy"), b), name)}
}

// store returns statements by which an object, or its memory, may outlive the
// call.
func (g *generator) store(v *variable) []*Stmt {
	x := id(v.name)
	m := prim("mem "+v.typ, x)
	switch g.r.IntN(7) {
	case 0:
		if g.care == 1 && v.state != open {
			return nil
		}
		if v.loop == g.loops {
			v.state = shut
		}
		if g.chance(0.5) {
			return []*Stmt{assign(id("kept"+upper(v.typ)), x)}
		}
		return []*Stmt{do(call(g.helper("stash", v.typ), x))}
	case 1:
		kept := id("kept" + upper(v.typ))
		return []*Stmt{assign(kept, x), do(g.useCall(v)), assign(kept.clone(), null())}
	case 2:
		if g.care == 1 {
			m = prim("clone", m)
		}
		return []*Stmt{assign(id("keptMem"), m)}
	case 3:
		if v.state == open && v.loop == g.loops {
			v.state = shut
		}
		return []*Stmt{assign(field(g.param("bx", "box"), map[string]string{"item": "it", "buf": "buf", "ptr": "ptr"}[v.typ]), x)}
	case 4:
		if v.typ != "item" {
			return nil
		}
		key := g.param("key", "str")
		body := []*Stmt{do(prim("enter", key, x))}
		if g.chance(0.6) {
			return append(body, do(g.useCall(v)), do(prim("leave", key.clone())))
		}
		if v.loop == g.loops {
			v.state = shut
		}
		return body
	case 5:
		if v.typ == "item" {
			name := g.name("b")
			g.add(&variable{name: name, typ: "bytes"})
			return []*Stmt{define(prim("mem item", x), name), do(prim("drop item", x))}
		}
	case 6:
		typ := "func(" + plain(v.typ) + ")"
		return []*Stmt{do(value(g.param("fn"+upper(v.typ), typ), x))}
	}
	return nil
}

// goroutine returns statements that start one.
func (g *generator) goroutine(v *variable) []*Stmt {
	x := id(v.name)
	wait := g.chance(0.6) || g.care == 1
	use := do(g.useCall(v))
	switch g.r.IntN(6) {
	case 5:
		wg := g.name("wg")
		body := []*Stmt{declare(wg, "group"), do(prim("go", id(wg), lit(use)))}
		if wait {
			body = append(body, do(prim("wait", id(wg))))
		}
		return body
	case 0, 1:
		if v.state != open || v.loop != g.loops {
			return nil
		}
		v.state = shut
		switch g.r.IntN(3) {
		case 0:
			return []*Stmt{launch(lit(use, do(g.putCall(v))))}
		case 1:
			return []*Stmt{launch(lit(deferred(prim("put "+v.typ, x)), use))}
		}
		return []*Stmt{launch(call(g.helper("put", v.typ), x))}
	case 2:
		wg := g.name("wg")
		body := []*Stmt{declare(wg, "group"), do(prim("add", id(wg))), launch(lit(deferred(prim("done", id(wg))), use))}
		if wait {
			body = append(body, do(prim("wait", id(wg))))
		}
		return body
	case 3:
		ch := g.name("ch")
		body := []*Stmt{define(prim("signal"), ch), launch(lit(use, do(prim("close", id(ch)))))}
		if wait {
			body = append(body, do(prim("recv", id(ch))))
		}
		return body
	}
	if g.care == 1 {
		return nil
	}
	if g.chance(0.5) {
		return []*Stmt{launch(call(g.helper("touch", v.typ), x))}
	}
	return []*Stmt{launch(lit(use))}
}

// flag returns a flag, or an assignment to one.
func (g *generator) flag() []*Stmt {
	if v := g.some(func(v *variable) bool { return v.typ == "bool" }); v != nil && g.chance(0.6) {
		if g.chance(0.4) {
			return []*Stmt{assign(id(v.name), g.cond())}
		}
		return []*Stmt{assign(id(v.name), truth(g.chance(0.5)))}
	}
	name := g.name("f")
	val := truth(g.chance(0.3))
	if g.chance(0.4) {
		val = g.cond()
	}
	g.add(&variable{name: name, typ: "bool"})
	return []*Stmt{define(val, name)}
}

// literal returns a literal with a body of any kind, that is called at once or
// when the function returns.
func (g *generator) literal(depth int) []*Stmt {
	loops, labels := g.loops, g.labels
	g.loops, g.labels = 0, nil
	g.inLit++
	body := g.nested(depth, 0.1, func() []*Stmt {
		if g.chance(0.4) {
			return g.take()
		}
		return nil
	})
	g.inLit--
	g.loops, g.labels = loops, labels
	if g.chance(0.25) && g.care < 1 {
		return []*Stmt{deferred(lit(body...))}
	}
	return []*Stmt{do(value(lit(body...)))}
}

// leaveLit returns the end of a literal.
func (g *generator) leaveLit() []*Stmt {
	var body []*Stmt
	for _, v := range g.vars(func(v *variable) bool { return isObject(v) && v.state == open && v.lit == g.inLit }) {
		if g.chance(g.care) {
			body = append(body, g.release(v)...)
		}
	}
	return append(body, ret())
}

// memory returns statements that give an object other memory, or copy.
func (g *generator) memory() []*Stmt {
	v := g.some(func(v *variable) bool { return (v.typ == "item" || v.typ == "ptr") && v.state == open && !v.maybe })
	b := g.some(func(b *variable) bool { return b.typ == "bytes" && b.of == nil })
	if v == nil {
		return nil
	}
	x := id(v.name)
	switch g.r.IntN(4) {
	case 0: // taken out, grown and put in again
		name := g.name("b")
		g.add(&variable{name: name, typ: "bytes", of: v})
		return []*Stmt{define(prim("mem "+v.typ, x), name), assign(id(name), prim("append", id(name))), do(prim("set "+v.typ, x, prim("first", id(name))))}
	case 1:
		return []*Stmt{do(prim("set "+v.typ, x, prim("make")))}
	case 2:
		if b != nil {
			return []*Stmt{assign(id(b.name), prim("extend", id(b.name), prim("mem "+v.typ, x)))}
		}
	case 3:
		if b != nil {
			return []*Stmt{do(prim("copyto", id(b.name), prim("mem "+v.typ, x)))}
		}
	}
	return nil
}

// closure returns a local function that puts or uses an object, and its use.
func (g *generator) closure(v *variable) []*Stmt {
	name := g.name("fn")
	if g.inLit > 0 {
		return nil
	}
	if v.state != open || v.loop != g.loops {
		return []*Stmt{define(lit(do(g.useCall(v))), name), do(value(id(name)))}
	}
	switch g.r.IntN(4) {
	case 0:
		v.state = late
		return []*Stmt{define(lit(do(g.putCall(v))), name), deferred(value(id(name)))}
	case 1:
		v.state = shut
		body := []*Stmt{define(lit(do(g.putCall(v))), name), do(value(id(name)))}
		if g.chance(0.3 * (1 - g.care)) {
			body = append(body, do(value(id(name))))
		}
		return body
	case 2:
		v.state = shut
		return []*Stmt{do(value(lit(do(g.useCall(v)), do(g.putCall(v)))))}
	}
	g.add(&variable{name: name, typ: "done", of: v})
	return []*Stmt{define(lit(do(g.putCall(v))), name)}
}

// handover returns statements by which an object leaves or is put by a
// function value.
func (g *generator) handover(depth int) []*Stmt {
	if d := g.some(func(d *variable) bool { return d.typ == "done" && d.of.state == open && d.loop == g.loops }); d != nil && g.chance(0.7) {
		if g.inLit == 0 && g.loops == 0 && g.chance(0.4) {
			d.of.state = late
			return []*Stmt{deferred(value(id(d.name)))}
		}
		d.of.state = shut
		return []*Stmt{do(value(id(d.name)))}
	}
	v := g.some(func(v *variable) bool { return isObject(v) && v.state == open && v.loop == g.loops && !v.maybe })
	if v == nil {
		return nil
	}
	ch := g.param("ch"+upper(v.typ), "chan "+plain(v.typ))
	send := prim("send", ch, id(v.name))
	v.state = shut
	if g.chance(0.4) {
		return []*Stmt{do(send)}
	}
	var other []*Stmt
	if g.chance(g.care) {
		other = append(other, do(g.putCall(v)))
	}
	var sent []*Stmt
	if g.chance(0.3) {
		sent = append(sent, do(prim("opaque")))
	}
	return []*Stmt{{Kind: Select, Cases: []*Case{{Comm: do(send), Body: sent}, {Body: other}}}}
}

// holder returns statements about what holds an item.
func (g *generator) holder() []*Stmt {
	if g.inLit > 0 {
		return nil
	}
	name := g.name("h")
	h := id(name)
	closeName := g.helper(g.pick("Close", "Free"), "item")
	var body []*Stmt
	switch g.r.IntN(3) {
	case 0:
		body = append(body, define(call(g.helper("open", "item")), name))
	case 1:
		err := g.name("err")
		body = append(body, define(call(g.helper("openErr", "item")), name, err), when(notNil(id(err)), g.exit()...))
	case 2:
		v := g.some(func(v *variable) bool { return v.typ == "item" && v.state == open && !v.maybe && v.loop == g.loops })
		if v == nil {
			return nil
		}
		v.state = late
		body = append(body, define(&Expr{Op: Hold, Args: []*Expr{id(v.name)}}, name))
	}
	if g.chance(0.4) && g.loops == 0 {
		body = append(body, deferred(method(h, closeName)))
		if g.chance(0.3 * (1 - g.care)) {
			body = append(body, when(g.cond(), do(method(h, closeName))))
		}
		return body
	}
	if g.chance(0.5) {
		body = append(body, do(method(h, g.helper("Use", "item"))))
	}
	if g.chance(0.4) {
		body = append(body, when(g.cond(), append([]*Stmt{do(method(h, closeName))}, g.exit()...)...))
	}
	if g.chance(g.care) {
		body = append(body, do(method(h, closeName)))
	}
	return body
}

// idiom returns one of the forms that code about pools often has.
func (g *generator) idiom(depth int) []*Stmt {
	if g.inLit > 0 {
		return nil
	}
	v := g.some(func(v *variable) bool { return isObject(v) && v.state == open && v.loop == g.loops && !v.maybe })
	switch g.r.IntN(5) {
	case 0: // a flag that a deferred closure tests
		if v == nil || g.loops > 0 {
			return nil
		}
		flag := g.name("f")
		v.state = late
		body := []*Stmt{define(truth(false), flag), deferred(lit(when(not(id(flag)), do(g.putCall(v)))))}
		g.add(&variable{name: flag, typ: "bool"})
		if g.chance(0.5) {
			s := when(g.cond(), do(g.putCall(v)))
			if g.chance(g.care) {
				s.Body = append(s.Body, assign(id(flag), truth(true)))
			}
			s.Body = append(s.Body, g.exit()...)
			body = append(body, s)
		}
		return body
	case 1: // a deferred closure that tests the error
		f := g.prog.Main
		if v == nil || g.loops > 0 || len(f.Results) == 0 || f.Results[len(f.Results)-1].Name != "err" {
			return nil
		}
		if f.Results[0].Type == v.typ {
			v.state = open
			body := []*Stmt{deferred(lit(when(notNil(id("err")), do(g.putCall(v)))))}
			first := ret(null(), prim("fail"))
			return append(body, when(g.cond(), first), ret(id(v.name), null()))
		}
	case 2: // put and taken again
		if v == nil || v.fixed {
			return nil
		}
		return []*Stmt{do(g.putCall(v)), assign(id(v.name), call(g.helper("get", v.typ)))}
	case 3: // swapped
		y := g.some(func(y *variable) bool {
			return v != nil && y != v && y.typ == v.typ && y.state == open && !y.maybe && y.loop == v.loop && !y.fixed
		})
		if y == nil || v.fixed {
			return nil
		}
		return []*Stmt{{Kind: Assign, LHS: []*Expr{id(v.name), id(y.name)}, Xs: []*Expr{id(y.name), id(v.name)}}}
	case 4: // collected, and put in another loop
		if g.loops > 0 {
			return nil
		}
		all, x, i := g.name("all"), g.name("x"), g.name("i")
		get := call(g.helper("get", "item"))
		return []*Stmt{
			declare(all, "items"),
			{Kind: Range, Names: []string{i}, Type: "int", X: g.param("n", "int"), Body: []*Stmt{assign(id(all), prim("list", id(all), get))}},
			{Kind: Range, Names: []string{x}, X: id(all), Body: []*Stmt{do(prim("put item", id(x)))}},
		}
	}
	return nil
}
