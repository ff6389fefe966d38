package oracle

import "slices"

// block executes statements.
func (w *walker) block(f *frame, list []*Stmt) flow {
	for _, s := range list {
		if end := w.stmt(f, s); end.kind != Block {
			return end
		}
	}
	return flow{kind: Block}
}

// at sets the line, where f belongs to the main function, and reports whether the
// path goes on.
func (w *walker) at(f *frame, s *Stmt) bool {
	if w.stopped {
		return false
	}
	if f.main && w.depth == 0 {
		w.line = s.Line
		w.ran[s.Line] = true
	}
	w.steps++
	w.stopped = w.steps > maxSteps
	return !w.stopped
}

func (w *walker) stmt(f *frame, s *Stmt) flow {
	if !w.at(f, s) {
		return flow{kind: Return}
	}
	done := flow{kind: Block}
	switch s.Kind {
	case Define:
		w.named(f, s.Names[0])
		var v any
		if s.X == nil {
			vals := make(tuple, len(s.Xs))
			for i, x := range s.Xs {
				w.named(f, s.Names[i])
				vals[i] = w.eval(f, x)
			}
			v = vals
		} else {
			v = w.eval(f, s.X)
		}
		if len(s.Names) == 1 {
			f.env[s.Names[0]] = &cell{val: v}
			break
		}
		for i, name := range s.Names {
			f.env[name] = &cell{val: v.(tuple)[i]}
		}
	case Declare:
		f.env[s.Names[0]] = &cell{val: zero(s.Type)}
	case Assign:
		w.named(f, s.LHS[0].Name)
		var vals []any
		if s.X != nil {
			vals = w.eval(f, s.X).(tuple)
		} else {
			for _, x := range s.Xs {
				vals = append(vals, w.eval(f, x))
			}
		}
		for i, l := range s.LHS {
			w.assign(f, l, vals[i])
		}
	case Do:
		w.eval(f, s.X)
	case Increase:
		c := f.env[s.LHS[0].Name]
		c.val = c.val.(int) + 1
	case Block:
		return w.block(f, s.Body)
	case If:
		if s.Init != nil {
			w.stmt(f, s.Init)
		}
		if w.eval(f, s.X).(bool) {
			return w.block(f, s.Body)
		}
		w.withheld(f, s)
		return w.block(f, s.Else)
	case Switch:
		return w.leaves(s, w.clause(f, s))
	case Select:
		c := s.Cases[w.choose(len(s.Cases))]
		if c.Comm != nil {
			stack := w.stack
			if f.main && w.depth == 0 {
				w.stack = w.lines()
			}
			w.stmt(f, c.Comm)
			w.stack = stack
		}
		return w.leaves(s, w.block(f, c.Body))
	case For, Range:
		return w.loop(f, s)
	case Return:
		f.results = nil
		for _, x := range s.Xs {
			v := w.eval(f, x)
			if t, ok := v.(tuple); ok && len(s.Xs) == 1 {
				f.results = t
				break
			}
			f.results = append(f.results, v)
		}
		return flow{kind: Return}
	case Defer:
		run, held := w.prepare(f, s.X)
		d := pending{run: run, held: held}
		if f.main && w.depth == 0 {
			d.line = s.Line
		}
		f.defers = append(f.defers, d)
	case Go:
		w.start(f, s)
	case Break, Continue:
		return flow{kind: s.Kind, label: s.Label}
	}
	return done
}

// named notes the variable that is assigned, where f belongs to the main
// function.
func (w *walker) named(f *frame, name string) {
	if f.main && w.depth == 0 {
		w.name = name
	}
}

// leaves returns how a switch or a select ends whose clause ended so.
func (w *walker) leaves(s *Stmt, end flow) flow {
	if end.kind == Break && (end.label == "" || end.label == s.Label) {
		return flow{kind: Block}
	}
	return end
}

// clause executes the clause of a switch that is chosen.
func (w *walker) clause(f *frame, s *Stmt) flow {
	tag := 0
	if s.X != nil {
		tag = w.eval(f, s.X).(int)
	}
	var fallback *Case
	for _, c := range s.Cases {
		switch {
		case c.Cond != nil:
			if f.main && w.depth == 0 {
				w.line = c.Line
			}
			if w.eval(f, c.Cond).(bool) {
				return w.block(f, c.Body)
			}
		case len(c.Nums) == 0:
			fallback = c
		}
		for _, n := range c.Nums {
			if n == tag {
				return w.block(f, c.Body)
			}
		}
	}
	if fallback != nil {
		return w.block(f, fallback.Body)
	}
	return flow{kind: Block}
}

