package main

import (
	"errors"

	"zhenjian/generator/region"
	"zhenjian/generator/source"
)

// extend adds the places of content/regions.toml to a gazetteer.
func extend(g *region.Gazetteer, data []byte) (*region.Gazetteer, error) {
	if len(data) == 0 {
		return g, nil
	}
	additions, err := region.ParseAdditions(data)
	if err == nil {
		g, err = g.With(additions)
	}
	if fault, ok := errors.AsType[*source.Fault](err); ok {
		return nil, fileFault{"content/regions.toml", fault}
	}
	return g, err
}
