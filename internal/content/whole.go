package content

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
)

// What is known of an object that is reached by the back pointer of a part, and of the
// part, is known of one thing: see [backs].

// IsBack reports whether field is a pointer to the object that it is in.
func (a *Analysis) IsBack(field *types.Var) bool {
	found, ok := a.back[field]
	return ok && found.to == nil
}

// isLinked reports whether field is the part of an object that has a pointer back to
// this.
func (a *Analysis) isLinked(field *types.Var) bool { return a.linked[field] != nil }

// backAt returns the back pointer to which path leads from a value of type t, the path
// to the struct that has it, and the step to that from the object.
func (a *Analysis) backAt(t types.Type, path effect.Path) (holder, part effect.Path, ok bool) {
	holder, part, field := a.pointerAt(t, path)
	return holder, part, field != nil && a.IsBack(field)
}

// pointerAt is backAt for pointers that lead aside, too.
func (a *Analysis) pointerAt(t types.Type, path effect.Path) (holder, part effect.Path, pointer *types.Var) {
	field, rest := ClassOf(t, path)
	if field == nil || rest != "" {
		return "", "", nil
	}
	found, ok := a.back[field]
	if !ok {
		return "", "", nil
	}
	if found.part != nil {
		part = effect.Field(found.part.Name())
	}
	return path[:len(path)-len(effect.Field(field.Name()))], part, field
}

// straight returns c by the way that is taken for all that lead there: one that does
// not go to the object that a part is in by the part's back pointer, and from there to
// the part or the other way; nor aside from one part to the other.
func (f *flow) straight(c cell) cell {
	if len(f.a.back) == 0 || c.root == nil || strings.Count(string(c.path), string(effect.Deref)) < 2 {
		return c
	}
	t := TypeOf(c.root)
	for i := 1; i < len(c.path); i++ {
		if c.path[i:i+1] != effect.Deref {
			continue
		}
		holder, part, pointer := f.a.pointerAt(t, c.path[:i])
		if pointer == nil {
			continue
		}
		after := c.path[i+1:]
		to := f.a.back[pointer].to
		if to != nil {
			after = effect.Field(to.Name()) + after
		}
		if whole, ok := f.a.wholeOf(t, holder, part); ok {
			return f.straight(cell{c.root, whole + after})
		}
		if to != nil {
			up := f.a.linked[f.a.back[pointer].part]
			return f.straight(cell{c.root, holder + effect.Field(up.Name()) + effect.Deref + after})
		}
		if rest, ok := after.Cut(part); ok {
			return f.straight(cell{c.root, holder + rest})
		}
	}
	return c
}

// wholeOf returns the path to the object of which the struct at path is the part that
// a step leads to, if it is reached by the object.
func (a *Analysis) wholeOf(t types.Type, path, part effect.Path) (effect.Path, bool) {
	whole, ok := strings.CutSuffix(string(path), string(part))
	if !ok {
		return "", false
	}
	if field, rest := ClassOf(t, path); part != "" && (rest != "" || !a.isLinked(field)) {
		return "", false
	}
	return effect.Path(whole), true
}

// object returns where the object is that the back pointer at c points to, if c is one
// and is reached by the object; or c.
func (f *flow) object(c cell) cell {
	if len(f.a.back) == 0 || c.root == nil {
		return c
	}
	t := TypeOf(c.root)
	holder, part, ok := f.a.backAt(t, c.path)
	if !ok {
		return c
	}
	if whole, ok := f.a.wholeOf(t, holder, part); ok {
		if path, ok := strings.CutSuffix(string(whole), string(effect.Deref)); ok {
			return cell{c.root, effect.Path(path)}
		}
	}
	return c
}

// backOf returns the part of an object that has the back pointer at c, or nil.
func (f *flow) backOf(c cell) *types.Var {
	if len(f.a.back) == 0 {
		return nil
	}
	field, rest := Class(c.root, c.path)
	if field == nil || rest != "" {
		return nil
	}
	return f.a.back[field].part
}

// handedOut returns where the object is of which v is the address of the part that has
// a back pointer, and the path from there to the part; or the place of v.
func (f *flow) handedOut(v ssa.Value) (c cell, part effect.Path) {
	p := f.place(v)
	if !p.addr || p.root == nil || len(f.a.back) == 0 {
		return p.cell, ""
	}
	field, rest := Class(p.root, p.path)
	if field == nil || rest != "" || !f.a.isLinked(field) {
		return p.cell, ""
	}
	part = effect.Deref + effect.Field(field.Name())
	whole, ok := strings.CutSuffix(string(p.path), string(part))
	if !ok {
		return p.cell, ""
	}
	return cell{p.root, effect.Path(whole)}, part
}

