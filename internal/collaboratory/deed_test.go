package collaboratory_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"collaboratory/internal/collaboratory"
	"collaboratory/internal/db"
	"collaboratory/internal/example/exampletest"
)

var (
	looksLikeADeed = regexp.MustCompile(`^[a-z]+\.[a-z][a-z -]+$`)
	looksLikeAFile = regexp.MustCompile(`\.(ics|csv|js|css|zip|html|json|vcf|jpg|png|webp|svg|txt|po|woff|example|org|com)$`)
)

// TestEveryDeedHasWords reads the sources of every package that writes the history, and looks that conveners can read
// what each writes.
func TestEveryDeedHasWords(t *testing.T) {
	folders, err := filepath.Glob("../*")
	must(t, err)
	found := 0
	for _, folder := range folders {
		files, _ := filepath.Glob(folder + "/*.go")
		for _, deed := range deedsIn(t, files) {
			found++
			if !collaboratory.HasDeedWords(deed) {
				t.Errorf("%s writes %q, which has no words in deed.go", filepath.Base(folder), deed)
			}
		}
	}
	for _, verb := range commitmentVerbs(t) {
		found++
		if !collaboratory.HasDeedWords("commitment." + verb) {
			t.Errorf("commitment.%s has no words in deed.go", verb)
		}
	}
	if found < 50 {
		t.Errorf("only %d deeds were found: has the reader of the sources gone blind?", found)
	}
}

// deedsIn are the deeds a package writes: texts that look like one, in a package that imports audit, but for the names of
// jobs and of files.
func deedsIn(t *testing.T, files []string) (deeds []string) {
	t.Helper()
	writes := false
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") || strings.HasSuffix(file, "_templ.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		must(t, err)
		for _, spec := range parsed.Imports {
			writes = writes || spec.Path.Value == `"collaboratory/internal/audit"`
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			if f, ok := n.(*ast.FuncDecl); ok && f.Name.Name == "Kind" {
				return false
			}
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			text, _ := strconv.Unquote(lit.Value)
			if looksLikeADeed.MatchString(text) && !looksLikeAFile.MatchString(text) {
				deeds = append(deeds, text)
			}
			return true
		})
	}
	if !writes {
		return nil
	}
	return deeds
}

func commitmentVerbs(t *testing.T) (verbs []string) {
	t.Helper()
	source, err := os.ReadFile("../commitment/state.go")
	must(t, err)
	for _, m := range regexp.MustCompile(`(?m)^\s+\w+\s+Verb = "([^"]+)"`).FindAllSubmatch(source, -1) {
		verbs = append(verbs, string(m[1]))
	}
	if len(verbs) < 15 {
		t.Errorf("only %d verbs were found", len(verbs))
	}
	return verbs
}

func TestEveryDeedOfTheTownHasWords(t *testing.T) {
	h := exampletest.OpenTown(t)
	actions, err := db.All[string](t.Context(), h.DB.Pool(), `SELECT DISTINCT action FROM audit`)
	must(t, err)
	for _, action := range actions {
		if !collaboratory.HasDeedWords(action) {
			t.Errorf("%q has no words", action)
		}
	}
}
