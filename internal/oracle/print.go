package oracle

import (
	"fmt"
	"strings"
)

// Print returns the Go source of a package of the programs, and sets the lines
// of their statements.
func Print(programs ...*Program) string { return PrintAfter(prelude, programs...) }

// PrintAfter is Print with another text before the programs than the one that
// declares what they share.
func PrintAfter(prelude string, programs ...*Program) string {
	p := &printer{prims: primitives()}
	p.text(prelude)
	for _, prog := range programs {
		p.program(prog)
	}
	return p.b.String()
}

type printer struct {
	b      strings.Builder
	line   int // of what comes next, less one
	indent int
	id     int
	used   map[string]bool // variables that are read, of the function being printed
	prims  map[string]primitive
}

func (p *printer) text(s string) {
	p.b.WriteString(s)
	p.line += strings.Count(s, "\n")
}

func (p *printer) start()                  { p.text(strings.Repeat("\t", p.indent)) }
func (p *printer) f(s string, args ...any) { p.text(fmt.Sprintf(s, args...)) }

func (p *printer) program(prog *Program) {
	p.id = prog.ID
	p.text("\n")
	prog.First = p.line + 1
	if prog.Holder {
		p.f("type holder%d struct {\n\tit *item\n}\n\n", p.id)
	}
	p.f(globals, p.id)
	p.text("\n")
	for _, f := range prog.Funcs {
		p.function(f)
		p.text("\n")
	}
	p.function(prog.Main)
	prog.Last = p.line
}

func (p *printer) function(f *Func) {
	p.used = map[string]bool{}
	for _, s := range f.Body {
		s.eachExpr(func(e *Expr) {
			if e.Op == Var {
				p.used[e.Name] = true
			}
		})
	}
	// what is only assigned is not used
	only := map[string]int{}
	eachStmt(f.Body, func(s *Stmt) {
		if s.Kind == Assign {
			for _, l := range s.LHS {
				if l.Op == Var {
					only[l.Name]++
				}
			}
		}
	})
	for name, n := range only {
		for _, s := range f.Body {
			s.eachExpr(func(e *Expr) {
				if e.Op == Var && e.Name == name {
					n--
				}
			})
		}
		if n == 0 {
			p.used[name] = false
		}
	}
	p.text("func ")
	if f.Recv != nil {
		p.f("(%s %s) ", f.Recv.Name, p.typ(f.Recv.Type))
	}
	p.f("%s%d", f.Name, p.id)
	p.signature(f)
	p.text(" {\n")
	p.body(f.Body)
	f.End = p.line + 1
	p.text("}\n")
}

func (p *printer) signature(f *Func) {
	params := make([]string, len(f.Params))
	for i, v := range f.Params {
		params[i] = v.Name + " " + p.typ(v.Type)
	}
	for i := range f.Params { // as gofmt does not, but people do
		if i+1 < len(params) && f.Params[i].Type == f.Params[i+1].Type {
			params[i] = f.Params[i].Name
		}
	}
	p.f("(%s)", strings.Join(params, ", "))
	switch {
	case len(f.Results) == 0:
	case len(f.Results) == 1 && f.Results[0].Name == "":
		p.f(" %s", p.typ(f.Results[0].Type))
	default:
		results := make([]string, len(f.Results))
		for i, v := range f.Results {
			results[i] = strings.TrimSpace(v.Name + " " + p.typ(v.Type))
		}
		p.f(" (%s)", strings.Join(results, ", "))
	}
}

// typ returns the Go spelling of a type of the model.
func (p *printer) typ(t string) string {
	switch t {
	case "item":
		return "*item"
	case "buf":
		return "*bytes.Buffer"
	case "ptr":
		return "*[]byte"
	case "bytes":
		return "[]byte"
	case "err":
		return "error"
	case "str":
		return "string"
	case "strs":
		return "[]string"
	case "box":
		return "*box"
	case "holder":
		return fmt.Sprintf("*holder%d", p.id)
	case "group":
		return "sync.WaitGroup"
	case "items":
		return "[]*item"
	}
	return t
}

