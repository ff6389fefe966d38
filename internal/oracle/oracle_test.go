package oracle_test

import (
	"flag"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/poolvet/poolvet"
	"github.com/poolvet/poolvet/internal/oracle"
	"github.com/poolvet/poolvet/passes/poolfacts"
)

var (
	programs = flag.Int("programs", 0, "how many programs to try; 0 for the usual number")
	seed     = flag.Uint64("seed", 1, "of the first program")
	failures = flag.Int("failures", 5, "how many failing programs to print")
)

// checks are those whose reports are compared with the truth.
const checks = "none,missingput,useafterput,aliasescape,doubleput"

// An analyst runs the checks in this process.
type analyst struct {
	importer types.Importer
	analyzer *analysis.Analyzer
}

func newAnalyst() (*analyst, error) {
	a, err := poolvet.New(poolvet.Options{Checks: checks})
	return &analyst{importer: importer.Default(), analyzer: a}, err
}

// reports returns what the checks say of the programs in a package.
func (a *analyst) reports(src string) ([]oracle.Report, error) {
	list, _, err := a.analyse(src)
	return list, err
}

// analyse is reports, and tells which functions were too much to follow.
func (a *analyst) analyse(src string) ([]oracle.Report, map[string]bool, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", src, parser.SkipObjectResolution|parser.ParseComments)
	if err != nil {
		return nil, nil, err
	}
	info := &types.Info{
		Types:        map[ast.Expr]types.TypeAndValue{},
		Instances:    map[*ast.Ident]types.Instance{},
		Defs:         map[*ast.Ident]types.Object{},
		Uses:         map[*ast.Ident]types.Object{},
		Implicits:    map[ast.Node]types.Object{},
		Selections:   map[*ast.SelectorExpr]*types.Selection{},
		Scopes:       map[ast.Node]*types.Scope{},
		FileVersions: map[*ast.File]string{},
	}
	conf := &types.Config{Importer: a.importer}
	pkg, err := conf.Check("p", fset, []*ast.File{file}, info)
	if err != nil {
		return nil, nil, err
	}
	line := func(pos token.Pos) int { return fset.Position(pos).Line }
	var list []oracle.Report
	pass := &analysis.Pass{
		Fset: fset, Files: []*ast.File{file}, Pkg: pkg, TypesInfo: info,
		ResultOf:          map[*analysis.Analyzer]any{},
		ImportObjectFact:  func(types.Object, analysis.Fact) bool { return false },
		ExportObjectFact:  func(types.Object, analysis.Fact) {},
		ImportPackageFact: func(*types.Package, analysis.Fact) bool { return false },
		ExportPackageFact: func(analysis.Fact) {},
		Report: func(d analysis.Diagnostic) {
			r := oracle.Report{Check: d.Category, Line: line(d.Pos), Message: d.Message}
			for _, rel := range d.Related {
				r.Related = append(r.Related, line(rel.Pos))
			}
			list = append(list, r)
		},
	}
	if err := run(pass, poolfacts.Analyzer); err != nil {
		return nil, nil, err
	}
	facts := pass.ResultOf[poolfacts.Analyzer].(*poolfacts.Result)
	skipped := map[string]bool{}
	for _, fn := range facts.Funcs() {
		if facts.Func(fn).Skipped {
			skipped[fn.Name()] = true
		}
	}
	return list, skipped, run(pass, a.analyzer)
}

// run runs an analyzer, after what it requires, and keeps its result.
func run(pass *analysis.Pass, a *analysis.Analyzer) error {
	for _, required := range a.Requires {
		if _, done := pass.ResultOf[required]; done {
			continue
		}
		if err := run(pass, required); err != nil {
			return err
		}
	}
	own := *pass
	own.Analyzer = a
	result, err := a.Run(&own)
	pass.ResultOf[a] = result
	return err
}

// rounds bounds the loops of a walk, and is raised where a report is in doubt.
const rounds = 3

// batch is how many programs share a package.
const batch = 100

// tally counts what was found.
type tally struct {
	programs, rejected, functions, paths int
	defective, skipped                   int
	found, quiet                         map[string]int
}

func newTally() *tally { return &tally{found: map[string]int{}, quiet: map[string]int{}} }

func (t *tally) add(v oracle.Verdict) {
	for k, n := range v.Found {
		t.found[k] += n
	}
	for k, n := range v.Quiet {
		t.quiet[k] += n
	}
}

func (t *tally) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d programs (%d more rejected), %d functions, %d paths, %d programs with a defect, %d too much to follow\n", t.programs, t.rejected, t.functions, t.paths, t.defective, t.skipped)
	for _, m := range []map[string]int{t.found, t.quiet} {
		for _, k := range slices.Sorted(maps.Keys(m)) {
			fmt.Fprintf(&b, "%8d %s\n", m[k], k)
		}
	}
	return b.String()
}

