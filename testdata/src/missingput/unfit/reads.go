package unfit

import (
	"bufio"
	"net"
	"net/http"
	"sync"
)

// A link reads by a reader of its own.
type link struct {
	net.Conn
	br      *bufio.Reader
	pending int
}

var links sync.Pool

func request(req *http.Request) error {
	l, ok := links.Get().(*link)
	if !ok {
		return errNone
	}
	if l.pending > 0 {
		resp, err := http.ReadResponse(l.br, req)
		if err != nil {
			return err
		}
		resp.Body.Close()
	}
	links.Put(l)
	return nil
}

func requestForgets(req *http.Request, other *bufio.Reader) error {
	l, ok := links.Get().(*link) // want `l from links.Get is not put back when the function returns at line 42`
	if !ok {
		return errNone
	}
	resp, err := http.ReadResponse(other, req)
	if err != nil {
		return err
	}
	resp.Body.Close()
	links.Put(l)
	return nil
}
