package oracle

import (
	"fmt"
	"math/rand/v2"
)

// Generate returns the program of a seed. It may be one that a walk rejects.
func Generate(seed uint64) *Program {
	g := &generator{
		r:    rand.New(rand.NewPCG(seed, 1)),
		prog: &Program{Seed: seed, Main: &Func{Name: "f"}},
	}
	g.main()
	return g.prog
}

// A variable is one that the generator knows in the scope where it is.
type variable struct {
	name  string
	typ   string
	state state
	of    *variable // whose memory it is
	loop  int       // depth of loops around its declaration
	lit   int       // depth of literals around it
	maybe bool      // it can be nil
	check *Expr     // what tells that there is an object, where it may not
	fixed bool      // it is never assigned
	empty bool      // its memory was taken out of it
	other bool      // a function returned it for another variable
}

// state is what the generator thinks of an object, to make most programs
// nearly right.
type state uint8

const (
	none  state = iota // there is none yet
	open               // it is to be put
	shut               // it was put, or given away
	late               // it is put when the function returns
	vague              // who knows
)

type generator struct {
	r      *rand.Rand
	prog   *Program
	scope  []*variable
	names  int
	kind   string // of most objects
	loops  int
	labels []string // of the loops around, "" for those without
	care   float64  // how likely an object is put where it should be
	budget int      // of statements
	inLit  int      // depth of literals
	params map[string]bool
}

func (g *generator) chance(p float64) bool { return g.r.Float64() < p }

func (g *generator) pick(list ...string) string { return list[g.r.IntN(len(list))] }

func (g *generator) name(prefix string) string {
	g.names++
	return fmt.Sprintf("%s%d", prefix, g.names)
}

// add puts a variable in scope.
func (g *generator) add(v *variable) {
	v.loop, v.lit = g.loops, g.inLit
	g.scope = append(g.scope, v)
}

// vars returns the variables in scope that are as is says.
func (g *generator) vars(is func(*variable) bool) []*variable {
	var list []*variable
	for _, v := range g.scope {
		if is(v) {
			list = append(list, v)
		}
	}
	return list
}

// some returns one of the variables in scope that are as is says, or nil.
func (g *generator) some(is func(*variable) bool) *variable {
	list := g.vars(is)
	if len(list) == 0 {
		return nil
	}
	return list[g.r.IntN(len(list))]
}

func isObject(v *variable) bool { return v.typ == "item" || v.typ == "buf" || v.typ == "ptr" }

// plain returns the Go type of an object.
func plain(kind string) string {
	return map[string]string{"item": "*item", "buf": "*bytes.Buffer", "ptr": "*[]byte"}[kind]
}

// param returns a parameter of the main function, which gets it if it has none
// of that name.
func (g *generator) param(name, typ string) *Expr {
	if !g.params[name] {
		g.params[name] = true
		g.prog.Main.Params = append(g.prog.Main.Params, Param{name, typ})
	}
	return id(name)
}

func (g *generator) main() {
	f := g.prog.Main
	g.params = map[string]bool{}
	g.kind = g.pick("item", "item", "item", "buf", "buf", "ptr")
	g.care = []float64{1, 1, 1, 0.95, 0.8, 0.5}[g.r.IntN(6)]
	g.budget = 3 + g.r.IntN(14)
	switch g.r.IntN(10) {
	case 0, 1, 2:
	case 3, 4:
		f.Results = []Param{{"", "err"}}
	case 5:
		f.Results = []Param{{"", "bytes"}}
	case 6:
		f.Results = []Param{{"", "bytes"}, {"", "err"}}
	case 7:
		f.Results = []Param{{"", g.kind}}
	case 8:
		f.Results = []Param{{"", g.kind}, {"", "err"}}
	case 9:
		f.Results = []Param{{"", "str"}}
	}
	if len(f.Results) > 0 && g.chance(0.3) {
		for i := range f.Results {
			typ := f.Results[i].Type
			f.Results[i].Name = map[string]string{"err": "err", "bytes": "out", "str": "text", "item": "res", "buf": "res", "ptr": "res"}[typ]
			g.add(&variable{name: f.Results[i].Name, typ: "result " + typ})
		}
	}
	var body []*Stmt
	body = append(body, g.take()...)
	body = append(body, g.block(0, g.budget)...)
	if !ends(body) {
		body = append(body, g.leave(len(f.Results) > 0)...)
	}
	f.Body = body
}