// gather makes s tell of the object that the back pointer at c points to, of which the
// part is known by itself. It returns the path to the part, and that from the object.
func (f *flow) gather(s state, c cell) (holder, part effect.Path) {
	if len(f.a.back) == 0 || c.root == nil {
		return "", ""
	}
	holder, part, ok := f.a.backAt(TypeOf(c.root), c.path)
	if !ok || part == "" {
		return "", ""
	}
	whole := cell{c.root, c.path + effect.Deref}
	s[whole] = s.get(whole)
	s[c] = s[whole] // it may have been set to nil since it was loaded
	from, to := cell{c.root, holder}, cell{c.root, whole.path + part}
	found := map[cell]Bits{to: s.get(from)}
	s.each(from, func(k cell, bits Bits) {
		if !below(k.path, c.path) && !strings.Contains(string(k.path), "~") {
			found[cell{c.root, to.path + k.path[len(holder):]}] = bits
		}
	})
	s.each(to, func(k cell, _ Bits) { delete(s, k) })
	for k, bits := range found {
		s[k] = bits
	}
	return holder, effect.Deref + part
}

// overwrite gives c and all below it new contents. What the back pointers in it lead
// to, besides it, is not part of it; what a back pointer leads to has c's part in it.
func (f *flow) overwrite(s state, c cell, bits Bits) {
	kept := f.beyond(s, c)
	for _, k := range f.alsoAt(c) {
		s.set(k, bits)
	}
	s.set(c, bits)
	for k, bits := range kept {
		s[k] = bits
	}
}

// alsoAt returns the part by which the object at c is reached, if it is.
func (f *flow) alsoAt(c cell) []cell {
	path, ok := strings.CutSuffix(string(c.path), string(effect.Deref))
	if !ok || len(f.a.back) == 0 {
		return nil
	}
	if holder, _, ok := f.a.backAt(TypeOf(c.root), effect.Path(path)); ok {
		return []cell{{c.root, holder}}
	}
	return nil
}

// beyond returns what holds of the objects that the back pointers at or in c lead to.
func (f *flow) beyond(s state, c cell) map[cell]Bits {
	if len(f.a.back) == 0 {
		return nil
	}
	kept := map[cell]Bits{}
	keep := func(pointer effect.Path) {
		k := cell{c.root, pointer + effect.Deref}
		if k.path.Len() > effect.MaxPath || f.straight(k) != k {
			return
		}
		kept[k] = s.get(k)
		s.each(k, func(k cell, bits Bits) { kept[k] = bits })
	}
	field, rest, t := walk(TypeOf(c.root), c.path)
	if field != nil && rest == "" && f.a.IsBack(field) {
		keep(c.path)
	}
	if t == nil {
		return kept
	}
	if str, ok := t.Underlying().(*types.Struct); ok {
		for field := range str.Fields() {
			if f.a.IsBack(field.Origin()) {
				keep(c.path + effect.Field(field.Name()))
			}
		}
	}
	return kept
}

// partBy returns the place of the part that call returns of an object which it is given:
// one that has a back pointer.
func (f *flow) partBy(call *ssa.Call, result int) place {
	source, args := f.a.inView(&call.Call)
	if source == nil || len(f.a.linked) == 0 {
		return place{}
	}
	var part *types.Var
	index := -1
	for _, b := range source.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || result < len(ret.Results) && isNil(ret.Results[result]) {
			continue
		}
		if result >= len(ret.Results) {
			return place{}
		}
		addr, ok := settled(underInterface(returned(ret.Results[result]))).(*ssa.FieldAddr)
		if !ok {
			return place{}
		}
		field, i := FieldOf(addr.X.Type(), addr.Field), inputIndex(source, settled(addr.X))
		if !f.a.isLinked(field) || index >= 0 && (i != index || field != part) {
			return place{}
		}
		part, index = field, i
	}
	if index < 0 || index >= len(args) {
		return place{}
	}
	c := f.place(args[index]).pointee()
	if c.root == nil {
		return place{}
	}
	return place{cell: f.straight(cell{c.root, c.path + effect.Field(part.Name())}), addr: true}
}
