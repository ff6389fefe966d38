package oracle_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/poolvet/poolvet/internal/oracle"
)

// recorder is what the programs share when they run: pools that record, and
// conditions that follow a script.
const recorder = `package main

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"sync"
)

type item struct {
	data  []byte
	n     int
	stale bool
}

type box struct {
	it  *item
	buf *bytes.Buffer
	mem []byte
	ptr *[]byte
}

type pool struct{ make func() any }

func (p *pool) Get() any {
	x := p.make()
	n := len(objects)
	objects[x] = n
	switch x := x.(type) {
	case *item:
		memory[&x.data[0]] = n
	case *[]byte:
		memory[&(*x)[0]] = n
	}
	events = append(events, fmt.Sprintf("get %d", n))
	return x
}

func (p *pool) Put(x any) {
	if n, ok := objects[x]; ok {
		events = append(events, fmt.Sprintf("put %d", n))
	}
}

var (
	items = pool{make: func() any { return &item{data: make([]byte, 1, 64)} }}
	bufs  = pool{make: func() any { return new(bytes.Buffer) }}
	ptrs  = pool{make: func() any { b := make([]byte, 1, 64); return &b }}

	objects  map[any]int
	memory   map[*byte]int
	events   []string
	script   []int
	wg       sync.WaitGroup
)

func opaque() bool {
	next := script[0]
	script = script[1:]
	return next == 1
}

func step() error {
	if opaque() {
		return errors.New("step")
	}
	return nil
}

func peek(b []byte) int { return len(b) }

func look(s string) {}

func observed(v any) string {
	if b, ok := v.([]byte); ok {
		if cap(b) > 0 {
			if n, ok := memory[&b[:1][0]]; ok {
				return fmt.Sprintf("memory %d", n)
			}
		}
		return "-"
	}
	switch v.(type) {
	case *item, *bytes.Buffer, *[]byte:
		if n, ok := objects[v]; ok {
			return fmt.Sprintf("object %d", n)
		}
	}
	return "-"
}

func run(name, want string, choices []int, f func(results func(...any)), keptItem **item, keptMem *[]byte) {
	objects, memory, events, script = map[any]int{}, map[*byte]int{}, nil, choices
	*keptItem, *keptMem = nil, nil
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, choices, "panics:", r)
		}
	}()
	f(func(list ...any) {
		for _, v := range list {
			events = append(events, observed(v))
		}
	})
	events = append(events, "kept "+observed(*keptItem)+" "+observed(*keptMem))
	if got := strings.Join(events, ", "); got != want {
		fmt.Printf("%s %v\n got %s\nwant %s\n", name, choices, got, want)
	}
}
`

// TestWalker runs programs against pools that record, along the paths that the
// walker took, and compares what the pools see and what the programs return.
func TestWalker(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program")
	}
	const count, paths = 400, 25
	var list []*oracle.Program
	var calls strings.Builder
	ran := 0
	for next := *seed; len(list) < count; next++ {
		prog := oracle.Generate(next)
		prog.ID = len(list)
		if !prog.Runs() || oracle.Walk(prog, rounds).Rejected != "" {
			continue
		}
		list = append(list, prog)
		all := oracle.Paths(prog, rounds)
		for i, p := range all {
			if i >= paths && i%(len(all)/paths+1) != 0 {
				continue
			}
			ran++
			f := fmt.Sprintf("f%d(%s)", prog.ID, strings.Join(p.Args, ", "))
			if len(prog.Main.Results) > 0 {
				f = "results(" + f + ")"
			}
			fmt.Fprintf(&calls, "\trun(%q, %q, %#v, func(results func(...any)) { %s }, &keptItem%d, &keptMem%d)\n", fmt.Sprintf("seed %d", prog.Seed), p.Events, p.Choices, f, prog.ID, prog.ID)
		}
	}
	dir := t.TempDir()
	src := oracle.PrintAfter(recorder, list...) + "\nfunc main() {\n" + calls.String() + "}\n"
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", "module p\n\ngo 1.26\n")
	write("main.go", src)
	cmd := exec.Command("go", "run", ".")
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil || len(out) > 0 {
		t.Errorf("%v\n%.4000s", err, out)
	}
	t.Logf("%d paths of %d programs", ran, len(list))
}
