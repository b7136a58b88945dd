package page

import "zhenjian/generator/address"

// notFoundView is the page that a server sends for an address that there is
// not. It is sent at any depth, where no relative link or style sheet would be
// found: it is words alone.
type notFoundView struct {
	Site    string
	Contact string
}

func (s *Site) notFoundPages() []page {
	return one(address.NotFound, func() (any, error) {
		return notFoundView{s.options.Title, s.options.Contact}, nil
	})
}
