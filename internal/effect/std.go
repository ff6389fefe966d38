package effect

import (
	"go/types"
	"strings"
	"unicode"

	"golang.org/x/tools/go/ssa"
)

// Std returns what a function or method of the standard library does with what
// it is given, and whether fn is one. It borrows, except what exists to keep;
// the results of a few are memory of an argument.
func Std(fn *types.Func) (*Summary, bool) {
	pkg := fn.Pkg()
	if pkg == nil {
		return &Summary{Borrows: true}, true // error.Error
	}
	if !IsStd(pkg.Path()) {
		return nil, false
	}
	name := qualified(fn)
	s := &Summary{Borrows: true}
	switch pkg.Path() + " " + name {
	case "bytes Buffer.Bytes", "bytes Buffer.Next", "bytes Buffer.AvailableBuffer", "bytes Buffer.Peek",
		"bufio Reader.Peek", "bufio Reader.ReadSlice", "bufio Reader.ReadLine", "bufio Scanner.Bytes", "bufio Writer.AvailableBuffer",
		"bytes TrimSpace", "bytes Trim", "bytes TrimLeft", "bytes TrimRight", "bytes TrimPrefix", "bytes TrimSuffix",
		"bytes TrimFunc", "bytes TrimLeftFunc", "bytes TrimRightFunc",
		"bytes Cut", "bytes CutPrefix", "bytes CutSuffix",
		"bytes Fields", "bytes FieldsFunc", "bytes Split", "bytes SplitN", "bytes SplitAfter", "bytes SplitAfterN",
		"slices Clip", "slices Grow", "slices Delete", "slices DeleteFunc", "slices Compact", "slices CompactFunc":
		s.Aliases = []Alias{{Part: true}}
		if pkg.Path() == "slices" {
			s.Aliases[0].Part = false
		}
		if name == "Cut" {
			s.Aliases = append(s.Aliases, Alias{Result: 1, Part: true})
		}
	case "bytes NewReader", "bytes NewBuffer", "strings NewReader", "io NopCloser", "io LimitReader", "io MultiReader", "io MultiWriter",
		"net/textproto NewReader", "net/textproto NewWriter",
		"encoding/json NewDecoder", "encoding/json NewEncoder", "encoding/xml NewDecoder", "encoding/xml NewEncoder",
		"encoding/gob NewDecoder", "encoding/gob NewEncoder", "encoding/csv NewReader", "encoding/csv NewWriter",
		"bufio NewReader", "bufio NewReaderSize", "bufio NewWriter", "bufio NewWriterSize", "bufio NewScanner":
		s.Aliases = []Alias{{ResultPath: holds}}
	case "bytes Lines", "bytes SplitSeq", "bytes SplitAfterSeq", "bytes FieldsSeq", "bytes FieldsFuncSeq",
		"maps Keys", "maps Values", "maps All", "slices Values", "slices All", "slices Backward", "slices Chunk": // read as they are used
		s.Aliases = []Alias{{ResultPath: holds}}
	case "io TeeReader":
		s.Aliases = []Alias{{ResultPath: holds}, {ResultPath: holds, Param: 1}}
	case "strconv AppendInt", "strconv AppendUint", "strconv AppendFloat", "strconv AppendBool", "strconv AppendQuote",
		"strconv AppendQuoteRune", "strconv AppendQuoteToASCII", "fmt Append", "fmt Appendf", "fmt Appendln",
		"unicode/utf8 AppendRune":
		s.Aliases = []Alias{{}}
	case "encoding/binary AppendUvarint", "encoding/binary AppendVarint", "encoding/binary Append", "slices Insert", "slices Replace",
		"encoding/hex AppendEncode", "encoding/hex AppendDecode", "strconv AppendQuoteToGraphic", "strconv AppendQuoteRuneToASCII":
		s.Aliases = []Alias{{}}
	case "time Time.AppendFormat", "encoding/base64 Encoding.AppendEncode", "encoding/base64 Encoding.AppendDecode",
		"hash Hash.Sum", "crypto/cipher AEAD.Seal", "crypto/cipher AEAD.Open":
		s.Aliases = []Alias{{Param: 1}}
	case "regexp Regexp.Find", "regexp Regexp.FindAll", "regexp Regexp.FindSubmatch", "regexp Regexp.FindAllSubmatch":
		s.Aliases = []Alias{{Param: 1, Part: true}}
	case "encoding/pem Decode", "encoding/asn1 Unmarshal":
		s.Aliases = []Alias{{Result: 1, Part: true}}
		if name == "Unmarshal" {
			s.Aliases[0].Result = 0
		}
	case "context WithValue", "sync Map.Store", "sync Map.LoadOrStore", "sync Map.Swap", "sync Map.CompareAndSwap",
		"sync/atomic Value.Store", "sync/atomic Value.Swap", "sync/atomic Value.CompareAndSwap",
		"sync/atomic Pointer.Store", "sync/atomic Pointer.Swap", "sync/atomic Pointer.CompareAndSwap",
		"sync/atomic StorePointer", "sync/atomic SwapPointer", "sync/atomic CompareAndSwapPointer",
		"container/list List.PushBack", "container/list List.PushFront", "container/list List.InsertBefore", "container/list List.InsertAfter",
		"container/heap Push", "container/heap Fix",
		"runtime SetFinalizer", "runtime AddCleanup", "net/http NewRequest", "net/http NewRequestWithContext",
		"time AfterFunc", "context AfterFunc", "testing common.Cleanup",
		"reflect ValueOf", "net/http Request.WithContext":
		for i := range fn.Signature().Params().Len() + recvLen(fn) {
			if i >= recvLen(fn) {
				s.Params = append(s.Params, Param{Index: i, Keep: Always})
			}
		}
	}
	switch pkg.Path() + " " + name { // what they keep, their result holds
	case "context WithValue", "net/http NewRequest":
		s.Aliases = []Alias{{ResultPath: holds, Param: 2}}
	case "net/http NewRequestWithContext":
		s.Aliases = []Alias{{ResultPath: holds, Param: 3}}
	}
	return s, true
}

