package poolvet_test

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/poolvet/poolvet"
)

// TestPatterns compares what the default checks find together in the fixtures
// that concern many of them with the "want" comments.
func TestPatterns(t *testing.T) {
	analysistest.Run(t, analysistest.TestData(), poolvet.Analyzer, "patterns/...")
}
