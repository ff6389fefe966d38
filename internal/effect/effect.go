// Package effect describes what a function does to the pooled memory that it is
// given and that it gives back. A [Summary] is what one package tells another
// about a function, as a fact.
package effect

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/poolvet/poolvet/internal/syncpool"
)

// When says on which of its returns a function does something.
type When uint8

// The degrees, from none of the returns to each of them.
const (
	Never     When = iota
	Sometimes      // on some, and nothing that the caller sees tells on which
	Tied           // exactly on those where another result has the value of a [Tie]
	Always
)

// A Value is what can be known of a result without knowing what it is.
type Value uint8

// The values that a tie can be about.
const (
	Unknown Value = iota
	Nil
	NonNil
	True
	False
)

// Not returns the value that v excludes.
func (v Value) Not() Value {
	switch v {
	case Nil:
		return NonNil
	case NonNil:
		return Nil
	case True:
		return False
	case False:
		return True
	}
	return Unknown
}

func (v Value) String() string {
	return [...]string{"unknown", "nil", "non-nil", "true", "false"}[v]
}

// A Tie names the value of a result.
type Tie struct {
	Result int
	Is     Value
}

// A Param says what a function does to an object that its caller reaches
// through a parameter.
type Param struct {
	// Index is that of the parameter, the receiver first. The variables that a
	// literal captures follow its parameters.
	Index int

	// Path leads from the parameter to the object, see [Path].
	Path Path

	Put     When
	PutTie  Tie          // for a tied Put
	Pool    syncpool.Ref // where it is put
	Only    string       // the types that it must have for that, each with a semicolon after it; "" for any
	Keep    When         // it is stored, sent or otherwise outlives the call unput
	KeepTie Tie
	Lost    bool // if it is kept, then by a function of which nothing is known
	Stays   bool // it is always kept in a package variable, or in memory of another parameter, for who looks there later
	Returns bool // where it is not put, it is the result of an [Alias]
	Unseen  bool // where it is not put, nothing happens to it, and the caller cannot tell
	Marked  bool // where it is not put, a flag beside it, which is set where Path's last struct is made, says so
	Clears  bool // where it is put, Path no longer leads to it afterwards
	Move    When // it is not put, and Path no longer leads to it afterwards
	MoveTie Tie
	Closes  bool // on some path it is not put, and is closed, or what it holds
	Drops   bool // on some path where it is told to be put, it is dropped for what it is

	// Cuts names the fields of the object that are given other memory on every
	// path, each with a comma after it: what they held before is then no
	// longer memory of the object.
	Cuts string

	// Lent names in the same way those of them that then hold memory which is
	// not the object's own.
	Lent string
}

// MaxNeeds is the number of results, beside that of its Tie, that a [Result]
// tells of.
const MaxNeeds = 2

// A Result says that a function returns an object of a pool.
type Result struct {
	Index int
	Path  Path // leads from the result to the object
	Pool  syncpool.Ref

	// When is Tied where the object is there exactly if the result of Tie has
	// that value, and Sometimes where the result may also be made afresh. It
	// is then there at most if the result of Tie, if any, has that value.
	When When
	Tie  Tie

	// Needs lists what else other results are wherever the object is there.
	// What is not used of it is zero.
	Needs [MaxNeeds]Tie

	// Given says what a parameter, whose index is in place of that of a result,
	// is wherever the object is there.
	Given Tie

	// Release leads from the tuple of results to a function that puts the
	// object, "" if there is none. Once tells that calling it again does
	// nothing, and Maybe that it puts the object only sometimes.
	Release Path
	Once    bool
	Maybe   bool

	// Fails is one more than the index of the result that is the error of
	// resetting the object, which is of no more use if that is not nil; zero
	// for none.
	Fails int

	// Also lists the other places where the results hold the object, as paths
	// from the tuple of results, each with a space after it.
	Also string

	// Lent names the fields of the object that hold memory which is not its
	// own, each with a comma after it.
	Lent string
}

