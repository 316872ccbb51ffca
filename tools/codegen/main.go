// Writes SDKs for a provider's schema with Pulumi's own generators, or only validates it:
//
//	sdk-generator check SCHEMA.json
//	sdk-generator go|python SCHEMA.json FOLDER
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	gogen "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	pygen "github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

const usage = "usage: sdk-generator check SCHEMA.json, or sdk-generator go|python SCHEMA.json FOLDER"

const tool = "sdk-generator"

// The schema refers to no other package, so nothing has to be started to load one.
var loader = schema.NewPluginLoader(nil)

var generators = map[string]func(*schema.Package) (map[string][]byte, error){
	"go": func(pkg *schema.Package) (map[string][]byte, error) {
		return gogen.GeneratePackage(tool, pkg, nil)
	},
	"python": func(pkg *schema.Package) (map[string][]byte, error) {
		return pygen.GeneratePackage(tool, pkg, nil, loader)
	},
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) == 2 && args[0] == "check" {
		_, err := bind(args[1])
		return err
	}
	if len(args) != 3 || generators[args[0]] == nil {
		return fmt.Errorf("%s", usage)
	}
	pkg, err := bind(args[1])
	if err != nil {
		return err
	}
	files, err := generators[args[0]](pkg)
	if err != nil {
		return err
	}
	return write(files, args[2])
}

// bind validates a schema against Pulumi's metaschema, and resolves what it refers to.
func bind(file string) (*schema.Package, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var spec schema.PackageSpec
	decoder := json.NewDecoder(bytes.NewReader(text))
	// The metaschema sees only what has been read: what is not known would get past it.
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&spec); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	pkg, diagnostics, err := schema.BindSpec(spec, loader, schema.ValidationOptions{})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	// A warning is a mistake, too.
	if len(diagnostics) > 0 {
		return nil, fmt.Errorf("%s: %w", file, diagnostics)
	}
	return pkg, nil
}

func write(files map[string][]byte, folder string) error {
	for name, content := range files {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}
