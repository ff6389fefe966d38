package site

import (
	"slices"

	"golang.org/x/tools/go/ssa"
)

// PutOrKept reports whether what a CallNew returns goes straight to a Put, or is
// stored where it outlives the call. Sites are those of the package.
func (s *Site) PutOrKept(sites []*Site) bool {
	list := []ssa.Value{s.Value}
	onlyPut := true
	for i := 0; i < len(list); i++ {
		for _, use := range *list[i].Referrers() {
			switch use := use.(type) {
			case *ssa.TypeAssert:
				list = append(list, use)
			case *ssa.Extract:
				list = append(list, use)
			case *ssa.MakeInterface:
				list = append(list, use)
			case *ssa.ChangeInterface:
				list = append(list, use)
			case *ssa.Store:
				if use.Val == list[i] && cellOf(use.Addr) == nil && !inLocal(use.Addr) {
					return true
				}
				onlyPut = false
			case ssa.CallInstruction:
				onlyPut = onlyPut && slices.ContainsFunc(sites, func(put *Site) bool {
					return put.Op == Put && put.Instr == use && put.Value == list[i]
				})
			default:
				onlyPut = false
			}
		}
	}
	return onlyPut
}
