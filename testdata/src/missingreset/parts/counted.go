package parts

import (
	"bytes"
	"io"
	"sync"
)

// A list of frames of which as many are in use as the depth says.
type frame struct{ keys []string }

type nest struct {
	frames []*frame
	depth  int
	slots  []uint32
}

var nests = sync.Pool{New: func() any { return new(nest) }}

func (n *nest) enter() *frame {
	if n.depth == len(n.frames) {
		n.frames = append(n.frames, new(frame))
	}
	f := n.frames[n.depth]
	n.depth++
	return f
}

func (n *nest) leave() {
	n.depth--
	f := n.frames[n.depth]
	f.keys = f.keys[:0]
}

func (n *nest) reserve(size uint32) {
	if uint32(len(n.slots)) < size {
		n.slots = append(n.slots, make([]uint32, size)...)
	}
	n.slots[0] = size
}

func keysOf(names []string) (keys []string) {
	n := nests.Get().(*nest)
	n.depth = 0
	n.reserve(8)
	f := n.enter()
	f.keys = append(f.keys, names...)
	keys = append(keys, f.keys...)
	n.leave()
	nests.Put(n)
	return keys
}

// A reset that looks at what it resets.
type output struct {
	w     io.Writer
	own   []byte
	lines int
}

var outputs = sync.Pool{New: func() any { return new(output) }}

func (o *output) init(w io.Writer) {
	if _, was := o.w.(*bytes.Buffer); was {
		o.own = nil
	}
	o.w = w
	o.own = o.own[:0]
	o.lines = 0
}

func print(w io.Writer, text string) (int, error) {
	o := outputs.Get().(*output)
	o.init(w)
	o.own = append(o.own, text...)
	o.lines++
	n, err := o.w.Write(o.own)
	outputs.Put(o)
	return n, err
}
