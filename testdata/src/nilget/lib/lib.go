// Package lib has a pool that its users may set up.
package lib

import "sync"

// A Cache has a pool for its users.
type Cache struct{ Objects sync.Pool }

// Default is one.
var Default Cache

// Get takes from the pool of c.
func (c *Cache) Get() any { return c.Objects.Get() }
