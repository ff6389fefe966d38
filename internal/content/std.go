package content

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
)

// A manner is how the methods of a type of the standard library treat its
// contents.
type manner uint8

const (
	none   manner = iota
	buffer        // it holds what is written to it, and keeps the memory
	text          // it holds what is written to it until Reset drops the memory
	stream        // it passes data on to, or takes it from, what Reset binds it to
	digest        // it computes from what is written since Reset
)

// mannerOf returns the manner of t, or of what it points to.
func mannerOf(t types.Type) manner {
	if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
		t = ptr.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return none
	}
	switch named.Obj().Pkg().Path() + "." + named.Obj().Name() {
	case "bytes.Buffer":
		return buffer
	case "strings.Builder":
		return text
	case "bufio.Reader", "bufio.Writer", "compress/gzip.Reader", "compress/gzip.Writer", "compress/zlib.Writer",
		"compress/flate.Writer", "compress/lzw.Reader", "compress/lzw.Writer", "bytes.Reader", "strings.Reader", "text/tabwriter.Writer":
		return stream
	case "hash.Hash", "hash.Hash32", "hash.Hash64", "hash/maphash.Hash":
		return digest
	}
	return none
}

// stdCall executes a call of a function or method of the standard library, and
// reports whether it is one that is known.
func (f *flow) stdCall(s state, instr ssa.CallInstruction) bool {
	common := instr.Common()
	if recv := receiver(common); recv != nil {
		if m := mannerOf(recv.Type()); m != none {
			f.method(s, instr, m, recv, calledName(common))
			f.interfaces(s, instr, true)
			return true
		}
	}
	if f.atomic(s, instr) || f.once(s, instr) {
		return true
	}
	fn := callee(common)
	if fn == nil || fn.Pkg() == nil || !effect.IsStd(fn.Pkg().Path()) {
		if fn != nil && merges(fn.Name()) {
			f.decode(s, instr)
		}
		return false
	}
	switch {
	case merges(fn.Name()):
		f.decode(s, instr)
	case IsResetName(fn.Name()) && receiver(common) != nil:
		if c := f.place(receiver(common)).pointee(); c.root != nil && !isFresh(c.root) {
			f.noteReset(c)
			s.clear(c, contents|Grown|Unchecked)
		}
	default:
		f.interfaces(s, instr, false)
	}
	return true
}

// method executes a method of a type that is known.
func (f *flow) method(s state, instr ssa.CallInstruction, m manner, recv ssa.Value, name string) {
	c := f.place(recv).pointee()
	if c.root == nil || isFresh(c.root) {
		return
	}
	args := instr.Common().Args
	if !instr.Common().IsInvoke() {
		args = args[1:]
	}
	write := func(bits Bits) { f.addTo(s, c, bits, instr) }
	switch {
	case name == "Reset" && (m == stream || len(args) > 0), name == "Init" && m == stream:
		bits := Bits(0)
		if len(args) > 0 && !f.isNeutral(args[0], c) {
			bits = Written | Foreign
			f.noteWrite(c, instr)
		} else {
			f.noteReset(c)
		}
		s.set(c, bits)
	case name == "Reset", name == "Truncate" && isZeroConst(args):
		f.noteReset(c)
		s.clear(c, stale|Handed)
		if m == text {
			s.clear(c, Grown|Unchecked)
		}
	case name == "Next" && m == buffer && f.isLenOf(args, recv):
		f.noteReset(c)
		s.clear(c, stale)
	case m == stream:
		switch name {
		case "Flush", "Close", "Buffered", "Available", "Size", "Len":
		default:
			f.read(s, c, instr)
			write(Written)
		}
	case strings.HasPrefix(name, "Write") && name != "WriteTo", name == "ReadFrom":
		bits := Written
		if m == buffer && f.unbounded(instr, c, args) {
			bits |= Grown
		}
		write(bits)
	case name == "Grow":
		if m == buffer && len(args) == 1 && !f.few(args[0], instr.Block()) {
			write(Grown)
		}
	case name == "Cap", name == "Available", name == "AvailableBuffer", name == "Size", name == "BlockSize", name == "Len" && (onlyLimits(instr) || f.guardsReset(instr.Value(), c)):
	default:
		f.read(s, c, instr)
	}
}