// qualified returns the name of fn, for a method after that of its type.
func qualified(fn *types.Func) string {
	recv := fn.Signature().Recv()
	if recv == nil {
		return fn.Name()
	}
	t := recv.Type()
	if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
		t = ptr.Elem()
	}
	if named, ok := types.Unalias(t).(*types.Named); ok {
		return named.Obj().Name() + "." + fn.Name()
	}
	return fn.Name()
}

// holds is the path to the object in a value of which only that is known that
// it holds the object somewhere.
const holds Path = ".?"

func recvLen(fn *types.Func) int {
	if fn.Signature().Recv() != nil {
		return 1
	}
	return 0
}

// IsOnceFunc reports whether fn is sync.OnceFunc, whose result calls its argument
// the first time, and no more.
func IsOnceFunc(fn *types.Func) bool {
	return fn.Pkg() != nil && fn.Pkg().Path() == "sync" && fn.Name() == "OnceFunc"
}

// IsClip reports whether fn is slices.Clip, whose result has no room to append.
func IsClip(fn *types.Func) bool {
	return fn.Pkg() != nil && fn.Pkg().Path() == "slices" && fn.Name() == "Clip"
}

// EndsByName reports whether a method called name, of which nothing else is
// known, may end the use of its receiver: its first or last word says so.
func EndsByName(name string) bool {
	first, last := words(name)
	return endsByWord(first) || endsByWord(last)
}

// GivesBackByName reports whether a function called name is there to give back
// what it is given, rather than for something after which it does that as well:
// its first or last word says so.
func GivesBackByName(name string) bool {
	first, last := words(name)
	return givesBackByWord(first) || givesBackByWord(last)
}

func givesBackByWord(word string) bool {
	switch strings.ToLower(word) {
	case "back", "cleanup", "clear", "clean", "decref", "delete", "discard", "drop", "give", "reclaim", "relinquish", "remove", "reset", "retire", "unref":
		return true
	}
	return endsByWord(word)
}

// words returns the first and the last word of name.
func words(name string) (first, last string) {
	first, last = name, name
	if i := strings.IndexFunc(name[min(1, len(name)):], unicode.IsUpper); i >= 0 {
		first = name[:i+1]
	}
	if i := strings.LastIndexFunc(name, unicode.IsUpper); i >= 0 {
		last = name[i:]
	}
	return first, last
}

func endsByWord(word string) bool {
	switch strings.ToLower(word) {
	case "close", "release", "free", "put", "recycle", "return", "dispose", "destroy", "done", "finish", "end", "stop", "commit", "rollback":
		return true
	}
	return false
}

