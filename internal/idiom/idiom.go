// Package idiom writes functions that take an object from a pool, fill it, reset it,
// bound its size and put it back in each combination of the usual ways, so that it is
// known by construction whether the object is reset and whether its size is bounded.
package idiom

import (
	"fmt"
	"iter"
	"regexp"
	"strconv"
	"strings"
)

// A Program is a set of declarations around one pool.
type Program struct {
	Name         string            // the ways that were combined
	Stale, Large bool              // whether the object is put back without a reset, and without a limit
	Quiet        map[string]string // why a check need not report that, by its name
	text         string            // declarations, whose names end in "_"
}

// Declare returns the declarations of p, with names that end in n.
func (p *Program) Declare(n int) string {
	return names.ReplaceAllString(p.text, "${1}"+strconv.Itoa(n)) + "\n"
}

// Header is what stands before the declarations of programs in a file.
const Header = `package p

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"sync"
)

const limit = 1 << 16

var _ = []any{bytes.MinRead, io.EOF, json.NewEncoder, sync.NewCond, fmt.Sprint}
`

// A kind is a type of pooled objects; x is the object.
type kind struct {
	name, decl    string
	typ, fresh    string
	fills         []string // statements that fill it
	read          string   // an expression of what it holds
	resets        []string
	size          string // an expression of the memory that it has
	drop          string // a statement that gives up its memory
	sizeGoesFirst bool   // the size is that of the contents
}

var kinds = []kind{
	{name: "buffer", typ: "*bytes.Buffer", fresh: "new(bytes.Buffer)", fills: append(fillWriter("x"), "x.WriteString(text)"),
		read: "x.String()", resets: []string{"x.Reset()", "x.Truncate(0)"}, size: "x.Cap()", drop: "x = new(bytes.Buffer)"},
	{name: "pointer", typ: "*[]byte", fresh: "new([]byte)", fills: fillBytes("*x"),
		read: "string(*x)", resets: []string{"*x = (*x)[:0]"}, size: "cap(*x)", drop: "*x = nil"},
	{name: "slice", typ: "[]byte", fresh: "make([]byte, 0, 64)", fills: fillBytes("x"),
		read: "string(x)", resets: []string{"x = x[:0]"}, size: "cap(x)"},
	{name: "map", typ: "map[string]string", fresh: "map[string]string{}", fills: fillMap("x"),
		read: "fmt.Sprint(x)", resets: []string{"clear(x)", "for key := range x { delete(x, key) }"}, size: "len(x)", sizeGoesFirst: true},
	{name: "bytes field", decl: "type object_ struct { b []byte }", typ: "*object_", fresh: "new(object_)", fills: fillBytes("x.b"),
		read: "string(x.b)", resets: []string{"x.b = x.b[:0]", "*x = object_{b: x.b[:0]}", "kept := x.b[:0]\n*x = object_{}\nx.b = kept"}, size: "cap(x.b)", drop: "x.b = nil"},
	{name: "list field", decl: "type object_ struct { list []string }", typ: "*object_", fresh: "&object_{}", fills: []string{"x.list = append(x.list, texts...)", "for _, s := range texts { x.list = append(x.list, s) }"},
		read: "fmt.Sprint(x.list)", resets: []string{"clear(x.list); x.list = x.list[:0]"}, size: "cap(x.list)", drop: "x.list = nil"},
	{name: "buffer field", decl: "type object_ struct { n int; buf bytes.Buffer }", typ: "*object_", fresh: "new(object_)", fills: append(fillWriter("&x.buf"), "x.buf.WriteString(text)"),
		read: "x.buf.String()", resets: []string{"x.buf.Reset()", "x.n = 0; x.buf.Truncate(0)"}, size: "x.buf.Cap()", drop: "x.buf = bytes.Buffer{}"},
	{name: "embedded buffer", decl: "type object_ struct { *bytes.Buffer }", typ: "*object_", fresh: "&object_{new(bytes.Buffer)}", fills: append(fillWriter("x"), "x.WriteString(text)"),
		read: "x.String()", resets: []string{"x.Reset()"}, size: "x.Cap()", drop: "x.Buffer = new(bytes.Buffer)"},
	{name: "map field", decl: "type object_ struct { m map[string]string }", typ: "*object_", fresh: "&object_{m: map[string]string{}}", fills: fillMap("x.m"),
		read: "fmt.Sprint(x.m)", resets: []string{"clear(x.m)"}, size: "len(x.m)", drop: "x.m = map[string]string{}", sizeGoesFirst: true},
}

func fillWriter(w string) []string {
	return []string{
		`fmt.Fprintf(` + w + `, "%s %d\n", text, len(texts))`,
		`if _, err := io.Copy(` + w + `, r); err != nil { fmt.Println(err) }`,
		`if err := json.NewEncoder(` + w + `).Encode(texts); err != nil { fmt.Println(err) }`,
		`for _, s := range texts { io.WriteString(` + w + `, s) }`,
	}
}

