package source

import (
	"fmt"
	"os"
	"path/filepath"
)

// ReplaceFile puts a file in the place of what a name has, in one step: whenever
// the machine stops, the old bytes are there or the new ones, whole. Data nil
// removes the file.
func ReplaceFile(name string, data []byte) (err error) {
	if data == nil {
		return os.Remove(name)
	}
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*.tmp")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(f.Name())
			err = fmt.Errorf("%s: %w", name, err)
		}
	}()
	_, err = f.Write(data)
	if err == nil {
		err = f.Chmod(0o644)
	}
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		return err
	}
	if err = os.Rename(f.Name(), name); err != nil {
		return err
	}
	if dir, err := os.Open(filepath.Dir(name)); err == nil { // the name too outlasts a power cut, where folders can be synced
		dir.Sync()
		dir.Close()
	}
	return nil
}
