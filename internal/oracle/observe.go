package oracle

import (
	"fmt"
	"strings"
)

// event notes what a pool sees.
func (w *walker) event(what string, num int) {
	if w.each != nil {
		w.events = append(w.events, fmt.Sprintf("%s %d", what, num))
	}
}

// seen returns the events of the path and what its results are.
func (w *walker) seen(results any) string {
	list := w.events
	switch len(w.prog.Main.Results) {
	case 0:
	case 1:
		list = append(list, observed(results))
	default:
		for _, v := range results.(tuple) {
			list = append(list, observed(v))
		}
	}
	list = append(list, "kept "+observed(w.globals["keptItem"].val)+" "+observed(w.globals["keptMem"].val))
	return strings.Join(list, ", ")
}

// observed returns what can be told of a value by its address.
func observed(v any) string {
	switch v := v.(type) {
	case *object:
		return fmt.Sprintf("object %d", v.num)
	case *memory:
		if v.base > 0 && (v.of == nil || v.of.kind != "buf") {
			return fmt.Sprintf("memory %d", v.base-1)
		}
	}
	return "-"
}

// spellArgs returns the arguments as Go expressions.
func spellArgs(params []Param, args []any) []string {
	list := make([]string, len(args))
	for i, p := range params {
		switch p.Type {
		case "bool", "int":
			list[i] = fmt.Sprint(args[i])
		case "strs":
			list[i] = fmt.Sprintf("make([]string, %d)", args[i])
		case "box":
			list[i] = "new(box)"
		case "str":
			list[i] = "\"\""
		case "bytes":
			list[i] = "make([]byte, 1)"
		default:
			list[i] = "nil"
			if strings.HasPrefix(p.Type, "chan ") {
				list[i] = fmt.Sprintf("make(%s, 100)", p.Type)
			}
			if arg, ok := strings.CutPrefix(p.Type, "func("); ok {
				list[i] = "func(" + arg + " {}"
			}
		}
	}
	return list
}

// Runs reports whether each path of p can be taken by running it: whether
// nothing in it depends on the scheduler, the pool or the size of objects.
func (p *Program) Runs() bool {
	ok := true
	check := func(f *Func) {
		eachStmt(f.Body, func(s *Stmt) { ok = ok && s.Kind != Go && s.Kind != Select })
		for _, s := range f.Body {
			s.eachExpr(func(e *Expr) {
				switch {
				case e.Op == Field && e.Name == "stale":
					ok = false
				case e.Op != Prim:
				case strings.HasPrefix(e.Name, "get ok "), strings.HasPrefix(e.Name, "big "):
					ok = false
				case e.Name == "trim", e.Name == "go", e.Name == "recv", e.Name == "wait", e.Name == "panic":
					ok = false
				}
			})
		}
	}
	check(p.Main)
	for _, f := range p.Funcs {
		check(f)
	}
	return ok
}
