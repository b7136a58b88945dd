package source

import (
	"fmt"
	"os"
	"path/filepath"
)

// ReplaceFile puts a file in the place of what a name has, in one step: whenever
// the machine stops, the old bytes are there or the new ones, whole. Data nil
// removes the file. Two may not replace one file at the same time.
func ReplaceFile(name string, data []byte) error {
	if data == nil {
		return os.Remove(name)
	}
	beside := filepath.Join(filepath.Dir(name), "."+filepath.Base(name)+".tmp")
	if err := writeSynced(beside, data); err != nil {
		os.Remove(beside)
		return fmt.Errorf("%s: %w", name, err)
	}
	if err := os.Rename(beside, name); err != nil {
		os.Remove(beside)
		return err
	}
	if dir, err := os.Open(filepath.Dir(name)); err == nil { // the name too outlasts a power cut, where folders can be synced
		dir.Sync()
		dir.Close()
	}
	return nil
}

func writeSynced(name string, data []byte) error {
	os.Remove(name) // of an attempt that was cut short
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}
