package main

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

const (
	i18nPath  = "collaboratory/internal/i18n"
	faultPath = "collaboratory/internal/fault"
	faultDir  = "internal/fault"
	pagePath  = "collaboratory/internal/page"
	pageDir   = "internal/page"
	marker    = "//i18n:mark"
)

// source is what the code says: its texts, and what is wrong with them.
type source struct {
	texts    map[string]*entry
	problems []string
	packages map[string]*names // by folder
}

// names are what the files of one folder share.
type names struct {
	constants map[string]string // string constants
	faults    map[string]bool   // variables and fields that hold faults
	messages  map[string]int    // its functions and methods with a message → which argument
}

// readSource reads every Go file under root, tests apart. On a file that
// does not parse it returns the texts of the others too, with an error.
func readSource(root string) (*source, error) {
	s := &source{texts: map[string]*entry{}, packages: map[string]*names{}}
	files, err := parseAll(root)
	paths := slices.Sorted(maps.Keys(files))
	for _, name := range paths {
		s.learnNames(path.Dir(name), files[name].file)
	}
	for _, name := range paths {
		s.readFile(name, files[name].file, files[name].set)
	}
	return s, err
}

type parsed struct {
	file *ast.File
	set  *token.FileSet
}

// parseAll returns the files by their slash path from root.
func parseAll(root string) (map[string]parsed, error) {
	files := map[string]parsed{}
	var broken []error
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			return skipFolder(root, name, d.Name())
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		relative, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			broken = append(broken, err)
			return nil
		}
		files[filepath.ToSlash(relative)] = parsed{file, set}
		return nil
	})
	return files, errors.Join(append(broken, err)...)
}

func skipFolder(root, name, base string) error {
	if name == root {
		return nil
	}
	if strings.HasPrefix(base, ".") || base == "testdata" || base == "node_modules" || base == "vendor" {
		return fs.SkipDir
	}
	if _, err := os.Stat(filepath.Join(name, "go.mod")); err == nil {
		return fs.SkipDir // a module of its own
	}
	return nil
}

// readFile gathers the texts of one file.
func (s *source) readFile(name string, file *ast.File, set *token.FileSet) {
	r := &reader{source: s, set: set, name: reference(name), names: s.packages[path.Dir(name)]}
	r.i18n, r.fault = imported(file, i18nPath), imported(file, faultPath)
	r.page = imported(file, pagePath)
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			r.call(n)
		case *ast.CompositeLit:
			r.composite(n)
		case *ast.GenDecl:
			r.marked(n.Doc, n)
		case *ast.ValueSpec:
			r.marked(n.Doc, n)
		case *ast.FuncDecl:
			r.marked(n.Doc, n)
		}
		return true
	})
}

// reference names the file a person edits: the templ, not what is generated.
func reference(name string) string {
	if templ, ok := strings.CutSuffix(name, "_templ.go"); ok {
		return templ + ".templ"
	}
	return name
}

// imported is how the file calls a package, "" when it does not import it.
func imported(file *ast.File, packagePath string) string {
	for _, spec := range file.Imports {
		if have, _ := strconv.Unquote(spec.Path.Value); have == packagePath {
			if spec.Name != nil {
				return spec.Name.Name
			}
			return path.Base(packagePath)
		}
	}
	return ""
}

// add notes a text, or that it is said in two plurals.
func (s *source) add(file, one, many string) {
	e, ok := s.texts[one]
	if !ok {
		e = &entry{id: one}
		s.texts[one] = e
	}
	switch {
	case many == "":
	case e.plural == "":
		e.plural = many
	case e.plural != many:
		s.problems = append(s.problems, fmt.Sprintf("%s: %q has two plurals: %q and %q", file, one, e.plural, many))
	}
	if !slices.Contains(e.files, file) {
		e.files = append(e.files, file)
		slices.Sort(e.files)
	}
}
