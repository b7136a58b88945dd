package publish

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Replace gives files of the site other bytes at once, each in one step, without
// a build: a preview shows them while the next build, which must follow, works
// out what else changes. A path where public holds no file is passed over, as is
// one with these bytes already. The manifest stays: the next build reads these
// files and leaves them if they are what it makes.
func (p *Publisher) Replace(files map[string][]byte) (changed []string, err error) {
	if p.stage != nil || p.cut || !p.lock.held() {
		return nil, errors.New("a build is under way, or was cut short; build first")
	}
	a := &application{p: p, public: lookAt(p.public)}
	defer os.RemoveAll(p.file(stageFolder))
	for _, path := range sortedKeys(files) {
		if err := checkPath(path); err != nil {
			return changed, err
		}
		if a.public.regular(path) == nil {
			continue
		}
		if now, err := os.ReadFile(a.public.name(path)); err != nil || bytes.Equal(now, files[path]) {
			continue
		}
		from := filepath.Join(p.file(stageFolder), "replacing")
		if err := os.MkdirAll(p.file(stageFolder), 0o777); err != nil {
			return changed, fmt.Errorf("staging folder: %w; %s", err, tryAgain)
		}
		p.step()
		if err := os.WriteFile(from, files[path], 0o666); err != nil {
			return changed, fmt.Errorf("%s: cannot be staged: %w; %s", path, err, tryAgain)
		}
		if err := a.move(from, path, "replacing"); err != nil {
			return changed, fmt.Errorf("%s: %w; %s", path, err, tryAgain)
		}
		changed = append(changed, path)
	}
	return changed, nil
}
