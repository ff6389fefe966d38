package site

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A Made is what one return of a function that is set as New gives.
type Made struct {
	Site   *Site // the SetNew
	Return *ssa.Return
	Contents
}

// Made lists what the functions that are set as New of p return, and whether
// these are all. Where New is set on the very holder of p, what is done to those
// of unknown holders does not count.
func (p *Pool) Made() (list []Made, all bool) {
	news := slices.DeleteFunc(p.Of(SetNew), func(s *Site) bool { return isNil(s.Value) })
	own := func(s *Site) bool { return s.Pool.Holder == p.Ref.Holder }
	if slices.ContainsFunc(news, own) {
		news = slices.DeleteFunc(news, func(s *Site) bool { return !own(s) })
	}
	all = true
	for _, s := range news {
		fn := s.NewFunc()
		if fn == nil || len(fn.Blocks) == 0 {
			all = false
			continue
		}
		for _, ret := range returns(fn) {
			list = append(list, Made{s, ret, contentsReturned(ret.Results[0])})
		}
	}
	return list, all
}

// NewFunc returns the function that a SetNew sets, or nil if that is not known.
func (s *Site) NewFunc() *ssa.Function {
	v := s.Value
	for range 8 { // bounds chains of conversions
		switch def := v.(type) {
		case *ssa.Function:
			return bodyOf(def)
		case *ssa.MakeClosure:
			return bodyOf(def.Fn.(*ssa.Function))
		case *ssa.ChangeType:
			v = def.X
		case *ssa.UnOp:
			cell := cellOf(def.X)
			if cell == nil {
				return nil
			}
			values, all := storedTo(cell)
			if len(values) != 1 || !all {
				return nil
			}
			v = values[0]
		default:
			return nil
		}
	}
	return nil
}

// Typed returns the type that all of list have, as [Site.Canonical] sees it; nil
// if they differ or are not known.
func Typed(list []Made) types.Type {
	var typ types.Type
	for _, m := range list {
		made, all := m.Types()
		if !all {
			return nil
		}
		for _, t := range made {
			t = m.Site.Canonical(t)
			if t == nil || typ != nil && !types.Identical(t, typ) {
				return nil
			}
			typ = t
		}
	}
	return typ
}
