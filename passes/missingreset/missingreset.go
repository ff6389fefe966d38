package missingreset

import (
	"fmt"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/poolvet/poolvet/internal/check"
	"github.com/poolvet/poolvet/internal/discipline"
	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/report"
	"github.com/poolvet/poolvet/passes/poolfacts"
)

// Check is the rule, for the umbrella analyzer.
var Check = &check.Check{Name: "missingreset", Default: true, Run: run, Unsure: unsure}

// Analyzer is the rule by itself.
var Analyzer = Check.Analyzer()

func run(pass *analysis.Pass, facts *poolfacts.Result) {
	src := report.NewSource(pass.Fset, pass.Files)
	d := facts.Discipline()
	for _, p := range facts.Pools() {
		pool := d.Of(p)
		stale := d.Stale(pool)
		if len(stale) == 0 {
			if u, ok := d.Unkept(pool); ok {
				reportUnkept(pass, src, u)
			}
		}
		reportAll(pass, src, stale, true)
	}
}

// unsure reports the fields that may be left as they are on purpose.
func unsure(pass *analysis.Pass, facts *poolfacts.Result) {
	src := report.NewSource(pass.Fset, pass.Files)
	d := facts.Discipline()
	for _, p := range facts.Pools() {
		reportAll(pass, src, d.Stale(d.Of(p)), false)
	}
}

// reportAll reports the cells that are surely stale, or the others, together where
// one Put parks them.
func reportAll(pass *analysis.Pass, src *report.Source, stale []discipline.Stale, sure bool) {
	stale = slices.DeleteFunc(stale, func(s discipline.Stale) bool { return s.Sure != sure })
	for len(stale) > 0 {
		n := 1
		for n < len(stale) && stale[n].At() == stale[0].At() {
			n++
		}
		reportStale(pass, src, stale[:n])
		stale = stale[n:]
	}
}

// reportStale reports the cells that one Put parks dirty.
func reportStale(pass *analysis.Pass, src *report.Source, stale []discipline.Stale) {
	s := stale[0]
	put := s.At()
	name := src.Parked(put)
	if i := slices.IndexFunc(stale, func(s discipline.Stale) bool { return s.Late != nil }); i >= 0 {
		s = stale[i]
		pass.Report(src.Diagnostic(put, fmt.Sprintf("%s is put back before it is reset at line %d", name, src.Line(src.Range(s.Late))), src.Related(s.Late, "reset here")))
		return
	}
	var paths []effect.Path
	for _, s := range stale {
		paths = append(paths, s.Path)
	}
	if s.OnGet {
		reportOnGet(pass, src, s, paths)
		return
	}
	text := fmt.Sprintf("%s is put back with what was written to it, which its next user gets at line %d", name, src.Line(src.Range(s.Get.Origin.Call)))
	if fields := report.Fields(paths); fields != "" {
		text = fmt.Sprintf("%s is put back without a reset of %s, which its next user gets at line %d", name, fields, src.Line(src.Range(s.Get.Origin.Call)))
	}
	related := []analysis.RelatedInformation{src.Related(s.Get.Origin.Call, "taken here by the next user")}
	if s.Write != nil {
		related = append(related, src.Related(s.Write, "written here"))
	}
	if s.Read != nil {
		related = append(related, src.Related(s.Read, "read here by the next user"))
	}
	if s.Put.Event.At != put {
		related = append(related, src.Related(s.Put.Event.At, "put by this call"))
	}
	pass.Report(src.Diagnostic(put, text, related...))
}

// reportOnGet reports the cells that one Get leaves dirty, in a pool of which the
// users reset what they take.
func reportOnGet(pass *analysis.Pass, src *report.Source, s discipline.Stale, paths []effect.Path) {
	get := s.Get.Direct
	name := src.Subject(get, 0)
	if name == "" {
		name = "the object"
	}
	what := "what its last user wrote"
	if fields := report.Fields(paths); fields != "" {
		what = fields + " as its last user left it"
	}
	var related []analysis.RelatedInformation
	if s.Write != nil {
		related = append(related, src.Related(s.Write, "written here"))
	}
	if s.Read != nil {
		related = append(related, src.Related(s.Read, "read here"))
	}
	related = append(related, src.Related(s.Put.Place(), "put back here"))
	pass.Report(src.Diagnostic(get, fmt.Sprintf("%s from %s still holds %s", name, src.Callee(get), what), related...))
}

// reportUnkept reports a pool of which no object is ever reset.
func reportUnkept(pass *analysis.Pass, src *report.Source, u discipline.Unkept) {
	put := u.Put.Place()
	text := fmt.Sprintf("%s is put back as its user left it: nothing resets the objects of this pool, nor their field %s", src.Parked(put), u.Field.Name())
	var related []analysis.RelatedInformation
	if u.Write != nil {
		related = append(related, src.Related(u.Write, "written here"))
	}
	pass.Report(src.Diagnostic(put, text, related...))
}
