package oracle

import (
	"slices"
)

// Bounds of a walk.
const (
	maxPaths = 1500 // else the program is rejected
	maxSteps = 4000 // of one path
)

// Walk walks every path of prog, each loop that could go on for ever at most
// rounds times. The lines of prog must be set.
func Walk(prog *Program, rounds int) Truth { return walk(prog, rounds, nil) }

// A Path is one path through a program, as far as it can be seen from outside.
type Path struct {
	Args    []string // Go expressions
	Choices []int    // of what is opaque, in order
	Events  string   // the objects taken and put in order, and the results
}

// Paths lists the paths of prog that come to their end.
func Paths(prog *Program, rounds int) []Path {
	var list []Path
	walk(prog, rounds, func(p Path) { list = append(list, p) })
	return list
}

func walk(prog *Program, rounds int, each func(Path)) Truth {
	w := &walker{prog: prog, rounds: rounds, funcs: map[string]*Func{}, ran: map[int]bool{}, each: each}
	for _, f := range prog.Funcs {
		w.funcs[f.Name] = f
	}
	for {
		w.path()
		w.truth.Paths++
		if w.truth.Rejected != "" {
			return w.truth
		}
		if w.truth.Paths > maxPaths {
			w.truth.Rejected = "too many paths"
			return w.truth
		}
		if !w.nextPath() {
			break
		}
	}
	w.truth.Defects = w.found.list()
	w.truth.Dead = w.dead()
	return w.truth
}

// dead returns the lines of the statements in literals that no path came to.
func (w *walker) dead() map[int]bool {
	dead := map[int]bool{}
	eachStmt(w.prog.Main.Body, func(s *Stmt) {
		s.eachExpr(func(e *Expr) {
			if e.Op == Lit {
				eachStmt(e.Fn.Body, func(t *Stmt) {
					if !w.ran[t.Line] {
						dead[t.Line] = true
					}
				})
			}
		})
	})
	return dead
}

// A walker walks the paths of a program, one after the other.
type walker struct {
	prog   *Program
	rounds int
	funcs  map[string]*Func
	truth  Truth
	found  truths

	// choices of the path
	taken []int
	width []int
	pos   int

	// state of the path
	objects  []*object
	globals  map[string]*cell
	outside  []any      // what the caller has
	routines []*routine // that were not waited for
	stack    []int      // lines of the calls of literals that are being executed
	line     int        // of the statement of the main function that is being executed
	depth    int        // of calls of other functions
	inGo     *routine
	steps    int
	defects  []Defect
	frames   []*frame
	name     string       // of the variable that is being assigned in the main function
	ran      map[int]bool // lines, on any path
	events   []string
	stopped  bool   // the path does not count from here on, and is only left
	never    string // why the path cannot be
	each     func(Path)
}

// choose returns a number below n, another one on each path.
func (w *walker) choose(n int) int {
	if w.stopped {
		return 0
	}
	if w.pos == len(w.taken) {
		w.taken = append(w.taken, 0)
		w.width = append(w.width, n)
	}
	w.pos++
	return w.taken[w.pos-1]
}

func (w *walker) chooseBool() bool { return w.choose(2) == 1 }

// nextPath sets the choices for the next path, and reports whether there is
// one.
func (w *walker) nextPath() bool {
	for i := w.pos - 1; i >= 0; i-- {
		if w.taken[i]+1 < w.width[i] {
			w.taken[i]++
			w.taken, w.width = w.taken[:i+1], w.width[:i+1]
			return true
		}
	}
	return false
}

// path walks one path.
func (w *walker) path() {
	w.pos, w.steps, w.line, w.depth = 0, 0, 0, 0
	w.objects, w.outside, w.routines, w.stack, w.defects = nil, nil, nil, nil, nil
	w.globals = map[string]*cell{"keptItem": {}, "keptBuf": {}, "keptPtr": {}, "keptMem": {}, "active": {val: &record{fields: map[string]any{}, lines: map[string][]int{}}}}
	w.inGo, w.frames, w.events, w.stopped, w.never = nil, nil, nil, false, ""
	main := w.prog.Main
	args := make([]any, len(main.Params))
	for i, p := range main.Params {
		args[i] = w.param(p)
	}
	given := w.pos
	results := w.invoke(&closure{fn: main, main: true}, args)
	if w.each != nil && !w.stopped {
		w.each(Path{Args: spellArgs(main.Params, args), Choices: slices.Clone(w.taken[given:w.pos]), Events: w.seen(results)})
	}
	if !w.stopped {
		w.finish(results)
	}
	if w.truth.Rejected != "" {
		return
	}
	for _, d := range w.defects {
		if d.Quiet == "" {
			d.Quiet = w.never
		}
		w.found.add(d)
	}
}

