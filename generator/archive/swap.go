package archive

import "slices"

// Swap puts a report that was read again in the place of what was read before,
// for the pages of the report itself. It does so, and says so, only where all
// other pages show the two alike: what they count, list and sort may differ until
// the archive is made anew.
func (a *Archive) Swap(old, now *Entry) bool {
	i := slices.Index(a.Reports, old)
	if i < 0 || old.Code != now.Code || old.Year != now.Year || old.Ext != now.Ext || now.Withdrawn != nil {
		return false
	}
	now.Version = old.Version
	now.Entered, now.Revised, now.Former, now.Replaced = old.Entered, old.Revised, old.Former, old.Replaced
	now.Digest()
	if now.face = now.faceDigest(); now.face != old.face {
		return false
	}
	now.of = make([]int32, len(now.Mentions))
	for k := range now.Mentions {
		number, ok := a.numbers[now.Mentions[k].Indicator]
		if !ok || now.Mentions[k].Struck {
			number = -1 // of no page, yet
		}
		now.of[k] = number
	}
	a.Reports[i] = now
	for _, list := range [][]*Entry{a.places[now.Code].Reports, a.byYear[now.Year]} {
		list[slices.Index(list, old)] = now
	}
	return true
}
