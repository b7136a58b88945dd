package pipeline

import (
	"errors"

	"zhenjian/generator/archive"
	"zhenjian/generator/publish"
)

// Publish enters the reports that are new, or changed, in the ledger, as published
// at the time given, and then builds. write puts the bytes of the ledger in place,
// whole; nil removes it. entered counts the new rows: with none the ledger is not
// touched. A build that fails, with the site as it was, leaves the ledger as it
// was; one that is cut short leaves rows that the next build agrees with.
func Publish(in Input, at string, before []byte, write func(data []byte) error) (res *Result, entered int, err error) {
	s, err := Open(in.Public, in.State)
	if err != nil {
		return nil, 0, err
	}
	defer s.Close()
	key, found, err := in.look()
	if err != nil {
		return nil, 0, err
	}
	s.memory = recall(s.publisher.Kept(memoryName), key)
	arc, _, err := understand(in, s.memory, found, 3)
	if err != nil {
		return nil, 0, err
	}
	due := in.Ledger.Due(arc)
	if len(due) == 0 {
		if res := s.asBefore(in, key, found); res != nil {
			return res, 0, nil
		}
		res, err = s.build(in, key, found)
		return res, 0, err
	}
	data := in.Ledger.With(due, at)
	if err := write(data); err != nil {
		return nil, 0, err
	}
	in.Ledger, _ = archive.ParseLedger(data)
	if res, err = s.build(in, key, found); err != nil {
		if !errors.Is(err, publish.ErrUnfinished) {
			err = errors.Join(err, write(before))
		}
		return nil, 0, err
	}
	return res, len(due), nil
}
