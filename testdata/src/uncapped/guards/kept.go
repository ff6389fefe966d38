package guards

import "sync"

// Memory that is kept while the object around it is emptied.
type line struct {
	text  []byte
	count int
}

var kept = sync.Pool{New: func() any { return new(line) }}

func useKept(text string) string {
	l := kept.Get().(*line)
	l.text = append(l.text, text...)
	s := string(l.text)
	mem := l.text[:0]
	*l = line{}
	l.text = mem
	kept.Put(l) // want `l is put back no matter how large its text has grown`
	return s
}

var keptSmall = sync.Pool{New: func() any { return new(line) }}

func useKeptSmall(text string) string {
	l := keptSmall.Get().(*line)
	l.text = append(l.text, text...)
	s := string(l.text)
	mem := l.text[:0]
	*l = line{}
	if cap(mem) <= 1<<16 {
		l.text = mem
	}
	keptSmall.Put(l)
	return s
}

var keptOrLeft = sync.Pool{New: func() any { return new(line) }}

func useKeptOrLeft(text string) string {
	l := keptOrLeft.Get().(*line)
	l.text = append(l.text, text...)
	s := string(l.text)
	mem := l.text[:0]
	if cap(l.text) > 1<<16 {
		return s
	}
	*l = line{}
	l.text = mem
	keptOrLeft.Put(l)
	return s
}
