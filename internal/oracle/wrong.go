package oracle

import (
	"cmp"
	"slices"
)

// finish judges what is left at the end of the path.
func (w *walker) finish(results any) {
	ret := []int{w.line}
	for _, v := range asTuple(results) {
		reach(v, func(o *object, part bool) {
			if o.put {
				w.defect(o, Defect{Check: "aliasescape", At: ret, Other: o.putAt, Quiet: ofAppend(o, part)})
			}
		})
	}
	whole, part := map[*object]bool{}, map[*object]bool{}
	note := func(o *object, isPart bool) {
		if isPart {
			part[o] = true
		} else {
			whole[o] = true
		}
	}
	reach(results, note)
	for _, c := range w.globals {
		reach(c.val, note)
	}
	for _, v := range w.outside {
		reach(v, note)
	}
	for _, o := range w.objects {
		if o.put || whole[o] {
			continue
		}
		quiet := o.kept
		if quiet == "" && part[o] {
			quiet = "its memory was handed over"
		}
		if quiet == "" && w.inUse(o) {
			quiet = "a goroutine may still use it"
		}
		w.defect(o, Defect{Check: "missingput", At: o.at, Other: ret, Quiet: quiet, Name: o.name})
	}
}

// replaced notes the objects that nothing reaches any more although the path has
// not come to its end, where another object was taken at the same place.
func (w *walker) replaced(quiet string) {
	held := map[*object]bool{}
	note := func(o *object, part bool) { held[o] = true }
	for _, f := range w.frames {
		for _, c := range f.env {
			reach(c.val, note)
		}
		for _, d := range f.defers {
			for _, v := range d.held {
				reach(v, note)
			}
		}
	}
	for _, c := range w.globals {
		reach(c.val, note)
	}
	for _, v := range w.outside {
		reach(v, note)
	}
	for i, o := range w.objects {
		if o.put || held[o] {
			continue
		}
		for _, later := range w.objects[i+1:] {
			if slices.Equal(later.at, o.at) {
				w.defect(o, Defect{Check: "missingput", At: o.at, Other: o.at, Quiet: cmp.Or(o.kept, quiet, inLiteral(o)), Name: o.name})
				break
			}
		}
	}
}

func asTuple(v any) []any {
	if t, ok := v.(tuple); ok {
		return t
	}
	if v == nil {
		return nil
	}
	return []any{v}
}

// ofAppend returns why it need not be noticed that o is reached after its Put, if that is
// by memory which append made of nil.
func ofAppend(o *object, part bool) string {
	if m, ok := o.data.(*memory); ok && part && m.lent {
		return "its memory was made by append to nil"
	}
	return ""
}

// inLiteral returns why it need not be noticed that o is replaced, if a literal
// took it.
func inLiteral(o *object) string {
	if len(o.at) > 1 {
		return "taken by a literal in a loop that does not end"
	}
	return ""
}

// defect notes a defect of o.
func (w *walker) defect(o *object, d Defect) {
	if w.stopped {
		return
	}
	switch {
	case o.dead:
		d.Quiet = hidden
	case o.quiet != "" && d.Quiet == "":
		d.Quiet = o.quiet
	}
	w.defects = append(w.defects, d)
	if d.Check == "useafterput" || d.Check == "doubleput" {
		o.dead = true
	}
}

// use notes that v is used, where it is one of a pool.
func (w *walker) use(v any) {
	var o *object
	switch v := v.(type) {
	case *object:
		o = v
	case *memory:
		o = v.of
	}
	if o == nil {
		return
	}
	if w.inGo != nil {
		w.inGo.uses[o] = true
	}
	if !o.put {
		return
	}
	_, part := v.(*memory)
	d := Defect{Check: "useafterput", At: w.lines(), Other: o.putAt, Quiet: ofAppend(o, part)}
	if w.depth > 0 {
		d.Quiet = "used through what holds it"
	}
	w.defect(o, d)
}

// putBack puts o.
func (w *walker) putBack(o *object) {
	at := w.lines()
	if w.inGo != nil {
		at = w.inGo.at
	}
	for _, taker := range o.takers {
		w.defect(o, Defect{Check: "doubleput", At: at, Other: taker, Quiet: "put by a goroutine"})
	}
	if w.inGo != nil {
		o.takers = append(o.takers, at)
		if o.put {
			o.quiet = "put by a goroutine"
			return
		}
		o.quiet, o.kept = "put by a goroutine", "put by a goroutine"
		return
	}
	if o.put {
		w.event("put", o.num)
		w.defect(o, Defect{Check: "doubleput", At: w.lines(), Other: o.putAt})
		for _, at := range o.putAgain {
			w.defect(o, Defect{Check: "doubleput", At: w.lines(), Other: at})
		}
		o.putAgain = append(o.putAgain, w.lines())
		w.outlived(o)
		return
	}
	w.event("put", o.num)
	w.outlived(o)
	o.put, o.putAt = true, w.lines()
}

