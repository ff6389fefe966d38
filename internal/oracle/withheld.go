package oracle

import "strings"

// withheld notes the objects that s, a conditional of which the condition is false, does
// not put because of a flag that is only set where an error is not nil.
func (w *walker) withheld(f *frame, s *Stmt) {
	if s.X.Op != Not || s.X.Args[0].Op != Var || !w.isFailure(s.X.Args[0].Name) {
		return
	}
	for _, t := range s.Body {
		t.eachExpr(func(e *Expr) {
			if e.Op != Var || f.env[e.Name] == nil {
				return
			}
			if o, ok := f.env[e.Name].val.(*object); ok && !o.put {
				o.kept = "a flag was set where something failed"
			}
		})
	}
}

// isFailure reports whether a flag of the main function is set to true only where an
// error is not nil, and is not just a variable of that branch.
func (w *walker) isFailure(flag string) bool {
	set, failures, other := 0, 0, false
	isFlag := func(s *Stmt) bool { return s.Kind == Assign && s.LHS[0].Op == Var && s.LHS[0].Name == flag }
	isTrue := func(s *Stmt) bool { return len(s.Xs) == 1 && s.Xs[0].Op == Bool && s.Xs[0].Name == "true" }
	eachStmt(w.prog.Main.Body, func(s *Stmt) {
		switch {
		case isFlag(s) && isTrue(s):
			set++
		case isFlag(s) && (len(s.Xs) != 1 || s.Xs[0].Op != Bool):
			other = true
		case s.Kind == Define && s.Names[0] == flag && (s.X == nil || s.X.Op != Bool || s.X.Name == "true"):
			other = true // it may be set from the start
		}
		for _, t := range onError(s) {
			switch {
			case isFlag(t) && isTrue(t):
				set--
				failures++
			case t.Kind == Define && t.Names[0] == flag:
				other = true
			}
		}
	})
	return failures > 0 && set == 0 && !other
}

// onError lists the statements of s that run where an error is not nil.
func onError(s *Stmt) []*Stmt {
	if s.Kind == If && isError(s.X) {
		return s.Body
	}
	var list []*Stmt
	for _, c := range s.Cases {
		if c.Cond != nil && isError(c.Cond) {
			list = append(list, c.Body...)
		}
	}
	return list
}

// isError reports whether cond asks whether an error is not nil.
func isError(cond *Expr) bool {
	return cond.Op == Ne && cond.Args[0].Op == Var && strings.HasPrefix(cond.Args[0].Name, "err") && cond.Args[1].Op == Nil
}
