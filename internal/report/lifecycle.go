package report

import (
	"fmt"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/lifecycle"
)

// Object returns the name of the object of o, which fn takes or is given, and
// the call that takes it as the source spells it, "" for one that is given.
func (s *Source) Object(fn *ssa.Function, o lifecycle.Origin) (name, getter string) {
	if o.Item != nil {
		if name = s.Argument(o.Put, o.Param); name == "" {
			name = "the object"
		} else {
			name += selectors(string(o.Path))
		}
		return name, ""
	}
	if o.Body != nil {
		return o.Body.Params[o.Param].Name(), s.Callee(o.Call)
	}
	if o.Call == nil {
		if o.Param < len(fn.Params) {
			name = fn.Params[o.Param].Name()
		} else {
			name = fn.FreeVars[o.Param-len(fn.Params)].Name()
		}
		return name + selectors(string(o.Path)), ""
	}
	index := 0
	if rest, ok := strings.CutPrefix(string(o.Path), "#"); ok {
		digits := strings.IndexFunc(rest, func(r rune) bool { return r < '0' || r > '9' })
		if digits < 0 {
			digits = len(rest)
		}
		index, _ = strconv.Atoi(rest[:digits])
	}
	getter = s.Callee(o.Call)
	name = s.Subject(o.Call, index)
	more := selectors(string(o.Path))
	if callee := o.Call.Common().StaticCallee(); callee != nil && callee.Object() != nil && callee.Object().Pkg() != fn.Package().Pkg {
		more = "" // a field that the reader of this package cannot see
	}
	switch {
	case name != "":
		name += more
	case more != "":
		name = "the object in " + strings.TrimPrefix(more, ".")
	default:
		name = "the object"
	}
	return name, getter
}

// selectors returns the fields that path goes through, as source selects them.
func selectors(path string) string {
	var b strings.Builder
	for step := range strings.FieldsFuncSeq(path, func(r rune) bool { return strings.ContainsRune("*~$#[]", r) }) {
		if strings.HasPrefix(step, ".") {
			b.WriteString(step)
		}
	}
	return b.String()
}

// Put describes the instruction that puts an object: its callee and line.
func (s *Source) Put(instr ssa.Instruction) string {
	what := "the Put"
	if call, ok := instr.(ssa.CallInstruction); ok {
		what = s.Callee(call)
	}
	return fmt.Sprintf("%s at line %d", what, s.Line(s.Range(instr)))
}

// Escape describes an event by which an object, or memory of it, outlives its
// Put.
func (s *Source) Escape(fn *ssa.Function, e lifecycle.Event) string {
	name, _ := s.Object(fn, e.Origin)
	how, started := "stored", false
	switch e.At.(type) {
	case *ssa.Return:
		how = "returned"
	case *ssa.Send, *ssa.Select:
		how = "sent"
	case *ssa.Go, *ssa.Call, *ssa.Defer: // of what starts one
		if !e.Stored {
			how, started = "used by the goroutine", true
		}
	}
	when := fmt.Sprintf("at line %d", s.Line(s.Range(e.Other)))
	if e.AtExit {
		when = "when the function returns"
	}
	put := "the Put"
	if call, ok := e.Other.(ssa.CallInstruction); ok {
		put = s.Callee(call)
	}
	switch {
	case e.Origin.Part: // what name stands for is memory itself
	case e.Part && started:
		name = "memory of " + name
	case e.Part:
		return fmt.Sprintf("%s %s aliases %s, which %s puts back %s", how, kindOf(e.Value), name, put, when)
	}
	return fmt.Sprintf("%s is %s, but %s puts it back %s", name, how, put, when)
}

// kindOf returns a word for the values of v's type.
func kindOf(v ssa.Value) string {
	switch t := v.Type().Underlying().(type) {
	case *types.Slice:
		return "slice"
	case *types.Map:
		return "map"
	case *types.Signature:
		return "function"
	case *types.Basic:
		if t.Info()&types.IsString != 0 {
			return "string"
		}
	}
	return "value"
}

// Related returns the related information that text says of instr.
func (s *Source) Related(instr ssa.Instruction, text string) analysis.RelatedInformation {
	r := s.Range(instr)
	return analysis.RelatedInformation{Pos: r.Start, End: r.Stop, Message: text}
}

// Diagnostic returns a diagnostic at instr.
func (s *Source) Diagnostic(instr ssa.Instruction, message string, related ...analysis.RelatedInformation) analysis.Diagnostic {
	r := s.Range(instr)
	var known []analysis.RelatedInformation
	for _, info := range related {
		if info.Pos != token.NoPos {
			known = append(known, info)
		}
	}
	return analysis.Diagnostic{Pos: r.Start, End: r.Stop, Message: message, Related: known}
}
