package oracle

import "slices"

// Shrink returns a program, as small as it finds one, of which bad still holds.
// It tries to leave out each statement, branch and helper in turn.
func Shrink(prog *Program, bad func(*Program) bool) *Program {
	for smaller := true; smaller; {
		smaller = false
		for i := 0; ; i++ {
			q := prog.clone()
			if !edit(q, i) {
				break
			}
			if bad(q) {
				prog, smaller = q, true
				i--
			}
		}
	}
	return prog
}

// edit makes the edit number n of p, and reports whether there is one.
func edit(p *Program, n int) bool {
	e := &editor{left: n}
	e.list(&p.Main.Body)
	for i := range p.Funcs {
		if p.Funcs[i].Recv == nil && e.turn() {
			p.Funcs = append(p.Funcs[:i:i], p.Funcs[i+1:]...)
			return true
		}
	}
	for i := range p.Main.Params {
		if e.turn() {
			p.Main.Params = append(p.Main.Params[:i:i], p.Main.Params[i+1:]...)
			return true
		}
	}
	return e.done
}

type editor struct {
	left int
	done bool
}

// turn reports whether the next edit is the one to make.
func (e *editor) turn() bool {
	if e.done {
		return false
	}
	if e.left == 0 {
		e.done = true
		return true
	}
	e.left--
	return false
}

func (e *editor) list(list *[]*Stmt) {
	for i := 0; i < len(*list) && !e.done; i++ {
		s := (*list)[i]
		splice := func(with ...*Stmt) {
			*list = slices.Concat((*list)[:i], with, (*list)[i+1:])
		}
		if e.turn() {
			splice()
			return
		}
		switch s.Kind {
		case If, For, Range, Block:
			if e.turn() {
				splice(s.Body...)
				return
			}
			if len(s.Else) > 0 {
				if e.turn() {
					splice(s.Else...)
					return
				}
				if e.turn() {
					s.Else = nil
					return
				}
			}
			if s.Kind == If && (s.X.Op != Prim || s.X.Name != "opaque") && e.turn() {
				s.X = prim("opaque")
				return
			}
		case Switch, Select:
			for j, c := range s.Cases {
				if e.turn() {
					splice(c.Body...)
					return
				}
				if e.turn() {
					s.Cases = append(s.Cases[:j:j], s.Cases[j+1:]...)
					return
				}
				e.list(&c.Body)
			}
		case Define:
			if s.X != nil && s.X.Op == Call && len(s.Names) == 1 && e.turn() {
				kind := "item"
				if len(s.X.Name) > 3 && s.X.Name[len(s.X.Name)-3:] == "Buf" {
					kind = "buf"
				}
				s.X = prim("get " + kind)
				return
			}
		}
		if s.Label != "" && (s.Kind == For || s.Kind == Range) && e.turn() {
			s.Label = ""
			return
		}
		e.list(&s.Body)
		e.list(&s.Else)
		e.expr(s.X)
	}
}

// expr edits literals, and makes putters and users simple.
func (e *editor) expr(x *Expr) {
	if x == nil || e.done {
		return
	}
	if x.Op == Lit {
		e.list(&x.Fn.Body)
	}
	if x.Op == Call && len(x.Args) == 1 && e.turn() {
		kind := "item"
		if len(x.Name) > 3 && x.Name[len(x.Name)-3:] == "Buf" {
			kind = "buf"
		}
		x.Op, x.Name = Prim, map[bool]string{true: "put ", false: "use "}[len(x.Name) > 3 && x.Name[:3] == "put"]+kind
		return
	}
	for _, a := range x.Args {
		e.expr(a)
	}
}
