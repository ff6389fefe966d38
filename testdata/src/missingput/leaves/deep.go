package leaves

// What holds the object lies deep in what is returned, and a literal has
// captured the variable.
type (
	page  struct{ it *item }
	sheet struct{ page *page }
	book  struct{ sheet *sheet }
)

func newSheet() *sheet { return &sheet{&page{get()}} }

func (s *sheet) close() {
	pool.Put(s.page.it)
	s.page.it = nil
}

var watch func(func() int)

func watchedBook() *book {
	b := new(book)
	b.sheet = newSheet()
	watch(func() int { return b.sheet.page.it.n })
	return b
}

func closedBook() {
	b := new(book)
	b.sheet = newSheet()
	watch(func() int { return b.sheet.page.it.n })
	b.sheet.close()
}

func lostSheet() int {
	s := newSheet() // want `s.page.it from newSheet is not put back when the function returns at line 36`
	return s.page.it.n
}
