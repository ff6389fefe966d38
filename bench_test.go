package poolvet_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"
)

// BenchmarkDrivers measures poolvet against an analyzer that has a fact type and
// does nothing, as a command and under go vet: on std, where pools are many, on
// the go command, where they are few, and on the compiler, where they are few but
// one is in a package of thousands of functions. It reports the ratio of the processor
// times (x-cpu) and of the times that passed (x-wall). Run it alone:
//
//	go test -run '^$' -bench Drivers -benchtime 3x .
func BenchmarkDrivers(b *testing.B) {
	if testing.Short() {
		b.Skip("takes minutes")
	}
	poolvet := binary(b)
	empty, err := build("emptyvet", "./testdata/emptyvet")
	if err != nil {
		b.Fatal(err)
	}
	command := func(tool, pattern string) *exec.Cmd {
		return exec.Command(tool, "-test=false", pattern)
	}
	vet := func(tool, pattern string) *exec.Cmd {
		// Go vet keeps results. A value that this flag of the tool never had, here
		// a build tag that no file uses, makes it run the tool again, and no more.
		tag := fmt.Sprintf("poolvet%d", time.Now().UnixNano())
		return exec.Command("go", "vet", "-vettool="+tool, "-tags="+tag, pattern)
	}
	for _, driver := range []struct {
		name string
		run  func(tool, pattern string) *exec.Cmd
	}{
		{"command", command},
		{"vet", vet},
	} {
		for _, tree := range []struct{ name, pattern string }{
			{"many", "std"},
			{"few", "cmd/go/..."},
			{"large", "cmd/compile/..."},
		} {
			b.Run(fmt.Sprintf("%s/%s", driver.name, tree.name), func(b *testing.B) {
				measure(b, driver.run(empty, tree.pattern)) // warms the caches
				var ours, theirs cost
				for b.Loop() {
					theirs.add(measure(b, driver.run(empty, tree.pattern)))
					ours.add(measure(b, driver.run(poolvet, tree.pattern)))
				}
				b.ReportMetric(ours.cpu.Seconds()/theirs.cpu.Seconds(), "x-cpu")
				b.ReportMetric(ours.wall.Seconds()/theirs.wall.Seconds(), "x-wall")
			})
		}
	}
}

// A cost is what commands and the processes below them took.
type cost struct{ cpu, wall time.Duration }

func (c *cost) add(d cost) {
	c.cpu += d.cpu
	c.wall += d.wall
}

// measure runs a command, whose findings do not matter.
func measure(b *testing.B, cmd *exec.Cmd) cost {
	cmd.Dir = scratch // no module: the go command loads nothing of this one
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off")
	start := time.Now()
	out, err := cmd.CombinedOutput()
	wall := time.Since(start)
	if err != nil && !foundSomething(err) {
		b.Fatalf("%s: %v\n%s", cmd, err, out)
	}
	return cost{cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), wall}
}

// foundSomething reports whether err is the exit code that stands for findings:
// 3 of the command, and 1 of go vet, which does not tell them from failures.
func foundSomething(err error) bool {
	exit, ok := errors.AsType[*exec.ExitError](err)
	return ok && (exit.ExitCode() == 3 || exit.ExitCode() == 1)
}
