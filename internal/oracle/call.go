package oracle

// prepare evaluates the operands of a call, and returns what runs it, and them.
func (w *walker) prepare(f *frame, e *Expr) (run func() any, held []any) {
	var args []any
	operands := e.Args
	if e.Op == Value {
		operands = e.Args[1:]
	}
	var fn any
	switch e.Op {
	case Value:
		fn = w.eval(f, e.Args[0])
	case Call, Method:
		fn = &closure{fn: w.funcs[e.Name]}
	}
	for _, a := range operands {
		args = append(args, w.eval(f, a))
	}
	if e.Op == Prim {
		return func() any { return w.primitive(e.Name, args) }, args
	}
	return func() any { return w.call(fn, args) }, append([]any{fn}, args...)
}

// call calls a function of the program, a literal or an unknown function.
func (w *walker) call(fn any, args []any) any {
	if b, ok := fn.(*bound); ok {
		return w.invokeOther(b.fn, append([]any{b.recv}, args...))
	}
	c, ok := fn.(*closure)
	if !ok {
		if fn == nil {
			w.reject("call of nil")
		}
		w.answered("an unknown function was called, which may wait for who was sent it")
		for _, a := range args {
			w.use(a)
			reach(a, func(o *object, part bool) {
				if o.kept == "" && !o.put {
					o.kept = "given to a function of which nothing is known"
				}
			})
		}
		return nil
	}
	if c.main {
		stack, line := w.stack, w.line
		w.stack = w.lines()
		defer func() { w.stack, w.line = stack, line }()
		return w.invoke(c, args)
	}
	return w.invokeOther(c, args)
}

// invokeOther calls another function than the main one.
func (w *walker) invokeOther(c *closure, args []any) any {
	type given struct {
		o   *object
		put bool
	}
	var before []given
	if w.depth == 0 {
		for _, a := range args {
			switch a := a.(type) {
			case *object:
				before = append(before, given{o: a, put: a.put})
			case *memory:
				if a.of != nil {
					before = append(before, given{o: a.of, put: a.of.put})
				}
			}
		}
	}
	n := len(w.defects)
	if w.inGo != nil && c.fn.MayPut {
		for _, g := range before {
			g.o.quiet, g.o.kept = "put by a goroutine", "put by a goroutine"
		}
	}
	if c.fn.Vague {
		const why = "put by a function that puts only sometimes"
		for _, g := range before {
			if g.o.quiet == "" {
				g.o.quiet = why
			}
			for i, s := range g.o.sent {
				if s.quiet == "" {
					g.o.sent[i].quiet = why
				}
			}
		}
	}
	result := w.invoke(c, args)
	for _, g := range before {
		if w.inGo != nil {
			w.inGo.uses[g.o] = true
		}
		if !g.put {
			continue
		}
		twice := false
		for i := n; i < len(w.defects); i++ {
			twice = twice || w.defects[i].Check == "doubleput"
		}
		if twice {
			continue
		}
		// what the function does with it does not matter: it was passed on
		dead := false
		for i := n; i < len(w.defects); i++ {
			if w.defects[i].Quiet == "used through what holds it" {
				dead = true
			}
		}
		if dead {
			g.o.dead = false
		}
		d := Defect{Check: "useafterput", At: w.lines(), Other: g.o.putAt}
		if c.fn.MayPut {
			d.Quiet = "passed to a function that may put it"
		}
		w.defect(g.o, d)
	}
	return result
}