func fillBytes(x string) []string {
	return []string{
		x + ` = append(` + x + `, text...)`,
		x + ` = fmt.Appendf(` + x + `, "%v", texts)`,
		`for _, s := range texts { ` + x + ` = append(` + x + `, s...) }`,
		`b := ` + x + `; for _, s := range texts { b = append(b, s...) }; ` + x + ` = b`,
	}
}

func fillMap(x string) []string {
	return []string{
		`for _, s := range texts { ` + x + `[s] = text }`,
		`for i, s := range texts { if _, ok := ` + x + `[s]; !ok { ` + x + `[s] = texts[i] } }`,
	}
}

// A guard is a way to bound the size of what is put: statements around those that
// reset and put the object.
type guard struct {
	name          string
	before, after string
}

// guards lists the ways to bound objects of a kind. Those that return can stand only
// where nothing is left to do.
func (k *kind) guards() []guard {
	list := []guard{
		{"no guard", "", ""},
		{"guard around", "if " + k.size + " <= limit {", "}"},
		{"guard returns", "if " + k.size + " > limit { return }", ""},
		{"guard in a switch", "switch {\ncase x == nil, limit < " + k.size + ":\nreturn\n}", ""},
		{"guard asks", "if tooLarge_(x) { return }", ""},
	}
	if k.drop != "" { // it can be put with other memory
		list = append(list, guard{"guard drops", "if " + k.size + " > limit { " + k.drop + " }", ""})
	}
	return list
}

// All gives all programs.
func All() iter.Seq[Program] {
	return func(yield func(Program) bool) {
		for i := range kinds {
			k := &kinds[i]
			for f := range k.fills {
				for _, g := range getters {
					for _, p := range putters {
						for _, r := range k.allResets() {
							for _, guard := range k.guards() {
								prog, ok := build(k, f, g, p, r, guard)
								if ok && !yield(prog) {
									return
								}
							}
						}
					}
				}
			}
		}
	}
}

// Where an object is reset.
const (
	never     = "never reset"
	onGet     = "reset after Get"
	onPut     = "reset before Put"
	onPutLast = "reset before Put, after the guard"
)

// A reset is where an object is reset, and how.
type reset struct{ where, how string }

// allResets lists the ways to reset objects of a kind, and that of not doing it.
func (k *kind) allResets() []reset {
	list := []reset{{where: never}}
	for _, how := range k.resets {
		list = append(list, reset{onGet, how}, reset{onPut, how}, reset{onPutLast, how})
	}
	return list
}

var names = regexp.MustCompile(`(\w)_\b`)

// build combines a way of each sort, if they go together.
func build(k *kind, fill int, get getter, put putter, r reset, g guard) (Program, bool) {
	if r.where == onPut && k.sizeGoesFirst && g.before != "" || r.where == onPutLast && g.before == "" {
		return Program{}, false // the size would be that after the reset; or it is the same as onPut
	}
	if strings.Contains(g.before, "return") && put.inline {
		return Program{}, false
	}
	var before, after string
	switch r.where {
	case onGet:
		before = r.how
	case onPut:
		after = r.how + "\n" + g.before
	case onPutLast:
		after = g.before + "\n" + r.how
	}
	if after == "" {
		after = g.before
	}
	decls, take := get.text(k, before)
	more, now, end := put.text(k, after, g.after)
	use := k.fills[fill] + "\nout := " + k.read
	text := k.decl + "\n" + get.pool(k) + "\n" + decls + more
	if strings.Contains(g.before, "tooLarge_") {
		text += "func tooLarge_(x " + k.typ + ") bool { return " + k.size + " > limit }\n"
	}
	text += fmt.Sprintf("func use_(text string, texts []string, r io.Reader) string {\n%s\n%s\n%s\n%s\nreturn out\n}\n", take, now, use, end)
	return Program{
		Name:  strings.Join([]string{k.name, k.fills[fill], get.name, put.name, r.where, r.how, g.name}, "; "),
		text:  text,
		Stale: r.where == never,
		Large: g.before == "",
		Quiet: quiet(k, k.fills[fill], put),
	}, true
}

// quiet says what the checks do not claim of such programs.
func quiet(k *kind, fill string, put putter) map[string]string {
	switch {
	case k.name == "map" || k.name == "map field" && strings.Contains(fill, "ok"):
		return map[string]string{"missingreset": "a map that nothing clears may be meant to last"}
	case k.name == "slice" && put.name == "putter of any":
		const reason = "a slice by value is put as a value of any type"
		return map[string]string{"missingreset": reason, "uncapped": reason}
	case k.name == "slice" && strings.Contains(fill, "Appendf"):
		const reason = "a slice by value is replaced by what a function returns"
		return map[string]string{"missingreset": reason, "uncapped": reason}
	}
	return nil
}
