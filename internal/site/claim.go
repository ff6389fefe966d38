package site

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// A Claim is what one place says of the type of the objects of a pool.
type Claim struct {
	Site  *Site
	Instr ssa.Instruction // the Put, the assertion, or the return of a New function
	Type  types.Type      // of what is put or returned, or to which is asserted

	// Against is a return of a New function that says otherwise; nil if there
	// is none.
	Against *ssa.Return

	canon types.Type // Type, see [Site.Canonical]
}

// Odd returns the claims that the rest of the pool contradicts, and what that
// says the type is. It returns none where there is no telling who is right.
func (p *Pool) Odd() ([]Claim, types.Type) {
	if p.Ref.Obj.Returned() || p.Ref.Holder.Returned() {
		return nil, nil // not one pool
	}
	made, all := p.Made()
	if !all {
		return nil, nil
	}
	claims, checked := p.claims()
	if len(made) > 0 {
		if made[0].Site.Pool.Holder != p.Ref.Holder {
			return nil, nil // it may be that of another holder
		}
		return againstNew(made, claims, checked)
	}
	if p.HasNew {
		return nil, nil
	}
	return againstOthers(p, claims, checked)
}

// claims lists what the Puts and the unchecked assertions of p say, and the
// types to which checked ones assert.
func (p *Pool) claims() (list []Claim, checked []types.Type) {
	seen := map[ssa.Instruction]bool{}
	for _, s := range p.Sites {
		switch {
		case s.Value == nil || !isInterface(s.Value.Type()):
		case s.Op == Put && s.When != effect.Sometimes && !s.Only:
			c := ContentsOf(s.Value)
			if held, all := c.Types(); all && len(held) == 1 && !p.foreign(held[0]) {
				if canon := s.Canonical(held[0]); canon != nil {
					list = append(list, Claim{Site: s, Instr: s.Instr, Type: held[0], canon: canon})
				}
			}
		case s.Op == Get && s.When == effect.Always:
			for _, assert := range Follow(s.Value).Asserts {
				canon := s.Canonical(assert.AssertedType)
				switch {
				case canon == nil || seen[assert] || p.foreign(assert.AssertedType):
				case assert.CommaOk:
					checked = append(checked, canon)
				default:
					seen[assert] = true
					list = append(list, Claim{Site: s, Instr: assert, Type: assert.AssertedType, canon: canon})
				}
			}
		}
	}
	return list, checked
}

// foreign reports whether t is in terms of a type parameter that p has fixed.
func (p *Pool) foreign(t types.Type) bool { return p.Ref.Args != "" && parameterized(t, 0) }

// againstNew returns the claims that contradict what New returns, or the return
// of New itself if everything else does.
func againstNew(made []Made, claims []Claim, checked []types.Type) ([]Claim, types.Type) {
	typ := Typed(made)
	if typ == nil {
		return nil, nil
	}
	var odd []Claim
	for _, c := range claims {
		if !c.agrees(typ) && !(c.Site.Op == Put && acceptedBy(checked, c.canon)) {
			c.Against = made[0].Return
			odd = append(odd, c)
		}
	}
	if len(odd) < 2 || len(odd) < len(claims) || acceptedBy(checked, typ) {
		return odd, typ
	}
	for _, c := range odd {
		if isInterface(c.canon) || !types.Identical(c.canon, odd[0].canon) {
			return odd, typ
		}
	}
	return []Claim{{Site: made[0].Site, Instr: made[0].Return, Type: typ}}, odd[0].Type
}

// againstOthers returns the one claim that all others contradict, or, where all
// Puts agree, the first of the assertions if all of these contradict them.
func againstOthers(p *Pool, claims []Claim, checked []types.Type) ([]Claim, types.Type) {
	if slices.ContainsFunc(p.Sites, (*Site).inContainer) {
		return nil, nil // its pools may hold different types
	}
	for i, c := range claims {
		rest := slices.Delete(slices.Clone(claims), i, i+1)
		if typ := agreed(rest); len(rest) > 1 && typ != nil && !c.agrees(typ) && !(c.Site.Op == Put && acceptedBy(checked, c.canon)) {
			return []Claim{c}, typ
		}
	}
	if p.Open {
		return nil, nil
	}
	var puts, asserts []Claim
	for _, c := range claims {
		if c.Site.Op == Put {
			puts = append(puts, c)
		} else {
			asserts = append(asserts, c)
		}
	}
	typ := agreed(puts)
	if typ == nil || len(asserts) == 0 || slices.ContainsFunc(asserts, func(c Claim) bool { return c.agrees(typ) }) || acceptedBy(checked, typ) {
		return nil, nil
	}
	return asserts[:1], typ
}

// agreed returns the one type that all claims agree to, or nil.
func agreed(claims []Claim) types.Type {
	var typ types.Type
	for _, c := range claims {
		if isInterface(c.canon) {
			continue
		}
		if typ != nil && !types.Identical(c.canon, typ) {
			return nil
		}
		typ = c.canon
	}
	if typ == nil || slices.ContainsFunc(claims, func(c Claim) bool { return !c.agrees(typ) }) {
		return nil
	}
	return typ
}

// agrees reports whether c holds if the objects are of type typ.
func (c Claim) agrees(typ types.Type) bool { return accepts(c.canon, typ) }

// accepts reports whether an assertion to t of a value of type typ succeeds.
func accepts(t, typ types.Type) bool {
	if i, ok := t.Underlying().(*types.Interface); ok && isInterface(t) {
		return types.Implements(typ, i)
	}
	return types.Identical(t, typ)
}

func acceptedBy(checked []types.Type, typ types.Type) bool {
	return slices.ContainsFunc(checked, func(t types.Type) bool { return accepts(t, typ) })
}

// inContainer reports whether the pool of s is an element of an array, a slice
// or a map, or a part of one.
func (s *Site) inContainer() bool {
	v := s.On
	for range 8 { // bounds the fields within fields
		switch def := v.(type) {
		case *ssa.IndexAddr, *ssa.Index, *ssa.Lookup, *ssa.Next:
			return true
		case *ssa.FieldAddr:
			v = def.X
		case *ssa.Field:
			v = def.X
		case *ssa.UnOp:
			v = def.X
			if cell, ok := v.(*ssa.Alloc); ok {
				v = syncpool.OnlyStore(cell)
			}
		case *ssa.Extract:
			v = def.Tuple
		default:
			return false
		}
	}
	return false
}
