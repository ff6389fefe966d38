package idiom

import (
	"fmt"
	"strings"
)

// A getter is a way to take an object. Its function gives declarations, and the
// statements that take x and reset it.
type getter struct {
	name string
	pool func(k *kind) string
	text func(k *kind, reset string) (decls, take string)
}

// plain declares a pool in a variable.
func plain(k *kind) string {
	return fmt.Sprintf("var pool_ = sync.Pool{New: func() any { return %s }}", k.fresh)
}

// pointed declares a pool behind a pointer, whose New returns a variable.
func pointed(k *kind) string {
	return fmt.Sprintf("var pool_ = &sync.Pool{New: func() any {\nx := %s\nreturn x\n}}", k.fresh)
}

// embedded declares a pool in a type of its own, with a method that takes an object.
func embedded(k *kind) string {
	return fmt.Sprintf("type pools_ struct{ sync.Pool }\nfunc (p *pools_) take() %s { return p.Get().(%[1]s) }\nvar pool_ = pools_{sync.Pool{New: func() any { return %s }}}", k.typ, k.fresh)
}

// generic declares a pool of a generic type, likewise.
func generic(k *kind) string {
	return fmt.Sprintf("type pools_[T any] struct{ sync.Pool }\nfunc (p *pools_[T]) take() T { return p.Get().(T) }\nvar pool_ = &pools_[%s]{sync.Pool{New: func() any { return %s }}}", k.typ, k.fresh)
}

func takeByMethod(_ *kind, reset string) (string, string) { return "", "x := pool_.take()\n" + reset }

// bare declares a pool without a New.
func bare(k *kind) string { return "var pool_ sync.Pool" }

var getters = []getter{
	{"taken in place", plain, func(k *kind, reset string) (string, string) {
		return "", fmt.Sprintf("x := pool_.Get().(%s)\n%s", k.typ, reset)
	}},
	{"getter", pointed, func(k *kind, reset string) (string, string) {
		if reset == "" {
			return fmt.Sprintf("func get_() %s { return pool_.Get().(%[1]s) }\n", k.typ), "x := get_()"
		}
		return fmt.Sprintf("func get_() %s {\nx := pool_.Get().(%[1]s)\n%s\nreturn x\n}\n", k.typ, reset), "x := get_()"
	}},
	{"getter with comma-ok", bare, func(k *kind, reset string) (string, string) {
		return fmt.Sprintf("func get_() %s {\nif x, ok := pool_.Get().(%[1]s); ok {\n%s\nreturn x\n}\nreturn %s\n}\n", k.typ, reset, k.fresh), "x := get_()"
	}},
	{"getter with nil test", bare, func(k *kind, reset string) (string, string) {
		return fmt.Sprintf("func get_() %s {\nv := pool_.Get()\nif v == nil {\nreturn %s\n}\nx := v.(%[1]s)\n%[3]s\nreturn x\n}\n", k.typ, k.fresh, reset), "x := get_()"
	}},
	{"method", embedded, takeByMethod},
	{"generic method", generic, takeByMethod},
}

// A putter is a way to put an object. Its function gives declarations, what stands
// after the object was taken, and what stands at the end.
type putter struct {
	name   string
	inline bool // nothing may return before the end of it
	text   func(k *kind, before, after string) (decls, now, end string)
}

// lines joins the texts that are not empty.
func lines(texts ...string) string {
	var list []string
	for _, text := range texts {
		if text != "" {
			list = append(list, text)
		}
	}
	return strings.Join(list, "\n")
}

const putIt = "pool_.Put(x)"

var putters = []putter{
	{"put in place", true, func(k *kind, before, after string) (string, string, string) {
		return "", "", lines(before, putIt, after)
	}},
	{"deferred literal", false, func(k *kind, before, after string) (string, string, string) {
		return "", lines("defer func() {", before, putIt, after, "}()"), ""
	}},
	{"putter", false, func(k *kind, before, after string) (string, string, string) {
		return fmt.Sprintf("func put_(x %s) {\n%s\n}\n", k.typ, lines(before, putIt, after)), "", "put_(x)"
	}},
	{"deferred putter", false, func(k *kind, before, after string) (string, string, string) {
		decl := fmt.Sprintf("func put_(x %s) {\n%s\n}\n", k.typ, lines(before, putIt, after))
		if k.typ == "[]byte" {
			return decl, "defer func() { put_(x) }()", ""
		}
		return decl, "defer put_(x)", ""
	}},
	{"putter of any", false, func(k *kind, before, after string) (string, string, string) {
		return fmt.Sprintf("func put_(v any) {\nif x, ok := v.(%s); ok {\n%s\n}\n}\n", k.typ, lines(before, putIt, after)), "", "put_(x)"
	}},
	{"putter behind a putter", false, func(k *kind, before, after string) (string, string, string) {
		return fmt.Sprintf("func put_(x %s) {\n%s\n}\nfunc release_(x %[1]s) { put_(x) }\n", k.typ, lines(before, putIt, after)), "", "release_(x)"
	}},
}
