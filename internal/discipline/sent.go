package discipline

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/content"
)

// reaches reports whether an object that leaves by e can get to the function of
// read. One that is sent on a channel gets to who receives from channels of its type,
// and one that leaves as an interface to the methods of that; both get to what those pass
// it to.
func (p *Package) reaches(e content.Event, read ssa.Instruction) bool {
	t := content.TypeAt(content.TypeOf(e.Root), e.Path)
	if t == nil || isInterface(t) {
		return true
	}
	var first []*ssa.Function
	switch e.At.(type) {
	case *ssa.Send, *ssa.Select:
		for _, fn := range p.all {
			if receives(fn, t) {
				first = append(first, fn)
			}
		}
	case *ssa.Call:
		if e.As == nil {
			return true
		}
		methods := types.NewMethodSet(e.As)
		for _, fn := range p.all {
			if recv := fn.Signature.Recv(); recv != nil && types.Identical(recv.Type(), t) && methods.Lookup(fn.Package().Pkg, fn.Name()) != nil {
				first = append(first, fn)
			}
		}
	default:
		return true
	}
	fn := read.Parent()
	for content.Called(fn) {
		fn = fn.Parent()
	}
	funcs, known := p.passedOn(first, t)
	return !known || funcs[fn]
}

// passedOn returns the functions that values of type t get to which the first ones
// have: these, and those in view that they may pass them to. Known is false if there
// is none, or one of them stores such a value.
func (p *Package) passedOn(first []*ssa.Function, t types.Type) (funcs map[*ssa.Function]bool, known bool) {
	funcs = map[*ssa.Function]bool{}
	var work []*ssa.Function
	add := func(fn *ssa.Function) {
		if fn != nil && !funcs[fn] {
			funcs[fn] = true
			work = append(work, fn)
		}
	}
	for _, fn := range first {
		add(fn)
	}
	known = len(work) > 0
	for len(work) > 0 && known {
		fn := work[len(work)-1]
		work = work[:len(work)-1]
		for _, lit := range fn.AnonFuncs {
			add(lit)
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if call, ok := instr.(ssa.CallInstruction); ok && passes(call.Common(), t) {
					p.callees(call.Common(), add)
				}
				known = known && !loses(instr, t)
			}
		}
	}
	return funcs, known
}

// passes reports whether an argument of a call is of type t, as itself or in an
// interface.
func passes(common *ssa.CallCommon, t types.Type) bool {
	return slices.ContainsFunc(common.Args, func(arg ssa.Value) bool {
		if made, ok := arg.(*ssa.MakeInterface); ok {
			arg = made.X
		}
		return types.Identical(arg.Type(), t)
	})
}

// callees calls add for the functions in view that a call may run.
func (p *Package) callees(common *ssa.CallCommon, add func(*ssa.Function)) {
	if callee := common.StaticCallee(); callee != nil {
		add(p.Content.Source(callee))
		return
	}
	for _, fn := range p.all {
		switch recv := fn.Signature.Recv(); {
		case common.IsInvoke() && recv != nil && fn.Name() == common.Method.Name():
			add(fn)
		case !common.IsInvoke() && recv == nil && types.Identical(fn.Signature, common.Value.Type().Underlying()):
			add(fn)
		}
	}
}

// receives reports whether fn receives values of type t from a channel.
func receives(fn *ssa.Function, t types.Type) bool {
	carries := func(v ssa.Value) bool {
		ch, ok := v.Type().Underlying().(*types.Chan)
		return ok && types.Identical(ch.Elem(), t)
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.UnOp:
				if instr.Op == token.ARROW && carries(instr.X) {
					return true
				}
			case *ssa.Select:
				for _, st := range instr.States {
					if st.Send == nil && carries(st.Chan) {
						return true
					}
				}
			}
		}
	}
	return false
}

// loses reports whether instr stores a value of type t where others find it.
func loses(instr ssa.Instruction, t types.Type) bool {
	switch instr := instr.(type) {
	case *ssa.Store:
		return types.Identical(instr.Val.Type(), t) && !isLocal(instr.Addr)
	case *ssa.MapUpdate:
		return types.Identical(instr.Value.Type(), t)
	}
	return false
}

// isLocal reports whether addr is in memory that the function has made.
func isLocal(addr ssa.Value) bool {
	for {
		switch v := addr.(type) {
		case *ssa.FieldAddr:
			addr = v.X
		case *ssa.IndexAddr:
			addr = v.X
		case *ssa.Slice:
			addr = v.X
		case *ssa.Alloc, *ssa.MakeSlice:
			return true
		default:
			return false
		}
	}
}
