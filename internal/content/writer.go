package content

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
)

// write executes a call of a method by which data is written through an
// interface, and reports whether it is known what becomes of it.
func (f *flow) write(s state, instr ssa.CallInstruction) bool {
	common := instr.Common()
	if !isWrite(common) {
		return false
	}
	p := f.place(common.Value)
	if p.root == nil {
		return false
	}
	t := underInterface(common.Value).Type()
	if types.IsInterface(t) && !p.addr {
		if at := TypeAt(TypeOf(p.root), p.path); at != nil {
			t = at
		}
	}
	if m := mannerOf(t); m != none {
		f.method(s, instr, m, common.Value, common.Method.Name())
		return true
	}
	if c := p.pointee(); types.IsInterface(t) && inputIndex(f.root, p.root) >= 0 {
		f.noteWrite(c, instr)
		bits := Written
		if f.unbounded(instr, c, common.Args) {
			bits |= Grown
		}
		s.add(c, bits)
	}
	return false
}

// isWrite reports whether a call writes data through an interface.
func isWrite(common *ssa.CallCommon) bool {
	return common.IsInvoke() && strings.HasPrefix(common.Method.Name(), "Write") && writes(common.Value.Type())
}

// writeBy executes what a callee does that writes to arg, made of a value of a
// type with a method of its own, and reports whether that is so.
func (f *flow) writeBy(s state, instr ssa.Instruction, e Effect, arg ssa.Value) bool {
	made, ok := arg.(*ssa.MakeInterface)
	if !ok || e.Path != effect.Deref || e.Bits&Written == 0 || !writes(arg.Type()) || mannerOf(made.X.Type()) != none {
		return false
	}
	if c := f.place(made.X).pointee(); c.root != nil && followed(c.root) {
		if to := embeddedWriter(made.X.Type()); to != "" {
			at := cell{c.root, c.path + to}
			f.noteWrite(at, instr)
			s.add(at, e.Bits&(Written|Grown))
			return true
		}
	}
	sel := types.NewMethodSet(made.X.Type()).Lookup(nil, "Write")
	if sel == nil {
		return false
	}
	method := f.fn.Prog.MethodValue(sel)
	if method == nil {
		return false
	}
	sum := f.a.summary(method)
	if sum == nil {
		return false
	}
	f.applyParam(s, instr, sum, 0, made.X, nil, false)
	return true
}

// keepsSize reports whether w has a method Write of its own that keeps some of what
// it is given, but no more than there is room for.
func (f *flow) keepsSize(w ssa.Value) bool {
	sel := types.NewMethodSet(w.Type()).Lookup(nil, "Write")
	if sel == nil || types.IsInterface(w.Type()) || len(sel.Index()) != 1 {
		return false
	}
	method := f.fn.Prog.MethodValue(sel)
	if method == nil || f.a.Source(method) == nil {
		return false
	}
	written := false
	for _, e := range f.a.summary(method).Params {
		t := TypeAt(w.Type(), e.Path)
		if e.Index != 0 || t == nil || !isSlice(t) && !Gathers(t) {
			continue // it passes it on
		}
		if e.Bits&Grown != 0 {
			return false
		}
		written = written || e.Bits&Written != 0
	}
	return written
}

// embeddedWriter returns the path from a value of type t, a struct or a pointer to
// one, without the pointer, to the buffer that it embeds and whose method Write it
// has; "" if it has none.
func embeddedWriter(t types.Type) effect.Path {
	sel := types.NewMethodSet(t).Lookup(nil, "Write")
	str, ok := deref(t).Underlying().(*types.Struct)
	if sel == nil || !ok || len(sel.Index()) != 2 {
		return ""
	}
	field := str.Field(sel.Index()[0])
	switch {
	case mannerOf(field.Type()) == none:
		return ""
	case isPointer(field.Type()):
		return effect.Field(field.Name()) + effect.Deref
	}
	return effect.Field(field.Name())
}

// noteWired notes the field that store sets to what writes to another field of
// the same new object, or to the buffer that this embeds.
func (a *Analysis) noteWired(addr *ssa.FieldAddr, val ssa.Value) {
	call, ok := val.(*ssa.Call)
	if !ok {
		return
	}
	for i, arg := range call.Call.Args {
		if !writes(paramType(&call.Call, i)) {
			continue
		}
		w := underInterface(arg)
		if mannerOf(w.Type()) != buffer {
			if to := embeddedWriter(w.Type()); w == addr.X && to != "" {
				a.wired[FieldOf(addr.X.Type(), addr.Field)] = to
			}
			continue
		}
		if field, ok := w.(*ssa.FieldAddr); ok && field.X == addr.X {
			a.wired[FieldOf(addr.X.Type(), addr.Field)] = effect.Field(FieldOf(field.X.Type(), field.Field).Name())
			continue
		}
		for _, use := range *w.Referrers() {
			store, ok := use.(*ssa.Store)
			if !ok || store.Val != w {
				continue
			}
			if field, ok := store.Addr.(*ssa.FieldAddr); ok && field.X == addr.X {
				a.wired[FieldOf(addr.X.Type(), addr.Field)] = effect.Field(FieldOf(field.X.Type(), field.Field).Name()) + effect.Deref
			}
		}
	}
}

