// Package suite lists the checks of poolvet. A new check is added here, and
// nowhere else.
package suite

import (
	"slices"
	"strings"

	"github.com/poolvet/poolvet/internal/check"
	"github.com/poolvet/poolvet/passes/aliasescape"
	"github.com/poolvet/poolvet/passes/directive"
	"github.com/poolvet/poolvet/passes/directnew"
	"github.com/poolvet/poolvet/passes/doubleput"
	"github.com/poolvet/poolvet/passes/localpool"
	"github.com/poolvet/poolvet/passes/missingput"
	"github.com/poolvet/poolvet/passes/missingreset"
	"github.com/poolvet/poolvet/passes/nilget"
	"github.com/poolvet/poolvet/passes/nonpointer"
	"github.com/poolvet/poolvet/passes/retention"
	"github.com/poolvet/poolvet/passes/uncapped"
	"github.com/poolvet/poolvet/passes/useafterput"
	"github.com/poolvet/poolvet/passes/wrongtype"
)

// Checks returns the checks, sorted by name.
func Checks() []*check.Check {
	list := append(pools(), judge)
	slices.SortFunc(list, func(a, b *check.Check) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// judge is the check of the directives, which looks at what the others reported.
var judge = directive.Check(pools())

// pools returns the checks of pools.
func pools() []*check.Check {
	return []*check.Check{
		aliasescape.Check,
		directnew.Check,
		doubleput.Check,
		localpool.Check,
		missingput.Check,
		missingreset.Check,
		nilget.Check,
		nonpointer.Check,
		retention.Check,
		uncapped.Check,
		useafterput.Check,
		wrongtype.Check,
	}
}
