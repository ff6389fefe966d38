package onget

import "sync"

// Who takes a page has to reset it, as the user in view does.
type Page struct {
	title string
	hits  int
}

func (p *Page) Reset(title string) { *p = Page{title: title} }

func (p *Page) Title() string { return p.title }

func (p *Page) Hit() { p.hits++ }

var pages = sync.Pool{New: func() any { return new(Page) }}

func AcquirePage() *Page { return pages.Get().(*Page) }

func ReleasePage(p *Page) { pages.Put(p) }

func serve(title string) string {
	p := pages.Get().(*Page)
	p.Reset(title)
	p.Hit()
	text := p.Title()
	pages.Put(p)
	return text
}