func (w *walker) loop(f *frame, s *Stmt) flow {
	count := -1
	var held []any
	if s.Kind == Range {
		switch v := w.eval(f, s.X).(type) {
		case int:
			count = v
		case *list:
			held = v.held
			count = len(held)
		case nil:
			count = 0
		}
	}
	for i := 0; ; i++ {
		if !w.at(f, s) {
			return flow{kind: Return}
		}
		switch {
		case s.Kind == Range:
			if i >= count {
				return flow{kind: Block}
			}
			if len(s.Names) == 0 {
				break
			}
			var v any = i
			switch {
			case held != nil:
				v = held[i]
			case s.Type != "int":
				v = text{}
			}
			f.env[s.Names[0]] = &cell{val: v}
		case len(s.Names) > 0:
			if i == 0 {
				f.env[s.Names[0]] = &cell{val: 0}
			} else {
				f.env[s.Names[0]] = &cell{val: f.env[s.Names[0]].val.(int) + 1}
			}
			if f.env[s.Names[0]].val.(int) >= w.eval(f, s.X).(int) {
				return flow{kind: Block}
			}
		case s.X != nil:
			if !w.eval(f, s.X).(bool) {
				return flow{kind: Block}
			}
		}
		if s.Kind == For && i >= w.rounds {
			w.replaced("")
			w.stopped = true
			return flow{kind: Return}
		}
		switch end := w.block(f, s.Body); {
		case end.kind == Return:
			return end
		case end.kind == Break && (end.label == "" || end.label == s.Label):
			return flow{kind: Block}
		case end.kind == Break:
			return end
		case end.kind == Continue && end.label != "" && end.label != s.Label:
			return end
		}
	}
}

// assign stores v where l says.
func (w *walker) assign(f *frame, l *Expr, v any) {
	switch l.Op {
	case Var:
		c := f.env[l.Name]
		if c == nil {
			if c = w.globals[l.Name]; c != nil {
				c.lines, c.elsewhere = w.lines(), w.depth > 0
				w.use(v) // it is published
				owned(v)
			}
		}
		if c == nil {
			break
		}
		if o, ok := c.val.(*object); ok && v == nil && !o.put && o.kept == "" {
			o.kept = "its variable was set to nil"
		}
		c.val = v
	case Field:
		switch x := w.eval(f, l.Args[0]).(type) {
		case *record:
			x.fields[l.Name] = v
			x.lines[l.Name] = w.lines()
			if slices.Contains(w.outside, any(x)) {
				w.use(v) // it is published
			}
			owned(v)
		case *object:
			w.use(x)
			w.setData(x, v)
		case nil:
			w.reject("nil dereference")
		}
	}
}

// owned notes that what v reaches has another owner, at least for a while.
func owned(v any) {
	reach(v, func(o *object, part bool) {
		if o.kept == "" {
			o.kept = "it was stored"
		}
	})
}

// setData gives an item other memory. What it had is then no longer its.
func (w *walker) setData(o *object, v any) {
	o.big = 0
	if o.data == v {
		return
	}
	if m, ok := o.data.(*memory); ok {
		m.of = nil
		if o.kept == "" {
			o.kept = "its memory was taken out of it"
		}
	}
	o.data = v
	if m, ok := v.(*memory); ok {
		m.of, m.lent = o, m.made
	}
}

// reject ends the walk of a program that is no good.
func (w *walker) reject(why string) {
	if !w.stopped {
		w.truth.Rejected = why
		w.stopped = true
	}
}

// start executes a go statement: the goroutine runs at once, and what it uses
// counts as used until it is waited for.
func (w *walker) start(f *frame, s *Stmt) {
	run, _ := w.prepare(f, s.X)
	w.goes(run)
}

// goes runs a goroutine.
func (w *walker) goes(run func() any) *routine {
	outer := w.inGo
	r := &routine{at: w.lines(), uses: map[*object]bool{}}
	w.inGo = r
	line := w.line
	run()
	w.line = line
	w.inGo = outer
	w.routines = append(w.routines, r)
	return r
}

// eval evaluates an expression.
func (w *walker) eval(f *frame, e *Expr) any {
	arg := func(i int) any { return w.eval(f, e.Args[i]) }
	switch e.Op {
	case Var:
		if c := f.env[e.Name]; c != nil {
			return c.val
		}
		if c := w.globals[e.Name]; c != nil {
			return c.val
		}
		return nil
	case Nil:
		return nil
	case Bool:
		return e.Name == "true"
	case Int:
		return e.Num
	case Not:
		return !arg(0).(bool)
	case And:
		return arg(0).(bool) && arg(1).(bool)
	case Or:
		return arg(0).(bool) || arg(1).(bool)
	case Eq:
		return arg(0) == arg(1)
	case Ne:
		return arg(0) != arg(1)
	case Less:
		return arg(0).(int) < arg(1).(int)
	case More:
		return arg(0).(int) > arg(1).(int)
	case Plus:
		return arg(0).(int) + arg(1).(int)
	case Field:
		return w.load(arg(0), e.Name)
	case Lit:
		env := map[string]*cell{}
		for name, c := range f.env {
			env[name] = c
		}
		return &closure{fn: e.Fn, env: env, main: f.main}
	case Bound:
		return &bound{fn: &closure{fn: w.funcs[e.Name]}, recv: arg(0)}
	case Hold:
		return &record{fields: map[string]any{"it": arg(0)}, lines: map[string][]int{}}
	}
	run, _ := w.prepare(f, e)
	return run()
}

func (w *walker) load(x any, name string) any {
	switch x := x.(type) {
	case *record:
		return x.fields[name]
	case *object:
		w.use(x)
		switch name {
		case "data":
			return x.data
		case "stale":
			if x.stale == 0 {
				x.stale = 1 + w.choose(2)
			}
			if !x.put {
				x.kept = "dropped for what it is"
			}
			return x.stale == 2
		}
	case nil:
		w.reject("nil dereference")
		if name == "stale" {
			return false
		}
	}
	return nil
}
