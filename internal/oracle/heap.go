package oracle

// An object is one object of a pool, on one path.
type object struct {
	kind     string // item or buf
	num      int    // in the order of the Gets
	name     string // of the variable that it was first assigned to
	at       []int  // lines of the call that took it
	put      bool
	putAt    []int
	putAgain [][]int
	takers   [][]int // lines of the starts of goroutines that put it
	data     any     // the memory of a buf; the field of an item
	dead     bool    // a defect was found of it that hides those that follow
	quiet    string
	kept     string // why it is no leak, or none that must be reported
	sent     []sending
	stale    int // 0 for unknown, else 1 for false and 2 for true
	big      int // the same, of its size since something was last done to it
}

// A sending is that of an object, or of its memory.
type sending struct {
	at    []int // lines
	quiet string
}

// memory is a piece of memory, that of an object or not.
type memory struct {
	of   *object // nil if it belongs to none
	base int     // one more than the number of the object that it was of at first
	made bool    // by append, of nil
	lent bool    // it was made so, and then put in an object
}

// A record is a struct behind a pointer: a holder, or the box of the caller.
type record struct {
	fields map[string]any
	lines  map[string][]int // of the store to the field
}

// A closure is a function value.
type closure struct {
	fn   *Func
	env  map[string]*cell
	main bool // a literal in the main function
}

// A bound is a method value.
type bound struct {
	fn   *closure
	recv any
}

// foreign is a function of which nothing is known.
type foreign struct{}

// failure is an error that is not nil.
type failure struct{}

// text is a string.
type text struct{}

// A channel is one of the caller's, or one that signals.
type channel struct {
	held    []any
	waiting []*routine // that signal by it
}

// A group is a WaitGroup.
type group struct{ waiting []*routine }

// A routine is a goroutine that only uses what it was given.
type routine struct {
	at    []int
	uses  map[*object]bool
	ended bool // waited for
	doubt bool // something was waited for, but not it
}

// list is a slice of objects.
type list struct{ held []any }

// tuple holds several results.
type tuple []any

// A cell is a variable.
type cell struct {
	val any
	// of the last assignment to a variable of the package:
	lines     []int
	elsewhere bool // it stands in another function
}

// reach calls yield with each object that is reached from v, and whether that
// is by its memory only.
func reach(v any, yield func(o *object, part bool)) { reachDeep(v, map[any]bool{}, yield) }

func reachDeep(v any, seen map[any]bool, yield func(o *object, part bool)) {
	switch v.(type) {
	case *record, *closure, *bound, *channel, *list:
		if seen[v] {
			return
		}
		seen[v] = true
	}
	switch v := v.(type) {
	case *object:
		yield(v, false)
	case *memory:
		if v.of != nil {
			yield(v.of, true)
		}
	case *record:
		for _, x := range v.fields {
			reachDeep(x, seen, yield)
		}
	case *closure:
		for name := range captured(v.fn) {
			if c := v.env[name]; c != nil {
				reachDeep(c.val, seen, yield)
			}
		}
	case *bound:
		reachDeep(v.recv, seen, yield)
	case *channel:
		for _, x := range v.held {
			reachDeep(x, seen, yield)
		}
	case *list:
		for _, x := range v.held {
			reachDeep(x, seen, yield)
		}
	case tuple:
		for _, x := range v {
			reachDeep(x, seen, yield)
		}
	}
}

// captured returns the names that a literal mentions.
func captured(f *Func) map[string]bool {
	names := map[string]bool{}
	for _, s := range f.Body {
		s.eachExpr(func(e *Expr) {
			if e.Op == Var {
				names[e.Name] = true
			}
		})
	}
	return names
}
