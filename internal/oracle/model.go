// Package oracle makes small Go functions over one or two pools, and tells
// what is wrong with each. A [Program] is built as a model, printed as Go, and
// walked: every path, with loops bounded and every value of the opaque
// conditions. What the walker finds is the truth that the lifecycle checks
// must agree with. It shares no code with them.
package oracle

// An Op is a form of expression.
type Op uint8

// The forms of expressions, with what they use of an [Expr].
const (
	Var    Op = iota // Name: a variable of the function or of the package
	Nil              //
	Bool             // Name: true or false
	Int              // Num
	Not              // Args[0]
	And              // Args[0], Args[1]
	Or               // Args[0], Args[1]
	Eq               // Args[0], Args[1]
	Ne               // Args[0], Args[1]
	Less             // Args[0], Args[1]
	More             // Args[0], Args[1]
	Plus             // Args[0], Args[1]
	Field            // Args[0], Name
	Call             // Name: a function of the program, Args
	Method           // Args[0], Name: a method of the program, the rest of Args
	Value            // Args[0]: a function value, the rest of Args
	Prim             // Name: a primitive, Args
	Lit              // Fn: a function literal
	Hold             // &holder{it: Args[0]}
	Bound            // Args[0], Name: a method of the program as a value
)

// An Expr is an expression of a model.
type Expr struct {
	Op   Op
	Name string
	Num  int
	Args []*Expr
	Fn   *Func
}

// A Kind is a form of statement.
type Kind uint8

// The forms of statements, with what they use of a [Stmt].
const (
	Define   Kind = iota // Names := X, or the elements of Xs
	Declare              // var Names[0] Type
	Assign               // LHS = X, or the elements of Xs
	Do                   // X
	If                   // Init, X, Body, Else
	Switch               // X: an integer, or nil for a switch without a tag; Cases
	For                  // Names[0] from 0 while less than X; without Names while X; forever without X. Body, Label
	Range                // Names[0] over X, an integer or a slice. Body, Label
	Return               // Xs
	Defer                // X
	Go                   // X
	Select               // Cases
	Break                // Label
	Continue             // Label
	Increase             // LHS[0]++
	Block                // Body
)

// A Stmt is a statement of a model.
type Stmt struct {
	Kind  Kind
	Names []string
	Type  string
	LHS   []*Expr
	X     *Expr
	Xs    []*Expr
	Init  *Stmt
	Body  []*Stmt
	Else  []*Stmt
	Cases []*Case
	Label string
	Line  int // set by the printer
}

// A Case is a clause of a switch or a select. A clause with neither Nums, Cond
// nor Comm is the default.
type Case struct {
	Nums []int
	Cond *Expr
	Comm *Stmt // a Do of a send or receive
	Body []*Stmt
	Line int // set by the printer
}

// A Param is a parameter or a result.
type Param struct{ Name, Type string }

// A Func is a function, a method or a literal of a model.
type Func struct {
	Name    string
	Recv    *Param
	Params  []Param
	Results []Param // named, or none of them
	Body    []*Stmt
	MayPut  bool // a putter that does not always put
	Vague   bool // and whose results do not tell when
	End     int  // the line of its closing brace, set by the printer
}

// A Program is a function, and what it calls.
type Program struct {
	Seed  uint64
	ID    int
	Main  *Func
	Funcs []*Func // in no order
	// Holder tells that the program has a type that holds an item.
	Holder bool
	// First and Last are its lines, set by the printer.
	First, Last int
}

// clone returns a copy of p that shares nothing with it.
func (p *Program) clone() *Program {
	q := *p
	q.Main = p.Main.clone()
	q.Funcs = cloneAll(p.Funcs)
	return &q
}

func (f *Func) clone() *Func {
	if f == nil {
		return nil
	}
	g := *f
	g.Body = cloneAll(f.Body)
	return &g
}

//nolint:unused // cloneAll calls it
func (s *Stmt) clone() *Stmt {
	if s == nil {
		return nil
	}
	t := *s
	t.LHS = cloneAll(s.LHS)
	t.X = s.X.clone()
	t.Xs = cloneAll(s.Xs)
	t.Init = s.Init.clone()
	t.Body = cloneAll(s.Body)
	t.Else = cloneAll(s.Else)
	t.Cases = cloneAll(s.Cases)
	return &t
}

//nolint:unused // cloneAll calls it
func (c *Case) clone() *Case {
	d := *c
	d.Cond = c.Cond.clone()
	d.Comm = c.Comm.clone()
	d.Body = cloneAll(c.Body)
	return &d
}

func (e *Expr) clone() *Expr {
	if e == nil {
		return nil
	}
	d := *e
	d.Args = cloneAll(e.Args)
	d.Fn = e.Fn.clone()
	return &d
}

func cloneAll[T interface{ clone() T }](list []T) []T {
	if list == nil {
		return nil
	}
	out := make([]T, len(list))
	for i, x := range list {
		out[i] = x.clone()
	}
	return out
}

