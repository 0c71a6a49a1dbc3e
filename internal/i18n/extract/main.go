// Command extract keeps the catalogue in step with the source.
//
//	go run ./internal/i18n/extract                  new texts in, stale ones out
//	go run ./internal/i18n/extract -missing         print what has no translation, as PO
//	go run ./internal/i18n/extract -merge a.po b.po fill empty translations from these files
//	go run ./internal/i18n/extract -over -merge a.po   the same, and replace others
//	go run ./internal/i18n/extract -check           say what is wrong and change nothing
//
// It reads every Go file of the module, the generated ones of templ too (so
// generate first), and takes the literal texts (or top-level constants) of
//
//   - i18n.T, i18n.N and i18n.Mark;
//   - the functions and methods of fault, and of a form of page, that have a
//     parameter "message string", and fault.Field{Message: …};
//   - a package's own functions with such a parameter, called in the package;
//   - every string under a declaration with the comment //i18n:mark.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

const cataloguePath = "internal/i18n/locales/es.po"

func main() {
	missing := flag.Bool("missing", false, "print what has no translation, as PO")
	check := flag.Bool("check", false, "say what is wrong and change nothing")
	merge := flag.Bool("merge", false, "fill empty translations from the files named")
	over := flag.Bool("over", false, "with -merge: replace translations that differ")
	flag.Parse()

	root, err := moduleRoot()
	if err == nil {
		switch {
		case *missing:
			err = printMissing(root)
		case *check:
			err = checkAll(root)
		case *merge:
			err = sync(root, flag.Args(), *over)
		default:
			err = sync(root, nil, false)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// sync writes the catalogue anew. It refuses when a source file cannot be
// read: its texts would look stale and their translations would be lost.
func sync(root string, merged []string, over bool) error {
	source, err := readSource(root)
	if err != nil {
		return err
	}
	path := filepath.Join(root, cataloguePath)
	catalogue, err := readPO(path)
	if err != nil {
		return err
	}
	var additions []*po
	for _, name := range merged {
		partial, err := readPO(name)
		if err != nil {
			return err
		}
		additions = append(additions, partial)
	}
	// The source comes first so that a merged text finds its place.
	added, removed := catalogue.follow(source)
	for i, partial := range additions {
		for _, note := range catalogue.merge(partial, over) {
			fmt.Fprintf(os.Stderr, "%s: %s\n", merged[i], note)
		}
	}
	if err := os.WriteFile(path, catalogue.bytes(), 0o644); err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "%d texts, %d new, %d stale removed, %d without a translation\n",
		len(catalogue.entries), added, removed, len(catalogue.untranslated()))
	return nil
}

func printMissing(root string) error {
	source, err := readSource(root)
	if err != nil {
		fmt.Fprintln(os.Stderr, err) // what could be read is still of use
	}
	catalogue, err := readPO(filepath.Join(root, cataloguePath))
	if err != nil {
		return err
	}
	catalogue.follow(source)
	missing := &po{entries: catalogue.untranslated()}
	_, err = os.Stdout.Write(missing.bytes())
	return err
}

func checkAll(root string) error {
	source, err := readSource(root)
	if err != nil {
		return err
	}
	catalogue, err := readPO(filepath.Join(root, cataloguePath))
	if err != nil {
		return err
	}
	problems := append(source.problems, compare(source, catalogue)...)
	var all []error
	for _, p := range problems {
		all = append(all, errors.New(p))
	}
	return errors.Join(all...)
}

// moduleRoot is the nearest folder upwards with a go.mod.
func moduleRoot() (string, error) {
	folder, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return folder, nil
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			return "", errors.New("no go.mod in this folder or above it")
		}
		folder = parent
	}
}
