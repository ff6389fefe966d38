package oracle

import (
	"strconv"
	"strings"
)

// A primitive is an operation that the printer spells out and the walker
// performs: of the pool, of memory, of the surroundings.
type primitive struct {
	text string // with %0, %1 for the arguments
}

// primitives returns what the primitives look like.
func primitives() map[string]primitive {
	return map[string]primitive{
		"get item": {"items.Get().(*item)"},
		"get buf":  {"bufs.Get().(*bytes.Buffer)"},
		"put item": {"items.Put(%0)"},
		"put buf":  {"bufs.Put(%0)"},

		"opaque": {"opaque()"},
		"step":   {"step()"},
		"fail":   {"errors.New(\"fail\")"},

		"use item":   {"%0.n++"},
		"use buf":    {"%0.WriteByte('x')"},
		"reset item": {"%0.data = %0.data[:0]"},
		"reset buf":  {"%0.Reset()"},
		"mem item":   {"%0.data"},
		"mem buf":    {"%0.Bytes()"},
		"text buf":   {"%0.String()"},
		"len buf":    {"%0.Len()"},
		"grow item":  {"%0.data = append(%0.data, 'x')"},
		"drop item":  {"%0.data = nil"},
		"big item":   {"cap(%0.data) > 1024"},
		"big buf":    {"%0.Cap() > 1024"},

		"get ptr":    {"ptrs.Get().(*[]byte)"},
		"get ok ptr": {"ptrs.Get().(*[]byte)"},
		"put ptr":    {"ptrs.Put(%0)"},
		"use ptr":    {"*%0 = append(*%0, 'y')"},
		"reset ptr":  {"*%0 = (*%0)[:0]"},
		"mem ptr":    {"*%0"},
		"grow ptr":   {"*%0 = append(*%0, 'x')"},
		"big ptr":    {"cap(*%0) > 1024"},
		"set ptr":    {"*%0 = %1"},
		"set item":   {"%0.data = %1"},

		"panic":  {"panic(\"bad\")"},
		"extend": {"append(%0, %1...)"},
		"copyto": {"copy(%0, %1)"},
		"go":     {"%0.Go(%1)"},

		"peek":      {"peek(%0)"},
		"first":     {"%0[:0]"},
		"trim":      {"bytes.TrimSpace(%0)"},
		"append":    {"append(%0, 'x')"},
		"clone":     {"bytes.Clone(%0)"},
		"copy":      {"append([]byte(nil), %0...)"},
		"text":      {"string(%0)"},
		"len":       {"len(%0)"},
		"make":      {"make([]byte, 8)"},
		"look text": {"look(%0)"},

		"send":        {"%0 <- %1"},
		"recv":        {"<-%0"},
		"wait":        {"%0.Wait()"},
		"add":         {"%0.Add(1)"},
		"done":        {"%0.Done()"},
		"list":        {"append(%0, %1)"},
		"enter":       {"active%id[%0] = %1"},
		"leave":       {"delete(active%id, %0)"},
		"close":       {"close(%0)"},
		"signal":      {"make(chan struct{})"},
		"get ok item": {"items.Get().(*item)"},
		"get ok buf":  {"bufs.Get().(*bytes.Buffer)"},
	}
}

// spell returns the text of a primitive with its arguments.
func (p primitive) spell(id int, args []string) string {
	text := strings.ReplaceAll(p.text, "%id", strconv.Itoa(id))
	for i, a := range args {
		text = strings.ReplaceAll(text, "%"+string(rune('0'+i)), a)
	}
	return text
}

// globals declares the variables of the package that a program uses. Each has its
// own: another function might remove what it stores.
const globals = `var (
	keptItem%[1]d *item
	keptBuf%[1]d  *bytes.Buffer
	keptPtr%[1]d  *[]byte
	keptMem%[1]d  []byte
	active%[1]d   = map[string]*item{}
)
`

// prelude is the part of a package that its programs share.
const prelude = `package p

import (
	"bytes"
	"errors"
	"sync"
)

type item struct {
	data  []byte
	n     int
	stale bool
}

type box struct {
	it  *item
	buf *bytes.Buffer
	mem []byte
	ptr *[]byte
}

func (b *box) free() {
	items.Put(b.it)
	bufs.Put(b.buf)
	ptrs.Put(b.ptr)
	b.it, b.buf, b.ptr = nil, nil, nil
}

var (
	items = sync.Pool{New: func() any { return new(item) }}
	bufs  = sync.Pool{New: func() any { return new(bytes.Buffer) }}
	ptrs  = sync.Pool{New: func() any { b := make([]byte, 1, 64); return &b }}

	bits    int
	errFail = errors.New("fail")
)

func opaque() bool {
	bits++
	return bits%3 == 0
}

func step() error {
	if opaque() {
		return errFail
	}
	return nil
}

func peek(b []byte) int {
	n := 0
	for _, c := range b {
		n += int(c)
	}
	return n
}

func look(s string) {
	if len(s) > 0 && s[0] == 'x' {
		bits++
	}
}
`