// outlived notes where o, which is about to be put, can still be reached.
func (w *walker) outlived(o *object) {
	check := func(v any, lines []int, quiet string) {
		reach(v, func(p *object, part bool) {
			if p == o {
				w.defect(o, Defect{Check: "aliasescape", At: lines, Other: w.lines(), Quiet: cmp.Or(quiet, ofAppend(o, part))})
			}
		})
	}
	for _, name := range []string{"keptItem", "keptBuf", "keptPtr", "keptMem"} {
		quiet := ""
		switch {
		case w.globals[name].elsewhere:
			quiet = "stored by a function that was called"
		case w.replacedLater(name, w.globals[name].lines):
			quiet = "a function that is called on another path stores something else there"
		}
		check(w.globals[name].val, w.globals[name].lines, quiet)
	}
	active := w.globals["active"].val.(*record)
	for key, v := range active.fields {
		quiet := ""
		if w.mayFollow(active.lines[key], func(s *Stmt) bool { return performs(s, "leave") }) {
			quiet = "an element is deleted there on another path"
		} else if w.entersOther(active.lines[key]) {
			quiet = "something else is stored there on another path, or after the Put"
		}
		check(v, active.lines[key], quiet)
	}
	for _, v := range w.outside {
		if r, ok := v.(*record); ok {
			for key, v := range r.fields {
				check(v, r.lines[key], "stored where the caller has it")
			}
		}
	}
	for _, s := range o.sent {
		if s.quiet == "" && w.loopAfter(s.at[0], "send", "recv", "wait") {
			s.quiet = "another one was sent"
		}
		if d := (Defect{Check: "aliasescape", At: s.at, Other: w.lines(), Quiet: s.quiet}); o.dead || d.Quiet != "" {
			w.defect(o, d)
		} else {
			w.defects = append(w.defects, d)
		}
	}
	for _, r := range w.routines {
		if r.uses[o] && !r.ended {
			quiet := ""
			if r.doubt || w.loopAfter(0, "recv", "wait") {
				quiet = "something else was waited for"
			}
			w.defect(o, Defect{Check: "aliasescape", At: r.at, Other: w.lines(), Quiet: quiet})
		}
	}
}

// replacedLater reports whether the main function may, after the store at lines,
// call a function that assigns the variable of the package called name.
func (w *walker) replacedLater(name string, lines []int) bool {
	assigns := func(s *Stmt) bool {
		return s.Kind == Assign && slices.ContainsFunc(s.LHS, func(e *Expr) bool { return e.Op == Var && e.Name == name })
	}
	calls := func(s *Stmt) bool {
		yes := false
		s.eachExpr(func(e *Expr) {
			yes = yes || e.Op == Call && slices.ContainsFunc(w.funcs[e.Name].Body, assigns)
		})
		return yes
	}
	return w.mayFollow(lines, calls)
}

// mayFollow reports whether a statement of the main function of which does is true may
// run after the store at lines.
func (w *walker) mayFollow(lines []int, does func(*Stmt) bool) bool {
	if len(lines) == 0 {
		return false
	}
	first, found := lines[0], false
	eachStmt(w.prog.Main.Body, func(s *Stmt) {
		switch s.Kind {
		case For, Range:
			inLoop := false
			eachStmt(s.Body, func(t *Stmt) { inLoop = inLoop || t.Line == first })
			found = found || inLoop && does(s)
		case Defer:
			found = found || does(s)
		default:
			found = found || s.Line > first && does(s)
		}
	})
	return found
}

// entersOther reports whether something else may be stored in the map after the store at
// lines: what another variable has, or the same one that was assigned again.
func (w *walker) entersOther(lines []int) bool {
	if len(lines) == 0 {
		return false
	}
	at := lines[len(lines)-1]
	entered := func(s *Stmt) *Expr {
		if s.Kind == Do && s.X.Op == Prim && s.X.Name == "enter" {
			return s.X.Args[1]
		}
		return nil
	}
	var stored *Expr
	assigned := map[string]bool{}
	eachStmt(w.prog.Main.Body, func(s *Stmt) {
		if s.Line == at {
			stored = cmp.Or(entered(s), stored)
		}
		if s.Kind == Assign && s.LHS[0].Op == Var {
			assigned[s.LHS[0].Name] = true
		}
	})
	if stored == nil {
		return false
	}
	return w.mayFollow(lines, func(s *Stmt) bool {
		found := false
		eachStmt([]*Stmt{s}, func(t *Stmt) {
			x := entered(t)
			found = found || x != nil && t.Line != at && (x.Op != Var || x.Name != stored.Name || assigned[x.Name])
		})
		return found
	})
}

// performs reports whether s, or what is in it, has one of these primitives.
func performs(s *Stmt, prims ...string) bool {
	found := false
	s.eachExpr(func(e *Expr) { found = found || e.Op == Prim && slices.Contains(prims, e.Name) })
	return found
}

// loopAfter reports whether the main function has, below a line, a loop with one of these
// primitives: one that waits may be taken for one that waits for each.
func (w *walker) loopAfter(line int, prims ...string) bool {
	found := false
	eachStmt(w.prog.Main.Body, func(s *Stmt) {
		found = found || (s.Kind == For || s.Kind == Range) && s.Line > line && performs(s, prims...)
	})
	return found
}

// inUse reports whether a goroutine may still use o, of which the main function
// may wait for some on another path.
func (w *walker) inUse(o *object) bool {
	waits := slices.ContainsFunc(w.prog.Main.Body, func(s *Stmt) bool { return performs(s, "recv", "wait") })
	return waits && slices.ContainsFunc(w.routines, func(r *routine) bool { return r.uses[o] && !r.ended })
}
