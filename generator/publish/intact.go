package publish

import "golang.org/x/sync/errgroup"

// Intact tells whether the last build came to its end and public holds every
// file just as it left it, by size and time, and how many there are. It looks at
// all of them, on as many goroutines as jobs says, and reads none: a file whose
// time does not vouch for its bytes is not intact.
func (p *Publisher) Intact(jobs int) (files int, intact bool) {
	if p.cut || p.stage != nil || !p.lock.held() || len(p.entries) == 0 {
		return 0, false
	}
	public := lookAt(p.public)
	var group errgroup.Group
	size := (len(p.entries) + jobs - 1) / jobs
	for start := 0; start < len(p.entries); start += size {
		part := p.entries[start:min(start+size, len(p.entries))]
		group.Go(func() error {
			for _, e := range part {
				fi := public.regular(e.path)
				if fi == nil || e.mtime == 0 || fi.ModTime().UnixNano() != e.mtime || fi.Size() != e.size {
					return errDamaged
				}
			}
			return nil
		})
	}
	return len(p.entries), group.Wait() == nil
}
