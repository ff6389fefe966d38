package uncapped_test

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/poolvet/poolvet/internal/fixture"
	"github.com/poolvet/poolvet/passes/uncapped"
)

func Test(t *testing.T) {
	analysistest.Run(t, fixture.Dir(t), uncapped.Analyzer, "uncapped/...")
}
