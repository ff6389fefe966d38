package discipline

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/content"
	"github.com/poolvet/poolvet/internal/effect"
)

// offers reports whether the cell at path of an object of type t is an exported
// field, which any code can read.
func offers(t types.Type, path effect.Path) bool {
	field, rest := content.ClassOf(t, path)
	if field == nil || rest != "" {
		return false
	}
	for part := range strings.FieldsFuncSeq(string(path), func(r rune) bool { return strings.ContainsRune("*.[]", r) }) {
		if !ast.IsExported(part) {
			return false
		}
	}
	return true
}

// An exposure is a cell that a user of an object can read before it has
// written it.
type exposure struct {
	path  effect.Path
	get   *Get
	read  ssa.Instruction
	tests []effect.Path // cells that are not zero where it is read
	count bool          // these say how many elements of it are in use
}

// exposed lists what the Gets of a pool let their users read.
func (p *Package) exposed(pool *Pool, elem types.Type) []exposure {
	var list []exposure
	for _, put := range pool.Puts {
		if put.Origin != nil && content.Gathers(content.TypeAt(elem, effect.Deref)) && put.Event.Bits(effect.Deref)&(content.Entry|content.Written) == content.Entry|content.Written && put.Origin.Adds {
			list = append(list, exposure{path: effect.Deref, get: put.Origin}) // each use adds to those before
		}
		if put.Origin != nil && isSlice(elem) && put.Event.Bits("")&(content.Entry|content.Written) == content.Entry|content.Written && !content.Empties(put.Fn, elem) {
			list = append(list, exposure{path: "", get: put.Origin}) // as long as all uses together have made it
		}
	}
	for _, get := range pool.Gets {
		for _, e := range get.Reads {
			var tests []effect.Path
			for _, path := range e.Tests {
				if rest, ok := cut(path, get.Origin.Path); ok {
					tests = append(tests, rest)
				}
			}
			list = append(list, exposure{e.Path, get, e.At, tests, e.Counts})
		}
		for _, e := range get.Leaves {
			if _, ok := e.At.(*ssa.Return); ok && p.Static(get.Fn) && e.Part == "" {
				continue // its callers take the object, too
			}
			if e.Failed {
				continue // who is told of the error reads nothing
			}
			for _, path := range p.pathsOf(elem) {
				if e.Bits(path)&content.Entry == 0 {
					continue
				}
				if e.Part != "" && !p.leftAlone(get, e, path) {
					continue
				}
				u := p.usageOf(elem, path, get.Leaves)
				read, tests := u.read, u.tests
				if _, ok := e.At.(*ssa.Return); ok && exported(get.Fn) {
					if p.readied(pool, get, path) || p.resetByUsers(pool, get, elem) || offers(elem, path) && (isInternal(get.Fn) || e.Part != "") {
						continue
					}
					read, tests = u.offered, u.offeredTests // who is out of view reads by what is exported
					if read == nil && offers(elem, path) {
						read = e.At
					}
				}
				if read != nil && p.reaches(e, read) {
					list = append(list, exposure{path, get, read, tests, u.counts})
				}
			}
		}
	}
	return list
}

// isInternal reports whether only packages beside that of fn can import it: all
// its users are written with it.
func isInternal(fn *ssa.Function) bool {
	return strings.Contains("/"+fn.Package().Pkg.Path()+"/", "/internal/")
}

// readied reports whether those in view that take objects by the function of get
// set the cell at path before anything can read it, so that others may be
// expected to do it too.
func (p *Package) readied(pool *Pool, get *Get, path effect.Path) bool {
	sets := false
	for _, user := range pool.Gets {
		if user.Origin.Getter == nil || p.Content.Source(user.Origin.Getter) != get.Fn {
			continue
		}
		if slices.ContainsFunc(user.Reads, func(e content.Event) bool { return e.Path == path }) || user.holds(path) && len(user.Leaves) > 0 {
			return false
		}
		sets = sets || len(user.Leaves) > 0 || pool.overwritten(user, path)
	}
	return sets
}

// overwritten reports whether the user that takes an object by get, and puts it, has
// set the cell at path by then.
func (pool *Pool) overwritten(get *Get, path effect.Path) bool {
	return slices.ContainsFunc(pool.Puts, func(put *Put) bool {
		return put.Origin == get && put.Event.Bits(path)&content.Entry == 0
	})
}

// resetByUsers reports whether those that take objects from the pool and not by the
// function of get call an exported method of them to reset them, so that who takes
// them by it may be expected to do that, too.
func (p *Package) resetByUsers(pool *Pool, get *Get, elem types.Type) bool {
	return slices.ContainsFunc(pool.Gets, func(user *Get) bool {
		return user.Fn != get.Fn && user.Origin.Getter == nil && slices.ContainsFunc(user.Fn.Blocks, func(b *ssa.BasicBlock) bool {
			return slices.ContainsFunc(b.Instrs, func(instr ssa.Instruction) bool {
				call, ok := instr.(*ssa.Call)
				if !ok {
					return false
				}
				fn := call.Call.StaticCallee()
				return fn != nil && exported(fn) && content.IsResetName(fn.Name()) && fn.Signature.Recv() != nil && types.Identical(fn.Signature.Recv().Type(), elem)
			})
		})
	})
}
