// Package suite lists the checks of poolvet. A new check is added here, and
// nowhere else.
package suite

import (
	"github.com/poolvet/poolvet/internal/check"
	"github.com/poolvet/poolvet/passes/aliasescape"
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
