package oracle

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
