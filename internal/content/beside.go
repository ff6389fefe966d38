package content

import (
	"maps"

	"golang.org/x/tools/go/ssa"
)

// putSlices notes in what state the slices that the function is given, and stores in
// the object at root, are put with it: the size is that of the parameter, what is in
// use that of where it is stored.
func (f *flow) putSlices(s state, root ssa.Value) {
	if !f.final || root == nil {
		return
	}
	for _, param := range f.fn.Params {
		if !isSlice(param.Type()) || param == root {
			continue
		}
		to, ok := f.storedIn(root, param)
		if !ok {
			continue
		}
		c := cell{root: param}
		t := maps.Clone(s)
		if limit, ok := s[cell{root, limited}]; ok && limit&Unchecked == 0 {
			t.clear(c, Grown|Unchecked)
		}
		if s.get(to)&stale == 0 {
			t.clear(c, contents)
		}
		merge(f.puts, c, t)
	}
}

// storedIn returns where below root the function stores v, or a part of v.
func (f *flow) storedIn(root, v ssa.Value) (cell, bool) {
	for _, use := range *v.Referrers() {
		switch use := use.(type) {
		case *ssa.Store:
			if to := f.place(use.Addr).pointee(); use.Val == v && to.root == root {
				return to, true
			}
		case *ssa.Slice:
			if to, ok := f.storedIn(root, use); ok {
				return to, true
			}
		}
	}
	return cell{}, false
}