// wired executes a method of a field that writes to another field of the object.
func (f *flow) wired(s state, instr ssa.CallInstruction) {
	recv := receiver(instr.Common())
	load, ok := recv.(*ssa.UnOp)
	if !ok {
		return
	}
	addr, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return
	}
	to := f.a.wired[FieldOf(addr.X.Type(), addr.Field)]
	c := f.place(addr.X).pointee()
	if to == "" || c.root == nil || !followed(c.root) {
		return
	}
	name := calledName(instr.Common())
	for _, prefix := range []string{"Encode", "Write", "Print", "Output", "Execute", "ReadFrom", "Flush"} {
		if strings.HasPrefix(name, prefix) {
			at := cell{c.root, c.path + to}
			args := instr.Common().Args
			if !instr.Common().IsInvoke() {
				args = args[1:]
			}
			bits := Written
			if f.unbounded(instr, at, args) {
				bits |= Grown
			}
			f.noteWrite(at, instr)
			s.add(at, bits)
			return
		}
	}
}

// readAppended notes that instr reads v, if v is what was appended to a slice
// that still has what it held at the start.
func (f *flow) readAppended(s state, v ssa.Value, instr ssa.Instruction) {
	if _, slice := v.Type().Underlying().(*types.Slice); !slice || !f.isAppended(v, map[ssa.Value]bool{}) {
		return
	}
	if c := f.place(v).cell; c.root != nil && c.path != "" && followed(c.root) && f.bitsOf(s, v, c)&Entry != 0 {
		f.read(s, c, instr)
	}
}

// isAppended reports whether v is the result of an append, by any way.
func (f *flow) isAppended(v ssa.Value, seen map[ssa.Value]bool) bool {
	if seen[v] {
		return false
	}
	seen[v] = true
	switch v := v.(type) {
	case *ssa.Phi:
		return slices.ContainsFunc(v.Edges, func(e ssa.Value) bool { return f.isAppended(e, seen) })
	case *ssa.Call:
		b, ok := v.Call.Value.(*ssa.Builtin)
		return ok && b.Name() == "append"
	}
	return false
}

// keepsWriter reports whether a call makes something that writes later on.
func keepsWriter(common *ssa.CallCommon) bool {
	if common.Signature().Results().Len() != 1 {
		return false
	}
	switch t := resultType(common); t.Underlying().(type) {
	case *types.Pointer, *types.Interface:
		return !isMessage(t)
	}
	return false
}

// isStream reports whether t is an interface that one writes to or reads from.
func isStream(t types.Type) bool { return writes(t) || drains(t) && !isMessage(t) }

// listed returns the elements of the list of arguments that v is, v itself if it
// is none.
func listed(v ssa.Value) []ssa.Value {
	if list := elementsOf(v, "varargs"); list != nil {
		return list
	}
	return []ssa.Value{v}
}

// elementsOf returns the elements that the function gives to a list of the kind that
// go/ssa calls comment, if v is one: "slicelit" for one that the source writes out,
// "varargs" for one of arguments.
func elementsOf(v ssa.Value, comment string) []ssa.Value {
	slice, ok := v.(*ssa.Slice)
	if !ok {
		return nil
	}
	array, ok := slice.X.(*ssa.Alloc)
	if !ok || array.Comment != comment {
		return nil
	}
	return storedIn(array)
}

// storedIn returns the elements that the function gives to an array, each once.
func storedIn(array *ssa.Alloc) []ssa.Value {
	list := []ssa.Value{}
	for _, use := range *array.Referrers() {
		if addr, ok := use.(*ssa.IndexAddr); ok {
			if elem := onlyStored(addr); elem != nil {
				list = append(list, elem)
			}
		}
	}
	return list
}

// copyMap executes functions that insert the entries of one map in another.
func (f *flow) copyMap(s state, instr ssa.CallInstruction) bool {
	common := instr.Common()
	fn := common.StaticCallee()
	if fn == nil || len(common.Args) != 2 {
		return false
	}
	if orig := fn.Origin(); orig != nil {
		fn = orig
	}
	obj, ok := fn.Object().(*types.Func)
	if !ok || !slices.Contains([]string{"maps.Copy", "maps.Insert"}, obj.FullName()) {
		return false
	}
	to := f.step(f.place(common.Args[0]), effect.Elem)
	if to.root == nil || !followed(to.root) {
		return true
	}
	bits := Written
	if !isGlobal(common.Args[1]) {
		bits |= Grown
	}
	f.noteWrite(to, instr)
	s.add(to, bits)
	return true
}
