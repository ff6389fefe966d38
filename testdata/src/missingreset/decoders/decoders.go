// Package decoders has structs that input is decoded into.
package decoders

import (
	"encoding/json"
	"sync"
)

type request struct {
	Name  string
	Tags  []string
	Local int `json:"-"`
}

var merged = sync.Pool{New: func() any { return new(request) }}

func decodes(data []byte) (int, error) {
	r := merged.Get().(*request)
	defer merged.Put(r) // want `r is put back without a reset of Name and Tags, which its next user gets at line 18`
	if err := json.Unmarshal(data, r); err != nil {
		return 0, err
	}
	return len(r.Name) + len(r.Tags), nil
}

var fresh = sync.Pool{New: func() any { return new(request) }}

func decodesFresh(data []byte) (int, error) {
	r := fresh.Get().(*request)
	defer fresh.Put(r)
	r.Name, r.Tags = "", nil
	if err := json.Unmarshal(data, r); err != nil {
		return 0, err
	}
	return len(r.Name) + len(r.Tags), nil
}