// UnsafeByName reports whether a function called name, of which nothing else is
// known, by convention turns bytes into a string, or back, without copying.
func UnsafeByName(name string) bool {
	name = strings.ToLower(name)
	return strings.Contains(name, "unsafe") || name == "b2s" || name == "s2b"
}

// Container reports whether fn is a method of a variable or a map for use by several
// goroutines, of the standard library, that stores there what it is given, and
// whether it is one by which something goes from there.
func Container(fn *types.Func) (stores, removes bool) {
	if fn.Pkg() == nil {
		return false, false
	}
	switch fn.Pkg().Path() + " " + qualified(fn) {
	case "sync Map.Store", "sync Map.Swap", "sync/atomic Value.Store", "sync/atomic Value.Swap",
		"sync/atomic Pointer.Store", "sync/atomic Pointer.Swap":
		return true, true
	case "sync Map.Delete", "sync Map.LoadAndDelete", "sync Map.CompareAndDelete", "sync Map.CompareAndSwap", "sync Map.Clear",
		"sync/atomic Value.CompareAndSwap", "sync/atomic Pointer.CompareAndSwap":
		return false, true
	}
	return false, false
}

// Waits reports whether fn waits for other goroutines to be done.
func Waits(fn *types.Func) bool {
	if fn.Pkg() == nil {
		return false
	}
	path := fn.Pkg().Path()
	switch fn.Name() {
	case "Wait":
		return path == "sync" || path == "os/exec" || !IsStd(path) // a group of someone's own
	case "Acquire":
		return path == "golang.org/x/sync/semaphore"
	}
	return false
}

// Starts reports whether fn runs a function that it is given in a goroutine, and
// the index of that parameter, the receiver first.
func Starts(fn *types.Func) (int, bool) {
	if fn.Pkg() == nil {
		return 0, false
	}
	switch fn.Pkg().Path() {
	case "sync", "golang.org/x/sync/errgroup":
		return 1, fn.Name() == "Go" || fn.Name() == "TryGo"
	case "time":
		return 1, fn.Name() == "AfterFunc"
	}
	return 0, false
}

// TimesOut reports whether the channel that fn returns tells that time is up, or
// that who waits for a result has given up.
func TimesOut(fn *types.Func) bool {
	if fn.Pkg() == nil {
		return false
	}
	switch fn.Pkg().Path() {
	case "time":
		return fn.Name() == "After" || fn.Name() == "Tick"
	case "context":
		return fn.Name() == "Done"
	}
	return false
}

// Cancels reports whether typ is the type of functions that end a context.
func Cancels(typ *types.TypeName) bool {
	return typ.Pkg() != nil && typ.Pkg().Path() == "context" && (typ.Name() == "CancelFunc" || typ.Name() == "CancelCauseFunc")
}

// IsStd reports whether path is that of a package of the standard library, by
// the rule of the go command: no dot in its first element.
func IsStd(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".") && first != "command-line-arguments" && stdRoots[first]
}

// stdRoots holds the first elements of the paths of the standard library.
// It is only read.
var stdRoots = map[string]bool{
	"archive": true, "bufio": true, "bytes": true, "cmp": true, "compress": true, "container": true, "context": true,
	"crypto": true, "database": true, "debug": true, "embed": true, "encoding": true, "errors": true, "expvar": true,
	"flag": true, "fmt": true, "go": true, "hash": true, "html": true, "image": true, "index": true, "internal": true,
	"io": true, "iter": true, "log": true, "maps": true, "math": true, "mime": true, "net": true, "os": true, "path": true,
	"plugin": true, "reflect": true, "regexp": true, "runtime": true, "slices": true, "sort": true, "strconv": true,
	"strings": true, "structs": true, "sync": true, "syscall": true, "testing": true, "text": true, "time": true,
	"unicode": true, "unique": true, "unsafe": true, "vendor": true, "weak": true,
}

// Noreturn reports whether the name of a method is one that by convention ends
// the program or panics, as those of logging libraries.
func Noreturn(call *ssa.CallCommon) bool {
	var fn *types.Func
	if call.IsInvoke() {
		fn = call.Method
	} else if callee := call.StaticCallee(); callee != nil {
		fn, _ = callee.Object().(*types.Func)
	}
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	switch fn.Name() {
	case "Fatal", "Fatalf", "Fatalln", "Fatalw", "Panic", "Panicf", "Panicln", "Panicw", "FailNow", "Goexit", "SkipNow":
		return fn.Signature().Results().Len() == 0
	}
	return false
}
