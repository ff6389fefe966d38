// Package mid wraps the functions of lib, and knows no pool of its own. // want package:"contents of [0-9]+ functions"
package mid

import "poolfacts/deep/lib"

func Acquire() *lib.T  { return lib.Get() } // want Acquire:`^getter\(0\)$`
func Release(t *lib.T) { defer lib.Put(t) } // want Release:`^putter\(0\)$`

func Free(t *lib.T) { // want Free:`^putter\(0\)$`
	if t != nil {
		t.Free()
	}
}

type Client struct {
	conn *lib.Conn
	name string
}

func Open(name string) (*Client, error) { // want Open:`^getter\(0\*\.conn\*\.t if 1 is nil\)$`
	conn, err := lib.Dial(name != "")
	if err != nil {
		return nil, err
	}
	return &Client{conn, name}, nil
}

func (c *Client) Close() error { // want Close:`^cuts\(0\*\.conn t\) putter\(0\*\.conn\*\.t cleared\)$`
	return c.conn.Close()
}

func Name(c *Client) string { return c.name } // want Name:`^borrows$`