// isMaker reports whether a call makes something by its name, which keeps what
// it is given for later.
func isMaker(common *ssa.CallCommon) bool { return strings.HasPrefix(calledName(common), "New") }

// embedsBuffer reports whether t is, or points to, a struct that embeds a buffer.
func embedsBuffer(t types.Type) bool {
	str, ok := deref(t).Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for field := range str.Fields() {
		if field.Embedded() && Gathers(deref(field.Type())) {
			return true
		}
	}
	return false
}

// isLenOf reports whether args are the length of what recv points to.
func (f *flow) isLenOf(args []ssa.Value, recv ssa.Value) bool {
	if len(args) != 1 {
		return false
	}
	call, ok := args[0].(*ssa.Call)
	return ok && calledName(&call.Call) == "Len" && receiver(&call.Call) != nil && f.place(receiver(&call.Call)) == f.place(recv)
}

// addTo writes to what c holds.
func (f *flow) addTo(s state, c cell, bits Bits, instr ssa.Instruction) {
	if bits&Written != 0 && s.get(c)&Entry != 0 {
		f.note(Event{Kind: Add, At: instr, Root: c.root, Path: c.path})
	}
	f.noteWrite(c, instr)
	s.add(c, bits)
}

// unbounded reports whether what a call writes to c has a size that nothing in
// view bounds.
func (f *flow) unbounded(instr ssa.CallInstruction, c cell, args []ssa.Value) bool {
	if f.accumulates(c, nil, instr.Block()) {
		return true
	}
	return slices.ContainsFunc(args, func(v ssa.Value) bool { return !f.small(v, instr.Block()) })
}

// interfaces executes what a function of the standard library does through the
// interfaces of its parameters: what is a writer it writes to, what is a reader
// it reads.
func (f *flow) interfaces(s state, instr ssa.CallInstruction, method bool) {
	common := instr.Common()
	for i, arg := range common.Args {
		if method && i == 0 && !common.IsInvoke() {
			continue
		}
		at := i
		if common.IsInvoke() {
			at++
		}
		t := paramType(common, at)
		if list, ok := t.Underlying().(*types.Slice); ok && writes(list.Elem()) {
			for _, w := range listed(arg) {
				f.through(s, instr, w, nil)
			}
			continue
		}
		if writes(t) || mannerOf(t) == buffer {
			f.through(s, instr, arg, common.Args[i+1:])
			continue
		}
		if c := f.place(arg).pointee(); c.root != nil && !isFresh(c.root) && drains(t) {
			f.read(s, c, instr)
		}
	}
}

// through executes a call that writes to w what it is given besides.
func (f *flow) through(s state, instr ssa.CallInstruction, w ssa.Value, rest []ssa.Value) {
	c := f.place(w).pointee()
	if c.root == nil || isFresh(c.root) {
		for _, c := range f.writersIn(underInterface(w)) {
			f.addTo(s, c, Written|Grown, instr)
		}
		return
	}
	common := instr.Common()
	if isMaker(common) && !Gathers(deref(underInterface(w).Type())) && !embedsBuffer(underInterface(w).Type()) {
		return // it is bound to a writer, of which the fields are its own
	}
	if recv := receiver(common); recv != nil && !isPointer(recv.Type()) && !common.IsInvoke() {
		rest = append(slices.Clone(rest), recv) // what it has to say of itself
	}
	c.path += embeddedWriter(underInterface(w).Type())
	bits := Written
	if mannerOf(underInterface(w).Type()) != text && calledName(common) != "CopyN" && (len(rest) == 0 || keepsWriter(common) || f.unbounded(instr, c, rest)) && !f.keepsSize(underInterface(w)) {
		bits |= Grown
	}
	if !f.bind(instr, c, bits) {
		f.addTo(s, c, bits, instr)
	}
}