// param returns what the caller passes.
func (w *walker) param(p Param) any {
	switch p.Type {
	case "bool":
		return w.chooseBool()
	case "int":
		return w.choose(w.rounds+2) - 1
	case "strs":
		return w.choose(w.rounds)
	case "box":
		b := &record{fields: map[string]any{}, lines: map[string][]int{}}
		w.outside = append(w.outside, b)
		return b
	case "chan *item", "chan *bytes.Buffer", "chan *[]byte":
		c := new(channel)
		w.outside = append(w.outside, c)
		return c
	case "func(*item)", "func(*bytes.Buffer)", "func(*[]byte)":
		return foreign{}
	case "err":
		if w.chooseBool() {
			return failure{}
		}
		return nil
	case "str":
		return text{}
	case "bytes":
		return new(memory)
	}
	return nil
}

// lines returns where the path is in the main function.
func (w *walker) lines() []int { return append(slices.Clone(w.stack), w.line) }

// A frame is a call that is being executed.
type frame struct {
	fn      *Func
	env     map[string]*cell
	main    bool
	defers  []pending
	results []any
}

// pending is a deferred call, with what it holds.
type pending struct {
	run  func() any
	held []any
	line int // of the defer statement; zero outside of the main function
}

// flow is how a statement ends.
type flow struct {
	kind  Kind // Block for the usual end, else Break, Continue or Return
	label string
}

// invoke calls c and returns its results: none, one, or a tuple.
func (w *walker) invoke(c *closure, args []any) any {
	f := &frame{fn: c.fn, env: map[string]*cell{}, main: c.main}
	for name, cell := range c.env {
		f.env[name] = cell
	}
	if c.fn.Recv != nil {
		f.env[c.fn.Recv.Name] = &cell{val: args[0]}
		args = args[1:]
	}
	for i, p := range c.fn.Params {
		f.env[p.Name] = &cell{val: args[i]}
	}
	named := len(c.fn.Results) > 0 && c.fn.Results[0].Name != ""
	if named {
		for _, r := range c.fn.Results {
			f.env[r.Name] = &cell{val: zero(r.Type)}
		}
	}
	if !c.main {
		w.depth++
		defer func() { w.depth-- }()
	}
	w.frames = append(w.frames, f)
	end := w.block(f, c.fn.Body)
	if end.kind != Return && c.main {
		w.line = c.fn.End
	}
	if end.kind == Return && named && f.results != nil {
		for i, r := range c.fn.Results {
			f.env[r.Name].val = f.results[i]
		}
	}
	at := w.line
	for len(f.defers) > 0 && !w.stopped {
		last := f.defers[len(f.defers)-1]
		f.defers = f.defers[:len(f.defers)-1]
		if last.line > 0 {
			w.line = last.line
		}
		last.run()
	}
	if w.stopped {
		return zeros(c.fn)
	}
	w.line = at
	w.frames = w.frames[:len(w.frames)-1]
	if named {
		f.results = nil
		for _, r := range c.fn.Results {
			f.results = append(f.results, f.env[r.Name].val)
		}
	}
	switch len(f.results) {
	case 0:
		return nil
	case 1:
		return f.results[0]
	}
	return tuple(f.results)
}

// zeros returns what stands for the results of a call that was not finished.
func zeros(fn *Func) any {
	var results tuple
	for _, r := range fn.Results {
		results = append(results, zero(r.Type))
	}
	switch len(results) {
	case 0:
		return nil
	case 1:
		return results[0]
	}
	return results
}

func zero(typ string) any {
	switch typ {
	case "bool":
		return false
	case "int":
		return 0
	case "str":
		return text{}
	case "group":
		return new(group)
	case "items":
		return new(list)
	}
	return nil
}