func (p *printer) body(list []*Stmt) {
	p.indent++
	for _, s := range list {
		p.stmt(s)
	}
	p.indent--
}

func (p *printer) stmt(s *Stmt) {
	if s.Label != "" && (s.Kind == For || s.Kind == Range || s.Kind == Switch || s.Kind == Select) {
		p.indent--
		p.start()
		p.indent++
		p.f("%s:\n", s.Label)
	}
	p.start()
	s.Line = p.line + 1
	switch s.Kind {
	case Define, Declare, Assign, Do, Increase:
		p.simple(s)
		p.text("\n")
		if s.Kind == Define || s.Kind == Declare {
			for _, name := range s.Names {
				p.mention(name)
			}
		}
	case If:
		p.text("if ")
		if s.Init != nil {
			s.Init.Line = s.Line
			p.simple(s.Init)
			p.text("; ")
		}
		p.f("%s {\n", p.expr(s.X))
		if s.Init != nil {
			p.indent++
			for _, name := range s.Init.Names {
				p.mention(name)
			}
			p.indent--
		}
		p.body(s.Body)
		if len(s.Else) > 0 {
			p.start()
			p.text("} else {\n")
			p.body(s.Else)
		}
		p.close()
	case Switch:
		p.text("switch ")
		if s.X != nil {
			p.f("%s ", p.expr(s.X))
		}
		p.text("{\n")
		for _, c := range s.Cases {
			p.start()
			c.Line = p.line + 1
			switch {
			case len(c.Nums) > 0:
				p.f("case %s:\n", strings.Trim(strings.ReplaceAll(fmt.Sprint(c.Nums), " ", ", "), "[]"))
			case c.Cond != nil:
				p.f("case %s:\n", p.expr(c.Cond))
			default:
				p.text("default:\n")
			}
			p.body(c.Body)
		}
		p.close()
	case Select:
		p.text("select {\n")
		for _, c := range s.Cases {
			p.start()
			if c.Comm != nil {
				c.Comm.Line = p.line + 1
				p.f("case %s:\n", p.expr(c.Comm.X))
			} else {
				p.text("default:\n")
			}
			p.body(c.Body)
		}
		p.close()
	case For:
		switch {
		case len(s.Names) > 0:
			p.f("for %[1]s := 0; %[1]s < %[2]s; %[1]s++ {\n", s.Names[0], p.expr(s.X))
		case s.X != nil:
			p.f("for %s {\n", p.expr(s.X))
		default:
			p.text("for {\n")
		}
		p.body(s.Body)
		p.close()
	case Range:
		switch {
		case len(s.Names) == 0 || !p.used[s.Names[0]]:
			p.f("for range %s {\n", p.expr(s.X))
		case s.Type == "int":
			p.f("for %s := range %s {\n", s.Names[0], p.expr(s.X))
		default:
			p.f("for _, %s := range %s {\n", s.Names[0], p.expr(s.X))
		}
		p.body(s.Body)
		p.close()
	case Return:
		p.text("return")
		for i, x := range s.Xs {
			p.text(map[bool]string{true: " ", false: ", "}[i == 0])
			p.text(p.expr(x))
		}
		p.text("\n")
	case Defer:
		p.f("defer %s\n", p.expr(s.X))
	case Go:
		p.f("go %s\n", p.expr(s.X))
	case Break, Continue:
		p.text(map[Kind]string{Break: "break", Continue: "continue"}[s.Kind])
		if s.Label != "" {
			p.f(" %s", s.Label)
		}
		p.text("\n")
	case Block:
		p.text("{\n")
		p.body(s.Body)
		p.close()
	}
}

// mention uses a variable that nothing else uses.
func (p *printer) mention(name string) {
	if name != "_" && !p.used[name] {
		p.start()
		p.f("_ = %s\n", name)
		p.used[name] = true
	}
}

