package behind

import (
	"bufio"
	"io"
	"sync"
	"time"
)

// A timer that is made for the first user, and set anew for the others.
type task struct {
	timer *time.Timer
	done  chan int
}

var tasks = sync.Pool{New: func() any { return &task{done: make(chan int)} }}

func getTask(timeout time.Duration) *task {
	t := tasks.Get().(*task)
	if timeout > 0 {
		if t.timer == nil {
			t.timer = time.NewTimer(timeout)
		} else {
			t.timer.Reset(timeout)
		}
	}
	return t
}

func putTask(t *task) {
	if t.timer != nil {
		t.timer.Stop()
	}
	tasks.Put(t)
}

func wait(timeout time.Duration) (n int) {
	t := getTask(timeout)
	if timeout <= 0 {
		n = <-t.done
	} else {
		select {
		case n = <-t.done:
		case <-t.timer.C:
		}
	}
	putTask(t)
	return n
}

// One that is made for a user and found by the next.
type job struct {
	timer *time.Timer
	done  chan int
}

var jobs = sync.Pool{New: func() any { return &job{done: make(chan int)} }}

func getJob(timeout time.Duration) *job {
	j := jobs.Get().(*job)
	if timeout > 0 {
		j.timer = time.NewTimer(timeout)
	}
	return j
}

func putJob(j *job) { jobs.Put(j) } // want `j is put back without a reset of timer`

func waitFor(timeout time.Duration) (n int) {
	j := getJob(timeout)
	if j.timer == nil {
		n = <-j.done
	} else {
		select {
		case n = <-j.done:
		case <-j.timer.C:
		}
	}
	putJob(j)
	return n
}

// A part that is used only in one mode, and then made or set anew.
type coding struct {
	out  io.Writer
	line *bufio.Writer
	use  bool
}

var codings = sync.Pool{New: func() any { return new(coding) }}

func (c *coding) Write(p []byte) (int, error) {
	if !c.use {
		return c.out.Write(p)
	}
	return c.line.Write(p)
}

func code(out io.Writer, lines bool, f func(io.Writer)) {
	c := codings.Get().(*coding)
	c.out, c.use = out, lines
	if c.use {
		if c.line == nil {
			c.line = bufio.NewWriter(out)
		} else {
			c.line.Reset(out)
		}
	}
	f(c)
	if c.use {
		c.line.Flush()
	}
	c.out = nil
	codings.Put(c)
}
