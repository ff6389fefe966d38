package oracle

import (
	"cmp"
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
	each     func(Path)
}

// choose returns a number below n, another one on each path.
func (w *walker) choose(n int) int {
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

// abandon ends a path that does not count.
type abandon struct{}

// path walks one path.
func (w *walker) path() {
	w.pos, w.steps, w.line, w.depth = 0, 0, 0, 0
	w.objects, w.outside, w.routines, w.stack, w.defects = nil, nil, nil, nil, nil
	w.globals = map[string]*cell{"keptItem": {}, "keptBuf": {}, "keptPtr": {}, "keptMem": {}, "active": {val: &record{fields: map[string]any{}, lines: map[string][]int{}}}}
	w.inGo, w.frames, w.events = nil, nil, nil
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(abandon); !ok {
				panic(r)
			}
		}
		if w.truth.Rejected == "" {
			for _, d := range w.defects {
				w.found.add(d)
			}
		}
	}()
	main := w.prog.Main
	args := make([]any, len(main.Params))
	for i, p := range main.Params {
		args[i] = w.param(p)
	}
	given := w.pos
	results := w.invoke(&closure{fn: main, main: true}, args)
	if w.each != nil {
		w.each(Path{Args: spellArgs(main.Params, args), Choices: slices.Clone(w.taken[given:w.pos]), Events: w.seen(results)})
	}
	w.finish(results)
}

// param returns what the caller passes.
func (w *walker) param(p Param) any {
	switch p.Type {
	case "bool":
		return w.chooseBool()
	case "int":
		return w.choose(5) - 1
	case "strs":
		return w.choose(3)
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
	for len(f.defers) > 0 {
		last := f.defers[len(f.defers)-1]
		f.defers = f.defers[:len(f.defers)-1]
		if last.line > 0 {
			w.line = last.line
		}
		last.run()
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

// finish judges what is left at the end of the path.
func (w *walker) finish(results any) {
	ret := []int{w.line}
	mentioned := map[*object]bool{}
	reach(results, func(o *object, part bool) { mentioned[o] = true })
	for _, v := range asTuple(results) {
		_, isFunc := v.(*closure)
		reach(v, func(o *object, part bool) {
			if !o.put {
				return
			}
			quiet := ""
			if isFunc {
				quiet = "returned in a function"
			}
			w.defect(o, Defect{Check: "aliasescape", At: ret, Other: o.putAt, Quiet: quiet})
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
	switch {
	case o.dead:
		d.Quiet = hidden
	case o.quiet != "" && d.Quiet == "":
		d.Quiet = o.quiet
	case o.vague && d.Check == "doubleput":
		d.Quiet = "after what may be nil was used"
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
	d := Defect{Check: "useafterput", At: w.lines(), Other: o.putAt}
	if w.depth > 0 {
		d.Quiet = "used through what holds it"
	}
	w.defect(o, d)
}

// putBack puts o.
func (w *walker) putBack(o *object) {
	if w.inGo != nil {
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
				w.defect(o, Defect{Check: "aliasescape", At: lines, Other: w.lines(), Quiet: quiet})
			}
		})
	}
	for _, name := range []string{"keptItem", "keptBuf", "keptPtr", "keptMem"} {
		quiet := ""
		if w.globals[name].elsewhere {
			quiet = "stored by a function that was called"
		}
		check(w.globals[name].val, w.globals[name].lines, quiet)
	}
	active := w.globals["active"].val.(*record)
	for key, v := range active.fields {
		check(v, active.lines[key], "")
	}
	for _, v := range w.outside {
		if r, ok := v.(*record); ok {
			for key, v := range r.fields {
				check(v, r.lines[key], "stored where the caller has it")
			}
		}
	}
	for _, r := range w.routines {
		if r.uses[o] && !r.ended {
			quiet := ""
			if r.doubt {
				quiet = "something else was waited for"
			}
			w.defect(o, Defect{Check: "aliasescape", At: r.at, Other: w.lines(), Quiet: quiet})
		}
	}
}
