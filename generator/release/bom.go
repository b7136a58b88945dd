package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	cdx "github.com/CycloneDX/cyclonedx-go"
)

// bom is the list of a program's parts, as CycloneDX 1.6 in JSON. A module's hash is
// that of go.sum: of the list of its files' own.
func bom(version, platform string, program []byte, parts []part, at time.Time) ([]byte, error) {
	sum := sha256.Sum256(program)
	main := cdx.Component{
		BOMRef: "zhenjian", Type: cdx.ComponentTypeApplication, Name: "zhenjian", Version: version, Licenses: expression("Apache-2.0"),
		Hashes:     &[]cdx.Hash{{Algorithm: cdx.HashAlgoSHA256, Value: hex.EncodeToString(sum[:])}},
		Properties: &[]cdx.Property{{Name: "platform", Value: platform}},
	}
	var components []cdx.Component
	var refs []string
	for _, p := range parts {
		c := cdx.Component{BOMRef: p.purl, Type: cdx.ComponentTypeLibrary, Name: p.name, Version: p.version, PackageURL: p.purl, Licenses: expression(p.licence)}
		if p.sum != "" {
			raw, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(p.sum, "h1:"))
			if err != nil || len(raw) != sha256.Size {
				return nil, fmt.Errorf("%s: its sum %q is none of go.sum", p.name, p.sum)
			}
			c.Hashes = &[]cdx.Hash{{Algorithm: cdx.HashAlgoSHA256, Value: hex.EncodeToString(raw)}}
		}
		components, refs = append(components, c), append(refs, p.purl)
	}
	b := cdx.NewBOM()
	b.Metadata = &cdx.Metadata{Timestamp: at.Format(time.RFC3339), Component: &main}
	b.Components = &components
	b.Dependencies = &[]cdx.Dependency{{Ref: main.BOMRef, Dependencies: &refs}}
	var out bytes.Buffer
	err := cdx.NewBOMEncoder(&out, cdx.BOMFileFormatJSON).SetPretty(true).EncodeVersion(b, cdx.SpecVersion1_6)
	return out.Bytes(), err
}

func expression(licence string) *cdx.Licenses { return &cdx.Licenses{{Expression: licence}} }
