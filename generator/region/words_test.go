package region

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// An entry of notnames.txt that is no name and no stem of one does nothing.
func TestNotNamesAreNames(t *testing.T) {
	stems := map[string]bool{}
	for _, r := range Builtin().units[:Builtin().coded] {
		for _, kind := range kinds {
			if stem, ok := strings.CutSuffix(r.Name, kind.suffix); ok && r.Level != Town {
				stems[withoutPeoples(stem)] = true
			}
		}
	}
	for word := range notName {
		if len(Builtin().Named(word)) == 0 && !stems[word] {
			t.Errorf("%s is no unit's name or stem", word)
		}
	}
}

// A word that begins as names end would hide true names: 镇长 hides 平安镇 in 平安镇长.
func TestWordsLetNamesEnd(t *testing.T) {
	const ends = "省州盟县旗镇道木" // 市, 区 and 乡 but for the few that are listed
	listed := " 市场 市容 区域 区块 乡村 乡镇 乡贤 乡风 "
	for word := range uncut {
		first, size := utf8.DecodeRuneInString(word)
		switch {
		case utf8.RuneCountInString(word) != 2:
			t.Errorf("%s has not two characters", word)
		case strings.ContainsRune(ends, first), strings.Contains("市区乡", word[:size]) && !strings.Contains(listed, word):
			t.Errorf("%s begins as names end", word)
		case strings.ContainsRune("和与及在从向由同为于到", first):
			t.Errorf("%s begins with what stands before names", word)
		}
	}
}