// ends reports whether control does not reach the end of list.
func ends(list []*Stmt) bool {
	if len(list) == 0 {
		return false
	}
	switch s := list[len(list)-1]; s.Kind {
	case Return, Break, Continue:
		return true
	case Do:
		return s.X.Op == Prim && s.X.Name == "panic"
	case If:
		return len(s.Else) > 0 && ends(s.Body) && ends(s.Else)
	case Block:
		return ends(s.Body)
	}
	return false
}

// leave returns the end of the function: puts what is to be put, and a return
// if there must be one or by chance.
func (g *generator) leave(must bool) []*Stmt {
	var body []*Stmt
	f := g.prog.Main
	results, keep := g.results()
	if len(f.Results) == 1 && f.Results[0].Type == "err" && g.chance(0.3*(1-g.care)) {
		if v := g.some(func(v *variable) bool { return isObject(v) && v.state == open && !v.maybe }); v != nil {
			v.state = shut
			results = []*Expr{call(g.helper("flush", v.typ), id(v.name))}
		}
	}
	for _, v := range g.vars(func(v *variable) bool { return isObject(v) && v.state == open && v != keep }) {
		if g.chance(g.care) {
			body = append(body, g.release(v)...)
		}
	}
	if must || g.chance(0.2) {
		body = append(body, ret(results...))
	}
	return body
}

// results returns what to return, and the object that is returned, if one is.
func (g *generator) results() ([]*Expr, *variable) {
	f := g.prog.Main
	if len(f.Results) > 0 && f.Results[0].Name != "" && g.chance(0.25) {
		return nil, nil
	}
	var list []*Expr
	var keep *variable
	failed := g.chance(0.4)
	for _, r := range f.Results {
		switch r.Type {
		case "err":
			list = append(list, g.errValue(failed))
		case "str":
			list = append(list, g.textValue())
		case "bytes":
			if failed && len(f.Results) > 1 {
				list = append(list, null())
				break
			}
			list = append(list, g.bytesValue())
		default:
			list = append(list, null())
			if failed && g.chance(0.9) {
				break
			}
			ok := func(v *variable) bool { return v.typ == r.Type && v.state == open && !v.maybe }
			if g.chance(0.03) {
				ok = func(v *variable) bool { return v.typ == r.Type }
			}
			if keep = g.some(ok); keep != nil {
				list[len(list)-1] = id(keep.name)
			}
		}
	}
	return list, keep
}

func (g *generator) errValue(failed bool) *Expr {
	if v := g.some(func(v *variable) bool { return v.typ == "err" }); v != nil && g.chance(0.4) {
		return id(v.name)
	}
	if failed {
		return prim("fail")
	}
	return null()
}

func (g *generator) textValue() *Expr {
	if v := g.some(func(v *variable) bool { return v.typ == "bytes" }); v != nil && g.chance(0.5) {
		return prim("text", id(v.name))
	}
	if v := g.some(func(v *variable) bool { return v.typ == "buf" && v.state == open && !v.maybe }); v != nil {
		return prim("text buf", id(v.name))
	}
	return prim("text", prim("make"))
}

func (g *generator) bytesValue() *Expr {
	v := g.some(func(v *variable) bool { return v.typ == "bytes" })
	o := g.some(func(v *variable) bool {
		return isObject(v) && (v.state == open || v.state == late) && !v.maybe && !v.empty
	})
	switch n := g.r.IntN(10); {
	case n < 4 && v != nil:
		return prim(g.pick("clone", "copy"), id(v.name))
	case n < 5 && v != nil:
		return id(v.name)
	case n < 6 && o != nil && g.care < 1:
		return prim("mem "+o.typ, id(o.name))
	case n < 8 && o != nil:
		return prim("clone", prim("mem "+o.typ, id(o.name)))
	case n < 9:
		return null()
	}
	return prim("make")
}
