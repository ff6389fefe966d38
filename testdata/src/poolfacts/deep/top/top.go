// Package top wraps once more, and does not import lib. // want package:"contents of [0-9]+ functions"
package top

import "poolfacts/deep/mid"

var acquire = mid.Acquire

func Get() any { // want Get:`^getter\(0\)$`
	t := acquire()
	return t
}

type session struct{ *mid.Client }

func Start() (session, error) { // want Start:`^getter\(0\.Client\*\.conn\*\.t if 1 is nil\)$`
	c, err := mid.Open("x")
	return session{c}, err
}

func (s session) Stop() { s.Close() } // want Stop:`^putter\(0\.Client\*\.conn\*\.t cleared\)$`
