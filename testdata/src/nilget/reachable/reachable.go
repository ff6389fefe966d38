// Package reachable has pools whose New other packages can set.
package reachable

import "sync"

type object struct{ n int }

var Exported sync.Pool

var unexported sync.Pool

type Server struct {
	Pool    sync.Pool
	private sync.Pool
}

type Embedding struct{ sync.Pool }

type embedding struct{ sync.Pool }

type Nested struct {
	Inner struct{ Pool sync.Pool }
}

var ExportedHolder embedding

var holder embedding

func use(s *Server, e *Embedding) {
	_ = Exported.Get().(*object)
	_ = s.Pool.Get().(*object)
	_ = e.Get().(*object)
	_ = ExportedHolder.Get().(*object)
	_ = unexported.Get().(*object) // want `unexported has no New`
	_ = s.private.Get().(*object)  // want `s.private has no New`
	_ = holder.Get().(*object)     // want `holder has no New`
}

func local() {
	var Local sync.Pool
	_ = Local.Get().(*object) // want `Local has no New`
}
