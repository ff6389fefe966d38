package oracle

// block returns up to n statements at a depth of nesting.
func (g *generator) block(depth, n int) []*Stmt {
	var body []*Stmt
	for range n {
		if g.budget <= 0 || ends(body) {
			break
		}
		g.budget--
		body = append(body, g.stmt(depth)...)
	}
	return body
}

// nested returns a block with a scope of its own. Objects that are taken in it
// are put in it, most of the time.
func (g *generator) nested(depth int, terminate float64, fill func() []*Stmt) []*Stmt {
	scope := len(g.scope)
	var body []*Stmt
	if fill != nil {
		body = fill()
	}
	body = append(body, g.block(depth+1, 1+g.r.IntN(3))...)
	if !ends(body) {
		if g.chance(terminate) {
			body = append(body, g.exit()...)
		} else {
			for _, v := range g.scope[scope:] {
				if isObject(v) && v.state == open && g.chance(g.care) {
					body = append(body, g.release(v)...)
				}
			}
		}
	}
	if len(body) == 0 {
		body = append(body, do(prim("opaque")))
	}
	g.scope = g.scope[:scope]
	return body
}

// exit returns the end of a branch: of the loop's body or of the function.
func (g *generator) exit() []*Stmt {
	if g.loops > 0 && g.inLit == 0 && g.chance(0.5) {
		var body []*Stmt
		for _, v := range g.vars(func(v *variable) bool { return isObject(v) && v.state == open && v.loop == g.loops }) {
			if g.chance(g.care) {
				body = append(body, g.release(v)...)
			}
		}
		s := &Stmt{Kind: Break}
		if g.chance(0.5) {
			s.Kind = Continue
		}
		if label := g.labels[g.r.IntN(len(g.labels))]; label != "" {
			s.Label = label
		}
		return append(body, s)
	}
	if g.inLit > 0 {
		return g.leaveLit()
	}
	if g.chance(0.05) {
		return []*Stmt{do(prim("panic"))}
	}
	return g.leave(true)
}

// saved are the states of the variables in scope.
func (g *generator) saved() []variable {
	list := make([]variable, len(g.scope))
	for i, v := range g.scope {
		list[i] = *v
	}
	return list
}

func (g *generator) restore(list []variable) {
	for i := range list {
		*g.scope[i] = list[i]
	}
}

// branch returns an if statement.
func (g *generator) branch(depth int) []*Stmt {
	cond := g.cond()
	before := g.saved()
	s := &Stmt{Kind: If, X: cond}
	s.Body = g.nested(depth, 0.45, nil)
	afterBody := g.saved()
	bodyEnds := ends(s.Body)
	elseEnds := false
	g.restore(before)
	if g.chance(0.3) {
		s.Else = g.nested(depth, 0.2, nil)
		elseEnds = ends(s.Else)
	}
	switch {
	case bodyEnds:
	case elseEnds:
		g.restore(afterBody)
	default:
		var tail []*Stmt
		for i, v := range g.scope {
			if i >= len(afterBody) || !isObject(v) || afterBody[i].state == v.state {
				continue
			}
			was := afterBody[i].state
			switch {
			case was == shut && v.state == open && stable(cond) && g.chance(0.7):
				v.check = not(cond.clone()) // it is there unless cond
				v.state, v.maybe = vague, true
				if g.chance(g.care) {
					tail = append(tail, when(v.check.clone(), do(g.putCall(v))))
					if g.chance(0.4) { // in the else, rather
						tail = tail[:len(tail)-1]
						s.Else = append(s.Else, do(g.putCall(v)))
						v.state, v.maybe = shut, false
					}
				}
			case was == shut && v.state == open:
				s.Else = append(s.Else, do(g.putCall(v)))
				v.state = shut
			case was == open && v.state == shut:
				s.Body = append(s.Body, do(g.putCall(v)))
				v.state = shut
			default:
				v.state = vague
			}
		}
		return append([]*Stmt{s}, tail...)
	}
	return []*Stmt{s}
}

// stable reports whether cond has the same value wherever it stands.
func stable(cond *Expr) bool {
	ok := true
	cond.each(func(e *Expr) {
		switch e.Op {
		case Var:
			ok = ok && len(e.Name) == 2 && e.Name[0] == 'c' || e.Name == "n"
		case Not, And, Or, Less, More, Eq, Ne, Int:
		default:
			ok = false
		}
	})
	return ok
}

