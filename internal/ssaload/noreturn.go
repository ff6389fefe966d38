package ssaload

import "go/types"

// NoReturn reports whether fn is a function of the standard library that ends
// the program, the goroutine or the test.
func NoReturn(fn *types.Func) bool {
	if fn.Pkg() == nil {
		return false
	}
	names, ok := noReturn[fn.Pkg().Path()]
	if !ok {
		return false
	}
	for _, name := range names {
		if fn.Name() == name {
			return true
		}
	}
	return false
}

// noReturn lists, for each package, the functions and methods that do not
// return. It is only read.
var noReturn = map[string][]string{
	"log":     {"Fatal", "Fatalf", "Fatalln", "Panic", "Panicf", "Panicln"},
	"os":      {"Exit"},
	"runtime": {"Goexit"},
	"syscall": {"Exit"},
	"testing": {"Fatal", "Fatalf", "FailNow", "Skip", "Skipf", "SkipNow"},
}
