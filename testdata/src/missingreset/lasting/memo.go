package lasting

import (
	"bytes"
	"strings"
	"sync"
)

// The last host and what it was parsed to are for whoever asks for the same host.
type address struct {
	host   []byte
	raw    []byte
	parsed []byte
}

var addresses = sync.Pool{New: func() any { return new(address) }}

func (a *address) parse(host []byte) {
	if len(host) > 0 && bytes.Equal(host, a.raw) {
		a.host = append(a.host[:0], a.parsed...)
		return
	}
	a.raw = append(a.raw[:0], host...)
	a.parsed = append(a.parsed[:0], bytes.ToLower(host)...)
	a.host = append(a.host[:0], a.parsed...)
}

func hostOf(text []byte) string {
	a := addresses.Get().(*address)
	a.parse(text)
	host := string(a.host)
	a.host = a.host[:0]
	addresses.Put(a)
	return host
}

// A name that is compared, and is not what the rest was computed from.
type account struct {
	name  string
	limit int
	used  int
}

var accounts = sync.Pool{New: func() any { return new(account) }}

func spend(name string, n int) int {
	a := accounts.Get().(*account)
	if strings.HasPrefix(name, "vip-") {
		a.name = name
		a.limit = 10 * n
	}
	if a.name == name {
		n += a.limit
	}
	a.used = 0
	accounts.Put(a) // want `a is put back without a reset of limit and name, which its next user gets at line 47`
	return n
}
