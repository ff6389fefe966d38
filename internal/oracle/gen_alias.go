package oracle

// alias returns another way to reach an object or its memory.
func (g *generator) alias(v *variable) []*Stmt {
	x := id(v.name)
	name := g.name("b")
	mem := func(e *Expr, of *variable) []*Stmt {
		g.add(&variable{name: name, typ: "bytes", of: of})
		return []*Stmt{define(e, name)}
	}
	m := prim("mem "+v.typ, x)
	if v.empty {
		return nil
	}
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
		if v.empty {
			return nil
		}
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
			v.empty = true
			return []*Stmt{define(prim("mem item", x), name), do(prim("drop item", x))}
		}
	case 6:
		typ := "func(" + plain(v.typ) + ")"
		return []*Stmt{do(value(g.param("fn"+upper(v.typ), typ), x))}
	}
	return nil
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