// An Alias says that a result is, or lies in, memory that the caller passed.
type Alias struct {
	Result     int
	ResultPath Path
	Param      int
	ParamPath  Path
	Part       bool   // the result is memory of the object rather than the object
	Via        string // in that case, the field of the object that leads there, if it is known
}

// A Loan says that a function lends an object of a pool, or memory of it.
type Loan struct {
	// Result tells of memory of an object that lies at its place, and of the
	// function that puts the object. Its Release is "" if it is none of that.
	Result

	// Call is else the index of the parameter, the receiver first, that is a
	// function which is called with the object as argument Arg. It has been put
	// when the call returns.
	Call, Arg int
	Part      bool // that argument is memory of the object rather than the object
}

// A Summary says what a function does to pooled memory. The zero Summary says
// that it only borrows what it is given.
type Summary struct {
	Params   []Param  // in order of index, then path
	Results  []Result // in order of index, then path
	Aliases  []Alias  // in order of result, result path, parameter, parameter path
	Loans    []Loan   // in order of what releases it, index, path, function, argument
	NoReturn bool     // it never returns normally
	Waits    bool     // it may wait for goroutines, by a channel or a group that it is given
	Borrows  bool     // it was analysed; what Params does not list is given back untouched
}

// Empty reports whether s says nothing.
func (s *Summary) Empty() bool {
	return len(s.Params) == 0 && len(s.Results) == 0 && len(s.Aliases) == 0 && len(s.Loans) == 0 && !s.NoReturn && !s.Waits
}

// Pooled reports whether the function gives or takes objects of a pool.
func (s *Summary) Pooled() bool {
	return len(s.Results) > 0 || slices.ContainsFunc(s.Params, func(p Param) bool { return p.Put != Never })
}

// Param returns what s says of the object at path of parameter index.
func (s *Summary) Param(index int, path Path) (Param, bool) {
	for _, p := range s.Params {
		if p.Index == index && p.Path == path {
			return p, true
		}
	}
	return Param{}, false
}

// Sort puts the parts of s in their order.
func (s *Summary) Sort() {
	slices.SortFunc(s.Params, func(a, b Param) int {
		return cmp.Or(cmp.Compare(a.Index, b.Index), cmp.Compare(a.Path, b.Path))
	})
	slices.SortFunc(s.Results, func(a, b Result) int {
		return cmp.Or(cmp.Compare(a.Index, b.Index), cmp.Compare(a.Path, b.Path), cmp.Compare(a.Pool.Obj.Pkg, b.Pool.Obj.Pkg), cmp.Compare(a.Pool.Obj.Name, b.Pool.Obj.Name))
	})
	slices.SortFunc(s.Aliases, func(a, b Alias) int {
		return cmp.Or(cmp.Compare(a.Result, b.Result), cmp.Compare(a.ResultPath, b.ResultPath), cmp.Compare(a.Param, b.Param), cmp.Compare(a.ParamPath, b.ParamPath), cmp.Compare(a.Via, b.Via))
	})
	s.Aliases = slices.Compact(s.Aliases)
	slices.SortFunc(s.Loans, func(a, b Loan) int {
		return cmp.Or(cmp.Compare(a.Release, b.Release), cmp.Compare(a.Index, b.Index), cmp.Compare(a.Path, b.Path), cmp.Compare(a.Call, b.Call), cmp.Compare(a.Arg, b.Arg))
	})
}

// Equal reports whether s and t say the same.
func (s *Summary) Equal(t *Summary) bool {
	return slices.Equal(s.Params, t.Params) && slices.Equal(s.Results, t.Results) &&
		slices.Equal(s.Aliases, t.Aliases) && slices.Equal(s.Loans, t.Loans) && s.NoReturn == t.NoReturn && s.Waits == t.Waits && s.Borrows == t.Borrows
}