// TestOracle compares the checks with the truth of generated programs.
func TestOracle(t *testing.T) {
	total := *programs
	switch {
	case total > 0:
	case testing.Short():
		total = 2000
	default:
		total = 20000
	}
	a, err := newAnalyst()
	if err != nil {
		t.Fatal(err)
	}
	defer debug.SetGCPercent(debug.SetGCPercent(400)) // the walker makes much garbage
	sum := newTally()
	bad, next := 0, *seed
	kinds := map[string]int{}
	for sum.programs < total {
		var list []*oracle.Program
		var truths []oracle.Truth
		for len(list) < batch {
			prog := oracle.Generate(next)
			prog.ID = len(list)
			next++
			oracle.Print(prog)
			truth := oracle.Walk(prog, rounds)
			if truth.Rejected != "" {
				sum.rejected++
				continue
			}
			list = append(list, prog)
			truths = append(truths, truth)
		}
		lines := make([]int, len(list))
		for i, prog := range list {
			lines[i] = prog.First
		}
		src := oracle.Print(list...)
		reports, skipped, err := a.analyse(src)
		if err != nil {
			for _, prog := range list {
				if _, err := a.reports(oracle.Print(prog)); err != nil {
					t.Fatalf("seed %d: %v\n%s", prog.Seed, err, text(prog))
				}
			}
			t.Fatal(err)
		}
		for i, prog := range list {
			truth := truths[i].Shift(prog.First - lines[i])
			sum.programs++
			sum.functions += len(prog.Funcs) + 1
			sum.paths += truth.Paths
			if slices.ContainsFunc(truth.Defects, func(d oracle.Defect) bool { return d.Quiet == "" }) {
				sum.defective++
			}
			var own []oracle.Report
			for _, r := range reports {
				if prog.First <= r.Line && r.Line <= prog.Last {
					own = append(own, r)
				}
			}
			v := oracle.Judge(truth, own)
			if len(v.Invented) > 0 { // it may take more rounds of a loop
				if more := oracle.Walk(prog, rounds+3); more.Rejected == "" {
					v.Invented = oracle.Judge(more, own).Invented
				}
			}
			if skipped[fmt.Sprintf("f%d", prog.ID)] {
				sum.skipped++
				v.Missed = nil
			}
			sum.add(v)
			if v.Good() {
				continue
			}
			for _, d := range v.Missed {
				kinds["missed "+d.Check]++
			}
			for _, r := range v.Invented {
				kinds["invented "+r.Check]++
			}
			if bad++; bad == 1 {
				t.Logf("the first failure is program %d", sum.programs)
			}
			if bad <= *failures {
				t.Errorf("%s", explain(a, prog, v))
			} else {
				t.Fail()
			}
		}
	}
	t.Logf("%v", sum)
	if sum.skipped*200 > sum.programs {
		t.Errorf("%d programs are too much to follow", sum.skipped)
	}
	page, err := os.ReadFile("../../docs/precision.md")
	if err != nil {
		t.Fatal(err)
	}
	for what := range sum.quiet {
		if _, reason, _ := strings.Cut(what, ": "); !strings.Contains(string(page), reason) {
			t.Errorf("docs/precision.md does not have the reason %q", reason)
		}
	}
	if bad > 0 {
		t.Logf("%d programs failed: %v", bad, kinds)
	}
}

// text returns the source of prog without what all programs share.
func text(prog *oracle.Program) string {
	lines := strings.Split(oracle.Print(prog), "\n")
	var b strings.Builder
	for i, line := range lines {
		if i+1 >= prog.First && i+1 <= prog.Last {
			fmt.Fprintf(&b, "%4d\t%s\n", i+1, line)
		}
	}
	return b.String()
}

// shape returns message without the names and numbers in it.
func shape(message string) string {
	var words []string
	for word := range strings.FieldsSeq(message) {
		if !strings.ContainsAny(word, "0123456789.") {
			words = append(words, word)
		}
	}
	return strings.Join(words, " ")
}

// explain shrinks a program that v is about, and says what is wrong with it.
func explain(a *analyst, prog *oracle.Program, v oracle.Verdict) string {
	// the same sort of failure
	same := func(w oracle.Verdict) bool {
		for _, r := range v.Invented {
			return slices.ContainsFunc(w.Invented, func(s oracle.Report) bool { return s.Check == r.Check && shape(s.Message) == shape(r.Message) })
		}
		for _, d := range v.Missed {
			return slices.ContainsFunc(w.Missed, func(e oracle.Defect) bool { return e.Check == d.Check })
		}
		return false
	}
	judge := func(p *oracle.Program) (oracle.Truth, []oracle.Report, oracle.Verdict, bool) {
		reports, skipped, err := a.analyse(oracle.Print(p))
		if err != nil || skipped[fmt.Sprintf("f%d", p.ID)] {
			return oracle.Truth{}, nil, oracle.Verdict{}, false
		}
		n := rounds
		if len(v.Invented) > 0 {
			n += 3
		}
		truth := oracle.Walk(p, n)
		if truth.Rejected != "" {
			return truth, nil, oracle.Verdict{}, false
		}
		var own []oracle.Report
		for _, r := range reports {
			if p.First <= r.Line && r.Line <= p.Last {
				own = append(own, r)
			}
		}
		return truth, own, oracle.Judge(truth, own), true
	}
	small := oracle.Shrink(prog, func(p *oracle.Program) (ok bool) {
		defer func() {
			if recover() != nil {
				ok = false // an edit left a model that makes no sense
			}
		}()
		_, _, w, ok := judge(p)
		return ok && same(w)
	})
	truth, reports, w, _ := judge(small)
	var b strings.Builder
	fmt.Fprintf(&b, "seed %d:\n%s", prog.Seed, text(small))
	for _, d := range truth.Defects {
		fmt.Fprintf(&b, "truth: %v\n", d)
	}
	for _, r := range reports {
		fmt.Fprintf(&b, "report: %v\n", r)
	}
	for _, d := range w.Missed {
		fmt.Fprintf(&b, "MISSED: %v\n", d)
	}
	for _, r := range w.Invented {
		fmt.Fprintf(&b, "INVENTED: %v\n", r)
	}
	return b.String()
}
