package loops

// Each iteration has a key of its own.
func keyed(m map[string]*item, names []string) {
	for _, name := range names {
		key := name
		if name == "" {
			key = "none"
		}
		if len(name) > 3 {
			long := m[key]
			if long == nil {
				long = pool.Get().(*item)
				m[key] = long
			}
			long.n++
			continue
		}
		short := m[key]
		if short == nil {
			short = new(item)
			m[key] = short
		}
		short.n++
	}
}
