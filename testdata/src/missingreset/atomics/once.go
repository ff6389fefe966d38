package atomics

import "sync"

// What runs once does not run for the next user.
type dialog struct {
	once sync.Once
	name string
}

var dialogs = sync.Pool{New: func() any { return new(dialog) }}

func greet(name string) string {
	d := dialogs.Get().(*dialog)
	d.once.Do(func() { d.name = "dear " + name })
	s := d.name
	dialogs.Put(d) // want `d is put back without a reset of name and once, which its next user gets at line 14`
	return s
}

// Set anew with what it guards.
type channel struct {
	once sync.Once
	done chan struct{}
}

var channels = sync.Pool{New: func() any { return new(channel) }}

func openChannel() *channel {
	c := channels.Get().(*channel)
	c.once = sync.Once{}
	c.done = make(chan struct{})
	return c
}

func (c *channel) finish() { c.once.Do(func() { close(c.done) }) }

func closeChannel(c *channel) {
	c.finish()
	channels.Put(c)
}

// Only the channel is.
type pipe struct {
	once sync.Once
	done chan struct{}
}

var pipes = sync.Pool{New: func() any { return new(pipe) }}

func openPipe() *pipe {
	p := pipes.Get().(*pipe)
	p.done = make(chan struct{})
	return p
}

func (p *pipe) finish() { p.once.Do(func() { close(p.done) }) }

func usePipe() {
	p := openPipe()
	p.finish()
	<-p.done
	pipes.Put(p) // want `p is put back without a reset of once, which its next user gets at line 60`
}

// What is made once serves every use.
type tables struct {
	once  sync.Once
	table map[int]int
}

var allTables = sync.Pool{New: func() any { return new(tables) }}

func square(n int) int {
	t := allTables.Get().(*tables)
	defer allTables.Put(t)
	t.once.Do(func() {
		t.table = map[int]int{}
		for i := range 16 {
			t.table[i] = i * i
		}
	})
	return t.table[n&15]
}
