package oracle

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
func (g *generator) handover() []*Stmt {
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
func (g *generator) idiom() []*Stmt {
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