// eachExpr calls yield with each expression in s, the outer first, those in
// literals included.
func (s *Stmt) eachExpr(yield func(*Expr)) {
	if s == nil {
		return
	}
	for _, e := range s.LHS {
		e.each(yield)
	}
	s.X.each(yield)
	for _, e := range s.Xs {
		e.each(yield)
	}
	s.Init.eachExpr(yield)
	for _, list := range [][]*Stmt{s.Body, s.Else} {
		for _, t := range list {
			t.eachExpr(yield)
		}
	}
	for _, c := range s.Cases {
		c.Cond.each(yield)
		c.Comm.eachExpr(yield)
		for _, t := range c.Body {
			t.eachExpr(yield)
		}
	}
}

func (e *Expr) each(yield func(*Expr)) {
	if e == nil {
		return
	}
	yield(e)
	for _, a := range e.Args {
		a.each(yield)
	}
	if e.Fn != nil {
		for _, s := range e.Fn.Body {
			s.eachExpr(yield)
		}
	}
}

// eachStmt calls yield with each statement in list and in the literals there.
func eachStmt(list []*Stmt, yield func(*Stmt)) {
	lits := func(e *Expr) {
		if e.Fn != nil {
			eachStmt(e.Fn.Body, yield)
		}
	}
	for _, s := range list {
		yield(s)
		for _, e := range s.LHS {
			e.eachLit(lits)
		}
		s.X.eachLit(lits)
		for _, e := range s.Xs {
			e.eachLit(lits)
		}
		if s.Init != nil {
			eachStmt([]*Stmt{s.Init}, yield)
		}
		eachStmt(s.Body, yield)
		eachStmt(s.Else, yield)
		for _, c := range s.Cases {
			if c.Comm != nil {
				eachStmt([]*Stmt{c.Comm}, yield)
			}
			eachStmt(c.Body, yield)
		}
	}
}

// eachLit calls yield with the outermost literals in e.
func (e *Expr) eachLit(yield func(*Expr)) {
	if e == nil {
		return
	}
	if e.Op == Lit {
		yield(e)
		return
	}
	for _, a := range e.Args {
		a.eachLit(yield)
	}
}

// Short forms, for who builds models.

func id(name string) *Expr { return &Expr{Op: Var, Name: name} }
func null() *Expr          { return &Expr{Op: Nil} }
func num(n int) *Expr      { return &Expr{Op: Int, Num: n} }
func truth(b bool) *Expr {
	return &Expr{Op: Bool, Name: map[bool]string{true: "true", false: "false"}[b]}
}
func not(x *Expr) *Expr                     { return &Expr{Op: Not, Args: []*Expr{x}} }
func binary(op Op, x, y *Expr) *Expr        { return &Expr{Op: op, Args: []*Expr{x, y}} }
func isNil(x *Expr) *Expr                   { return binary(Eq, x, null()) }
func notNil(x *Expr) *Expr                  { return binary(Ne, x, null()) }
func field(x *Expr, name string) *Expr      { return &Expr{Op: Field, Args: []*Expr{x}, Name: name} }
func call(name string, args ...*Expr) *Expr { return &Expr{Op: Call, Name: name, Args: args} }
func prim(name string, args ...*Expr) *Expr { return &Expr{Op: Prim, Name: name, Args: args} }
func value(fn *Expr, args ...*Expr) *Expr {
	return &Expr{Op: Value, Args: append([]*Expr{fn}, args...)}
}
func method(x *Expr, name string) *Expr     { return &Expr{Op: Method, Name: name, Args: []*Expr{x}} }
func lit(body ...*Stmt) *Expr               { return &Expr{Op: Lit, Fn: &Func{Body: body}} }
func define(x *Expr, names ...string) *Stmt { return &Stmt{Kind: Define, Names: names, X: x} }
func assign(to *Expr, x *Expr) *Stmt        { return &Stmt{Kind: Assign, LHS: []*Expr{to}, Xs: []*Expr{x}} }
func do(x *Expr) *Stmt                      { return &Stmt{Kind: Do, X: x} }
func when(cond *Expr, body ...*Stmt) *Stmt  { return &Stmt{Kind: If, X: cond, Body: body} }
func ret(xs ...*Expr) *Stmt                 { return &Stmt{Kind: Return, Xs: xs} }
func deferred(x *Expr) *Stmt                { return &Stmt{Kind: Defer, X: called(x)} }
func launch(x *Expr) *Stmt                  { return &Stmt{Kind: Go, X: called(x)} }
func declare(name, typ string) *Stmt        { return &Stmt{Kind: Declare, Names: []string{name}, Type: typ} }

// called returns a call of x, if x is a literal and no call itself.
func called(x *Expr) *Expr {
	if x.Op == Lit {
		return value(x)
	}
	return x
}
