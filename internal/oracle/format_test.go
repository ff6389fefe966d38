package oracle_test

import (
	"go/format"
	"testing"

	"github.com/poolvet/poolvet/internal/oracle"
)

// TestFormat checks that programs are printed as gofmt prints them, with the
// lines that their statements think they have.
func TestFormat(t *testing.T) {
	for i := range uint64(500) {
		src := oracle.Print(oracle.Generate(i))
		out, err := format.Source([]byte(src))
		if err != nil {
			t.Fatalf("seed %d: %v", i, err)
		}
		if string(out) != src {
			t.Fatalf("seed %d is not formatted:\n%s", i, src)
		}
	}
}

// TestGenerate checks that a seed always gives the same program.
func TestGenerate(t *testing.T) {
	for i := range uint64(100) {
		if first, second := oracle.Print(oracle.Generate(i)), oracle.Print(oracle.Generate(i)); first != second {
			t.Fatalf("seed %d gives two programs", i)
		}
	}
}
