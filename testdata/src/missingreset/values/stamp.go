package values

import (
	"sync"
	"time"
)

// How long an object has waited is for the next user to know.
type channelOf struct {
	idleSince time.Time
	sent      int
}

var idle sync.Pool

func openIdle() *channelOf {
	for {
		c, ok := idle.Get().(*channelOf)
		if !ok {
			return new(channelOf)
		}
		if time.Since(c.idleSince) < time.Minute {
			c.sent = 0
			return c
		}
	}
}

func parkIdle(c *channelOf) {
	c.idleSince = time.Now()
	idle.Put(c)
}

func useIdle(texts []string) int {
	c := openIdle()
	for range texts {
		c.sent++
	}
	n := c.sent
	parkIdle(c)
	return n
}

// When it was used last is not, if only some uses tell.
type slotOf struct {
	usedAt time.Time
	sent   int
}

var slots sync.Pool

func useSlot(texts []string) time.Duration {
	s, ok := slots.Get().(*slotOf)
	if !ok {
		s = new(slotOf)
	}
	if len(texts) > 0 {
		s.usedAt = time.Now()
	}
	d := time.Since(s.usedAt)
	slots.Put(s) // want `s is put back without a reset of usedAt, which its next user gets at line 53`
	return d
}