// String returns s in the form that fixtures read: "getter(0)", "putter(1)",
// "keeper(0)", "alias(0=1)", with the path after an index, a question mark for
// what happens sometimes, and the tie for what is tied.
func (s *Summary) String() string {
	var parts []string
	add := func(what string, index int, path Path, when When, tie Tie, more string) {
		switch when {
		case Never:
			return
		case Sometimes:
			if tie.Is != Unknown {
				more = fmt.Sprintf(" if %d is %v", tie.Result, tie.Is) + more
			}
			more = "?" + more
		case Tied:
			more = fmt.Sprintf(" if %d is %v", tie.Result, tie.Is) + more
		}
		parts = append(parts, fmt.Sprintf("%s(%d%s%s)", what, index, path, more))
	}
	for _, r := range s.Results {
		more := ""
		for _, need := range r.Needs {
			if need.Is != Unknown && r.When != Always {
				more += fmt.Sprintf(" with %d %v", need.Result, need.Is)
			}
		}
		if r.Given.Is != Unknown {
			more += fmt.Sprintf(" given %d %v", r.Given.Result, r.Given.Is)
		}
		if r.Release != "" {
			once := ""
			if r.Once {
				once = "once "
			}
			if r.Maybe {
				once = "sometimes "
			}
			more += " released " + once + "by " + strings.TrimPrefix(string(r.Release), "#")
		}
		if r.Lent != "" {
			more += " lent " + strings.TrimSuffix(r.Lent, ",")
		}
		if r.Fails > 0 {
			more += fmt.Sprintf(" fails by %d", r.Fails-1)
		}
		add("getter", r.Index, r.Path, r.When, r.Tie, more)
	}
	for _, p := range s.Params {
		more := ""
		if p.Clears {
			more = " cleared"
		}
		if p.Returns {
			more += " or returned"
		}
		if p.Unseen {
			more += " unseen"
		}
		if p.Marked {
			more += " unless marked"
		}
		if p.Drops {
			more += " or dropped"
		}
		if p.Only != "" {
			more += " if " + strings.TrimSuffix(p.Only, ";")
		}
		add("putter", p.Index, p.Path, p.Put, p.PutTie, more)
		if p.Cuts != "" {
			parts = append(parts, fmt.Sprintf("cuts(%d%s %s)", p.Index, p.Path, strings.TrimSuffix(p.Cuts, ",")))
		}
		if p.Lent != "" {
			parts = append(parts, fmt.Sprintf("lends(%d%s %s)", p.Index, p.Path, strings.TrimSuffix(p.Lent, ",")))
		}
		lost := ""
		if p.Lost {
			lost = " perhaps"
		}
		if p.Stays {
			lost = " for later"
		}
		add("keeper", p.Index, p.Path, p.Keep, p.KeepTie, lost)
		add("mover", p.Index, p.Path, p.Move, p.MoveTie, "")
		if p.Closes {
			add("closer", p.Index, p.Path, Always, Tie{}, "")
		}
	}
	for _, a := range s.Aliases {
		part := ""
		if a.Part {
			part = " part"
		}
		if a.Via != "" {
			part += " " + a.Via
		}
		parts = append(parts, fmt.Sprintf("alias(%d%s=%d%s%s)", a.Result, a.ResultPath, a.Param, a.ParamPath, part))
	}
	for _, l := range s.Loans {
		if l.Release != "" {
			add("lender", l.Index, l.Path, l.When, l.Tie, " released by "+strings.TrimPrefix(string(l.Release), "#"))
			continue
		}
		part := ""
		if l.Part {
			part = " part"
		}
		parts = append(parts, fmt.Sprintf("lender(to %d as %d%s)", l.Call, l.Arg, part))
	}
	if s.NoReturn {
		parts = append(parts, "noreturn")
	}
	if s.Waits {
		parts = append(parts, "waits")
	}
	if len(parts) == 0 {
		return "borrows"
	}
	return strings.Join(parts, " ")
}