// writersIn returns what the writers point to that the fields of v, a struct
// made by the function or a pointer to one, are set to.
func (f *flow) writersIn(v ssa.Value) []cell {
	if load, ok := v.(*ssa.UnOp); ok {
		v = load.X
	}
	alloc, ok := v.(*ssa.Alloc)
	if !ok {
		return nil
	}
	var list []cell
	for _, use := range *alloc.Referrers() {
		addr, ok := use.(*ssa.FieldAddr)
		if !ok {
			continue
		}
		val := onlyStored(addr)
		if val == nil {
			continue
		}
		if _, isInterface := val.Type().Underlying().(*types.Interface); !isInterface && mannerOf(val.Type()) != buffer || isInterface && !writes(val.Type()) {
			continue
		}
		if c := f.place(val).pointee(); c.root != nil && !isFresh(c.root) {
			list = append(list, c)
		}
	}
	return list
}

// drains reports whether t is an interface through which data is read.
func drains(t types.Type) bool {
	iface, ok := t.Underlying().(*types.Interface)
	if !ok {
		return false
	}
	for m := range iface.Methods() {
		if m.Name() == "Read" || m.Name() == "String" {
			return true
		}
	}
	return false
}

// merges reports whether a function called name decodes into what it is given,
// and leaves there what the input does not mention.
func merges(name string) bool {
	return strings.HasPrefix(name, "Unmarshal") || strings.HasPrefix(name, "Decode")
}

// decode executes a call that decodes into the structs that it is given.
func (f *flow) decode(s state, instr ssa.CallInstruction) {
	for i, arg := range callArgs(instr.Common()) {
		iface, ok := paramType(instr.Common(), i).Underlying().(*types.Interface)
		if !ok || !iface.Empty() {
			continue
		}
		str, ok := deref(underInterface(arg).Type()).Underlying().(*types.Struct)
		if !ok {
			continue
		}
		c := f.place(arg).pointee()
		if c.root == nil || isFresh(c.root) {
			continue
		}
		for i := range str.NumFields() {
			if field := str.Field(i); field.Exported() && !strings.Contains(str.Tag(i), `:"-"`) {
				at := cell{c.root, c.path + effect.Field(field.Name())}
				f.noteWrite(at, instr)
				s.add(at, Written)
			}
		}
	}
}

// isNeutral reports whether v, to which something is bound, keeps nothing of
// others alive: nil, io.Discard, or the object itself.
func (f *flow) isNeutral(v ssa.Value, c cell) bool {
	v = underInterface(v)
	if g := f.given[v]; isConst(v) || g.c != nil || g.own || f.place(v).root == c.root {
		return true
	}
	if load, ok := v.(*ssa.UnOp); ok {
		_, global := load.X.(*ssa.Global)
		return global
	}
	slice, ok := v.Type().Underlying().(*types.Struct)
	return ok && slice.NumFields() == 0
}

// receiver returns the receiver of a call of a method, or nil.
func receiver(common *ssa.CallCommon) ssa.Value {
	if common.IsInvoke() {
		return common.Value
	}
	if common.Signature().Recv() != nil && len(common.Args) > 0 {
		return common.Args[0]
	}
	return nil
}

// callee returns the function or method that a call names, or nil.
func callee(common *ssa.CallCommon) *types.Func {
	if common.IsInvoke() {
		return common.Method
	}
	if fn := common.StaticCallee(); fn != nil {
		obj, _ := fn.Object().(*types.Func)
		return obj
	}
	return nil
}

func deref(t types.Type) types.Type {
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		return types.Unalias(ptr.Elem())
	}
	return types.Unalias(t)
}

func isConst(v ssa.Value) bool {
	_, ok := v.(*ssa.Const)
	return ok
}

func isZeroConst(args []ssa.Value) bool {
	if len(args) != 1 {
		return false
	}
	c, ok := args[0].(*ssa.Const)
	return ok && IsZero(c)
}
