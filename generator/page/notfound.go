package page

import "zhenjian/generator/address"

// notFoundView is the page that a server sends for an address that there is
// not. It is sent at any depth, where no relative link or style sheet would be
// found: it is words alone.
type notFoundView struct {
	Site  string
	Frame frame // tags and foot alone
}

func (s *Site) notFoundPages() []page {
	return one(address.NotFound, func() (any, error) {
		foot := s.imprint(address.NotFound)
		foot.Page = "" // it is the address that is not there that matters
		return notFoundView{s.options.Title, frame{Description: "地址可能有误，或者网页已经更换了位置。", Meta: s.siteMeta(address.NotFound), Imprint: foot}}, nil
	})
}
