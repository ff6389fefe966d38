package oracle

import "strings"

// primitive performs a primitive.
func (w *walker) primitive(name string, args []any) any {
	arg := func(i int) any { return args[i] }
	what, kind, _ := strings.Cut(name, " ")
	if w.stopped {
		return nothing(what, kind)
	}
	switch what {
	case "get":
		ok := strings.HasPrefix(kind, "ok ")
		kind = strings.TrimPrefix(kind, "ok ")
		if ok && w.choose(2) == 1 {
			return tuple{nil, false}
		}
		o := &object{kind: kind, num: len(w.objects), at: w.lines(), name: w.name}
		o.data = &memory{of: o, base: o.num + 1}
		w.event("get", o.num)
		w.objects = append(w.objects, o)
		if ok {
			return tuple{o, true}
		}
		return o
	case "put":
		if o, ok := arg(0).(*object); ok {
			w.putBack(o)
		}
		return nil
	case "opaque":
		return w.chooseBool()
	case "step":
		if w.chooseBool() {
			return failure{}
		}
		return nil
	case "fail":
		return failure{}
	case "panic":
		w.replaced("the path ends in a panic")
		w.stopped = true
		return nil
	case "go":
		r := w.goes(func() any { return w.call(arg(1), nil) })
		g := arg(0).(*group)
		g.waiting = append(g.waiting, r)
		return nil
	case "set":
		o, ok := arg(0).(*object)
		if !ok {
			w.reject("nil dereference")
			return nil
		}
		w.use(o)
		w.setData(o, arg(1))
		return nil
	case "use", "reset", "grow", "drop", "mem", "text", "len", "big":
		if kind == "" {
			break
		}
		return w.onObject(what, arg(0))
	case "look":
		return nil
	case "make":
		return new(memory)
	case "signal":
		return new(channel)
	case "send":
		w.use(arg(1))
		c := arg(0).(*channel)
		c.held = append(c.held, arg(1))
		w.answered("another one was sent")
		reach(arg(1), func(o *object, part bool) {
			w.sends(o)
			if !part {
				o.quiet = "sent"
			}
		})
		return nil
	case "close", "done":
		if w.inGo != nil {
			switch x := arg(0).(type) {
			case *channel:
				x.waiting = append(x.waiting, w.inGo)
			case *group:
				x.waiting = append(x.waiting, w.inGo)
			}
		}
		return nil
	case "recv":
		w.waited(arg(0).(*channel).waiting)
		return nil
	case "wait":
		w.waited(arg(0).(*group).waiting)
		return nil
	case "add":
		return nil
	case "list":
		l := arg(0).(*list)
		reach(arg(1), func(o *object, part bool) {
			o.quiet, o.kept = "in a collection", "in a collection"
		})
		return &list{held: append(l.held[:len(l.held):len(l.held)], arg(1))}
	case "enter":
		active := w.globals["active"].val.(*record)
		w.use(arg(1))
		owned(arg(1))
		active.fields["key"], active.lines["key"] = arg(1), w.lines()
		return nil
	case "leave":
		active := w.globals["active"].val.(*record)
		delete(active.fields, "key")
		return nil
	}
	return w.onMemory(what, args)
}

// nothing returns what stands for the result of a primitive that is not performed.
func nothing(what, kind string) any {
	switch what {
	case "get":
		if strings.HasPrefix(kind, "ok ") {
			return tuple{nil, false}
		}
	case "opaque", "big":
		return false
	case "len", "copyto", "peek":
		return 0
	case "text":
		return text{}
	}
	return nil
}

// waited notes that these goroutines have come to an end.
func (w *walker) waited(ended []*routine) {
	for _, r := range ended {
		r.ended = true
	}
	for _, r := range w.routines {
		r.doubt = true
	}
	w.answered("something was waited for")
}

// sends notes that o is sent.
func (w *walker) sends(o *object) {
	s := sending{at: w.lines(), quiet: o.quiet}
	switch {
	case w.inGo != nil:
		s.quiet = "sent by a goroutine"
	case len(s.at) > 1:
		s.quiet = "sent by a function that was called, or perhaps not sent"
	}
	o.sent = append(o.sent, s)
}

// answered notes that who was sent something may have given it back, for the reason
// why.
func (w *walker) answered(why string) {
	for _, o := range w.objects {
		for i := range o.sent {
			o.sent[i].quiet = why
		}
	}
}

// onObject performs a primitive that uses an object.
func (w *walker) onObject(what string, x any) any {
	o, ok := x.(*object)
	if !ok {
		w.reject("nil dereference")
		return nothing(what, "")
	}
	w.use(o)
	switch what {
	case "mem", "text", "len", "big":
	default:
		o.big = 0
	}
	switch what {
	case "mem":
		return o.data
	case "grow":
		if o.data == nil {
			w.setData(o, new(memory))
		}
	case "drop":
		w.setData(o, nil)
	case "text":
		return text{}
	case "big":
		if !o.put {
			o.kept = "dropped for what it is"
		}
		return w.size(o)
	case "len":
		return 0
	}
	return nil
}

// size chooses whether o is big.
func (w *walker) size(o *object) bool {
	big := 1 + w.choose(2)
	if o.big != 0 && o.big != big {
		w.never = "the size of an object is another one, although nothing was done to it"
	}
	o.big = big
	return big == 2
}

// onMemory performs a primitive on memory.
func (w *walker) onMemory(what string, args []any) any {
	x := args[0]
	switch what {
	case "len":
		return 0
	case "first":
		return x
	case "trim":
		w.use(x)
		if x == nil {
			return new(memory)
		}
		return x
	case "append":
		w.use(x)
		return appended(x)
	case "extend":
		w.use(x)
		w.use(args[1])
		return appended(x)
	case "copyto":
		w.use(x)
		w.use(args[1])
		return 0
	case "peek":
		w.use(x)
		return 0
	case "clone", "copy":
		w.use(x)
		return new(memory)
	case "text":
		w.use(x)
		return text{}
	}
	return nil
}

// appended returns the memory of x with something appended to it.
func appended(x any) any {
	if x == nil {
		return &memory{made: true}
	}
	return x
}