func (p *printer) close() {
	p.start()
	p.text("}\n")
}

func (p *printer) simple(s *Stmt) {
	switch s.Kind {
	case Define:
		x := p.exprs(s.Xs)
		if s.X != nil {
			x = p.expr(s.X)
		}
		p.f("%s := %s", strings.Join(s.Names, ", "), x)
	case Declare:
		p.f("var %s %s", s.Names[0], p.typ(s.Type))
	case Assign:
		x := p.exprs(s.Xs)
		if s.X != nil {
			x = p.expr(s.X)
		}
		p.f("%s = %s", p.exprs(s.LHS), x)
	case Do:
		p.text(p.expr(s.X))
	case Increase:
		p.f("%s++", p.expr(s.LHS[0]))
	}
}

func (p *printer) exprs(list []*Expr) string {
	texts := make([]string, len(list))
	for i, e := range list {
		texts[i] = p.expr(e)
	}
	return strings.Join(texts, ", ")
}

// expr returns the text of e. A literal must be the last thing on its first
// line.
func (p *printer) expr(e *Expr) string {
	arg := func(i int) string { return p.expr(e.Args[i]) }
	operand := func(i int) string {
		if a := e.Args[i]; a.Op == And || a.Op == Or {
			return "(" + p.expr(a) + ")"
		}
		return p.expr(e.Args[i])
	}
	switch e.Op {
	case Var:
		if strings.HasPrefix(e.Name, "kept") {
			return fmt.Sprintf("%s%d", e.Name, p.id)
		}
		return e.Name
	case Bool:
		return e.Name
	case Nil:
		return "nil"
	case Int:
		return fmt.Sprint(e.Num)
	case Not:
		if a := e.Args[0]; a.Op != Var && a.Op != Bool && a.Op != Call && a.Op != Field && a.Op != Not && (a.Op != Prim || strings.HasPrefix(a.Name, "big")) {
			return "!(" + p.expr(a) + ")"
		}
		return "!" + arg(0)
	case And:
		return operand(0) + " && " + operand(1)
	case Or:
		return operand(0) + " || " + operand(1)
	case Eq:
		return arg(0) + " == " + arg(1)
	case Ne:
		return arg(0) + " != " + arg(1)
	case Less:
		return arg(0) + " < " + arg(1)
	case More:
		return arg(0) + " > " + arg(1)
	case Plus:
		return arg(0) + " + " + arg(1)
	case Field:
		return arg(0) + "." + e.Name
	case Call:
		return fmt.Sprintf("%s%d(%s)", e.Name, p.id, p.exprs(e.Args))
	case Method:
		return fmt.Sprintf("%s.%s%d(%s)", arg(0), e.Name, p.id, p.exprs(e.Args[1:]))
	case Bound:
		return fmt.Sprintf("%s.%s%d", arg(0), e.Name, p.id)
	case Value:
		return fmt.Sprintf("%s(%s)", arg(0), p.exprs(e.Args[1:]))
	case Prim:
		args := make([]string, len(e.Args))
		for i := range e.Args {
			args[i] = arg(i)
			if strings.HasPrefix(args[i], "*") && e.Name == "first" {
				args[i] = "(" + args[i] + ")"
			}
		}
		return p.prims[e.Name].spell(p.id, args)
	case Hold:
		return fmt.Sprintf("&holder%d{it: %s}", p.id, arg(0))
	case Lit:
		return p.literal(e.Fn)
	}
	return "?"
}

// literal returns the text of a function literal, whose statements get their
// lines as if it began on the line where the printer stands.
func (p *printer) literal(f *Func) string {
	inner := &printer{line: p.line, indent: p.indent, id: p.id, used: p.used, prims: p.prims}
	inner.text("func")
	inner.signature(f)
	inner.text(" {\n")
	inner.body(f.Body)
	f.End = inner.line + 1
	inner.start()
	inner.text("}")
	return inner.b.String()
}
