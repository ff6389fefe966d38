package lifecycle

import (
	"golang.org/x/tools/go/ssa"
)

// recognized returns the error that is not nil if call, a call of errors.Is or
// its like, gives true; nil for any other call.
func recognized(call *ssa.Call) ssa.Value {
	fn := call.Call.StaticCallee()
	if fn == nil || objectOf(fn) == nil || objectOf(fn).Pkg() == nil || len(call.Call.Args) == 0 {
		return nil
	}
	switch objectOf(fn).Pkg().Path() + " " + fn.Name() {
	case "errors Is", "errors As", "github.com/pkg/errors Is", "github.com/pkg/errors As", "golang.org/x/xerrors Is", "golang.org/x/xerrors As",
		"os IsExist", "os IsNotExist", "os IsPermission", "os IsTimeout":
		return call.Call.Args[0]
	}
	return nil
}
