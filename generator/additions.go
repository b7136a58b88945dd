package main

import (
	"errors"

	"zhenjian/generator/glossary"
	"zhenjian/generator/indicator"
	"zhenjian/generator/region"
	"zhenjian/generator/source"
)

// additions extends what the program carries by what the site brings: places
// of content/regions.toml, indicators of content/indicators.toml.
func additions(site *source.Site) (*region.Gazetteer, *indicator.Catalogue, error) {
	gazetteer, catalogue := region.Builtin(), indicator.Builtin()
	if len(site.Regions) > 0 {
		places, err := region.ParseAdditions(site.Regions)
		if err == nil {
			gazetteer, err = gazetteer.With(places)
		}
		if err != nil {
			return nil, nil, inFile("content/regions.toml", err)
		}
	}
	if len(site.Indicators) > 0 {
		var err error
		if catalogue, err = catalogue.With(site.Indicators); err != nil {
			return nil, nil, inFile("content/indicators.toml", err)
		}
	}
	return gazetteer, catalogue, nil
}

// glossaryOf gives the glossary that the program carries, extended by
// content/glossary.toml.
func glossaryOf(site *source.Site, catalogue *indicator.Catalogue) (*glossary.Glossary, error) {
	if len(site.Glossary) == 0 {
		return glossary.Builtin(), nil
	}
	g, err := glossary.Builtin().With(site.Glossary, func(id string) bool { return catalogue.Index(id) >= 0 })
	if err != nil {
		return nil, inFile("content/glossary.toml", err)
	}
	return g, nil
}

// inFile says which file a fault is in.
func inFile(file string, err error) error {
	if fault, ok := errors.AsType[*source.Fault](err); ok {
		return fileFault{file, fault}
	}
	return err
}