// cond returns a condition.
func (g *generator) cond() *Expr {
	switch n := g.r.IntN(20); {
	case n < 5:
		return prim("opaque")
	case n < 9:
		return g.param(g.pick("c0", "c1", "c2"), "bool")
	case n < 11:
		return not(g.param(g.pick("c0", "c1"), "bool"))
	case n < 12:
		return binary(g.op(And, Or), g.param(g.pick("c0", "c1"), "bool"), prim("opaque"))
	case n < 13:
		return binary(g.op(Eq, More, Less, Ne), g.param("n", "int"), num(g.r.IntN(2)))
	case n < 15:
		if v := g.some(func(v *variable) bool { return v.typ == "bool" }); v != nil {
			if g.chance(0.5) {
				return not(id(v.name))
			}
			return id(v.name)
		}
	case n < 17:
		if v := g.some(func(v *variable) bool { return v.typ == "err" || v.typ == "result err" }); v != nil {
			if g.chance(0.3) {
				return isNil(id(v.name))
			}
			return notNil(id(v.name))
		}
	case n < 18:
		if v := g.some(func(v *variable) bool { return isObject(v) && !v.other }); v != nil {
			if g.chance(0.5) {
				return isNil(id(v.name))
			}
			return notNil(id(v.name))
		}
	case n < 19 && g.chance(0.3):
		if v := g.some(func(v *variable) bool { return v.typ == "item" && v.state == open && !v.maybe }); v != nil {
			if g.chance(0.5) {
				return prim("big item", id(v.name))
			}
			return field(id(v.name), "stale")
		}
	}
	return prim("opaque")
}

func (g *generator) op(list ...Op) Op { return list[g.r.IntN(len(list))] }

// stmt returns a statement, or a few that belong together.
func (g *generator) stmt(depth int) []*Stmt {
	for {
		if list := g.attempt(depth); list != nil {
			return list
		}
	}
}

func (g *generator) attempt(depth int) []*Stmt {
	ready := func(v *variable) bool {
		return isObject(v) && !v.maybe && (v.state == open || v.state == late || v.state == shut && g.chance(0.5*(1-g.care)))
	}
	memReady := func(v *variable) bool {
		return v.typ == "bytes" && (v.of == nil || v.of.state != shut || g.chance(1-g.care))
	}
	switch g.r.IntN(40) {
	case 0, 1, 2:
		return g.take()
	case 3, 4, 5:
		if v := g.some(ready); v != nil {
			return []*Stmt{do(g.useCall(v))}
		}
	case 6, 7, 8:
		return g.put()
	case 9, 10:
		return g.putLate()
	case 11, 12, 13, 14, 15:
		if depth < 3 {
			return g.branch(depth)
		}
	case 16:
		if depth < 2 {
			return g.choice(depth)
		}
	case 17, 18, 19:
		if depth < 2 && g.loops < 2 {
			return g.loop(depth)
		}
	case 20, 21:
		if v := g.some(ready); v != nil {
			return g.alias(v)
		}
	case 22, 23:
		if v := g.some(memReady); v != nil {
			return g.onMemory(v)
		}
	case 24:
		if v := g.some(ready); v != nil && g.chance(0.6) {
			return g.store(v)
		}
	case 25:
		if v := g.some(ready); v != nil {
			return g.goroutine(v)
		}
	case 26:
		return g.flag()
	case 27:
		name := g.name("err")
		g.add(&variable{name: name, typ: "err"})
		return []*Stmt{define(prim("step"), name)}
	case 28:
		if depth > 0 && g.chance(0.5) {
			return g.exit()
		}
	case 29:
		if v := g.some(ready); v != nil {
			return g.closure(v)
		}
	case 30:
		if v := g.some(func(v *variable) bool { return isObject(v) && v.state == shut && v.loop == g.loops }); v != nil {
			if g.chance(0.5) {
				v.maybe = true
				return []*Stmt{assign(id(v.name), null())}
			}
			v.state, v.maybe = open, false
			return []*Stmt{assign(id(v.name), call(g.helper("get", v.typ)))}
		}
	case 31:
		return g.handover()
	case 32:
		return g.holder()
	case 33, 34:
		return g.idiom()
	case 35:
		if depth < 2 && g.inLit == 0 {
			return g.literal(depth)
		}
	case 36:
		if v := g.some(func(v *variable) bool { return v.typ == "err" }); v != nil {
			return []*Stmt{assign(id(v.name), prim("step"))}
		}
	case 37:
		if depth < 3 {
			err := g.name("err")
			s := when(notNil(id(err)))
			s.Init = define(prim("step"), err)
			before := g.saved()
			s.Body = g.nested(depth, 0.9, nil)
			if ends(s.Body) {
				g.restore(before)
			} else {
				g.join([][]variable{before})
			}
			return []*Stmt{s}
		}
	case 38:
		return g.memory()
	case 39:
		a := &variable{name: g.name("x"), typ: g.kind, state: open}
		b := &variable{name: g.name("x"), typ: g.kind, state: open}
		get := func() *Expr { return prim("get " + g.kind) }
		g.add(a)
		g.add(b)
		return []*Stmt{{Kind: Define, Names: []string{a.name, b.name}, Xs: []*Expr{get(), call(g.helper("get", g.kind))}}}
	}
	return nil
}

