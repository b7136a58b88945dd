module zhenjian/generator/chart/runtime

go 1.26.0

require (
	github.com/evanw/esbuild v0.28.2
	github.com/pelletier/go-toml/v2 v2.4.3
)

require golang.org/x/sys v0.49.0 // indirect
