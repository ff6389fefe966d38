// Package lib has getters and putters for other packages.
package lib

import (
	"bytes"
	"crypto/sha256"
	"hash"
	"sync"
)

var plain = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// GetPlain returns a buffer as it is.
func GetPlain() *bytes.Buffer { return plain.Get().(*bytes.Buffer) }

// PutPlain puts buf as it is.
func PutPlain(buf *bytes.Buffer) { plain.Put(buf) }

var clean = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// GetClean returns an empty buffer.
func GetClean() *bytes.Buffer {
	buf := clean.Get().(*bytes.Buffer)
	buf.Reset()
	return buf
}

// PutClean puts buf.
func PutClean(buf *bytes.Buffer) { clean.Put(buf) }

// A keyed hash begins with its key.
type keyed struct {
	hash.Hash
	key []byte
}

func (k *keyed) resetTo(key []byte) {
	k.key = append(k.key[:0], key...)
	k.Hash.Reset()
	k.Hash.Write(k.key)
}

var hashes = sync.Pool{New: func() any { return &keyed{Hash: sha256.New()} }}

// GetHash returns a hash that has been written the key.
func GetHash(key []byte) hash.Hash {
	k := hashes.Get().(*keyed)
	k.resetTo(key)
	return k
}

// PutHash puts a hash of [GetHash].
func PutHash(h hash.Hash) { hashes.Put(h.(*keyed)) }