// useCall returns a use of an object.
func (g *generator) useCall(v *variable) *Expr {
	x := id(v.name)
	switch g.r.IntN(8) {
	case 0:
		return call(g.helper("touch", v.typ), x)
	case 1:
		return call(g.helper("touchDeep", v.typ), x)
	case 2:
		return prim("reset "+v.typ, x)
	case 3:
		if v.typ == "item" || v.typ == "ptr" {
			return prim("grow "+v.typ, x)
		}
		return prim("look text", prim("text buf", x))
	case 4:
		return prim("peek", prim("mem "+v.typ, x))
	case 5:
		return call(g.helper("ignore", v.typ), x)
	}
	return prim("use "+v.typ, x)
}

// putCall returns a call that puts an object.
func (g *generator) putCall(v *variable) *Expr {
	x := id(v.name)
	switch g.r.IntN(13) {
	case 12:
		if v.typ == "item" {
			return method(x, g.helper("free", v.typ))
		}
	case 0, 1:
		return call(g.helper("put", v.typ), x)
	case 2:
		if !v.maybe {
			return call(g.helper("putClean", v.typ), x)
		}
	case 3:
		if !v.maybe {
			return call(g.helper("putDeep", v.typ), x)
		}
	case 4:
		return call(g.helper("putNil", v.typ), x)
	case 5:
		if !v.maybe {
			return call(g.helper("putDefer", v.typ), x)
		}
	case 6:
		if !v.maybe && g.chance(0.3) {
			return call(g.helper("putBig", v.typ), x)
		}
	}
	return prim("put "+v.typ, x)
}

// release returns statements that put an object for sure.
func (g *generator) release(v *variable) []*Stmt {
	v.state = shut
	put := do(g.putCall(v))
	if v.maybe {
		check := v.check
		if check == nil || g.chance(0.3) && stableNil(v) {
			check = notNil(id(v.name))
		}
		return []*Stmt{when(check.clone(), put)}
	}
	return []*Stmt{put}
}

func stableNil(v *variable) bool { return v.check != nil && v.check.Op == Var }

// put returns statements that put an object.
func (g *generator) put() []*Stmt {
	v := g.some(func(v *variable) bool {
		switch {
		case !isObject(v):
			return false
		case v.state == open:
			return v.loop == g.loops || g.chance(1-g.care)
		case v.state == shut || v.state == late:
			return !v.maybe && g.chance(0.4*(1-g.care))
		}
		return false
	})
	if v == nil {
		return nil
	}
	if g.chance(0.12) && v.state == open && !v.maybe {
		v.state = shut
		if g.chance(0.5) {
			return []*Stmt{when(not(call(g.helper("tryPut", v.typ), id(v.name))), do(g.putCall(v)))}
		}
		err := g.name("err")
		s := when(notNil(id(err)), do(g.putCall(v)))
		s.Init = define(call(g.helper("flush", v.typ), id(v.name)), err)
		return []*Stmt{s}
	}
	if g.chance(0.03) && !v.maybe {
		v.state = vague
		return []*Stmt{do(call(g.helper("maybePut", v.typ), id(v.name)))}
	}
	body := g.release(v)
	if g.chance(0.15) && v.loop == g.loops && !v.fixed {
		v.maybe = true
		body = append(body, assign(id(v.name), null()))
	}
	return body
}
