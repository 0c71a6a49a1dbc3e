package internal_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// ground is the staircase below the rooms: a package may import those on lower steps, never on its own or above.
var ground = map[string]int{
	"fault": 1, "id": 1, "clock": 1,
	"access": 2,
	"db":     3, "db/private": 3, "db/dbtest": 4,
	"audit": 4, "live": 4, "jobs": 4, "limit": 4, "file": 4, "token": 4,
	"i18n": 5, "calendar": 5, "csv": 5,
	"web": 6, "web/ui": 7,
	"page":    8,
	"session": 9, "mail": 9,
}

// withinStep are the imports inside one step that the staircase allows: left to right as the README lists them.
var withinStep = map[string][]string{
	"id":         {"fault"},
	"clock":      {"fault"},
	"db/private": {},
	"db":         {"db/private"},
	"limit":      {"token"},
	"jobs":       {"audit"},
	"mail":       {"session"},
	"i18n":       {"calendar"},
	"session":    {},
	"db/dbtest":  {"token"},
	"audit":      {},
	"token":      {},
	"web/ui":     {"web"},
	"commitment": {"commitment/coach"},
	"calendar":   {},
}

// rooms are the domain; each may import the ground and the rooms named.
var rooms = map[string][]string{
	"member":           {},
	"collaboratory":    {"member"},
	"gathering":        {"member", "collaboratory"},
	"presentation":     {"member", "collaboratory", "gathering"},
	"commitment/coach": {},
	"commitment":       {"member", "collaboratory", "gathering", "presentation", "commitment/coach"},
	"followup":         {"member", "collaboratory", "gathering", "presentation", "commitment"},
	"stage":            {"member", "collaboratory", "gathering", "presentation", "commitment"},
	"account":          {"member", "collaboratory", "gathering", "presentation", "commitment", "stage"},
	"home":             {"member", "collaboratory", "gathering", "presentation", "commitment", "followup"},
}

// onTop may import everything below; only those named import them.
var onTop = map[string][]string{
	"app":     {"e2e", "bench", "cmd/collaboratory", "app/apptest"},
	"example": {"app", "app/apptest", "e2e", "bench", "cmd/collaboratory", "example/exampletest"},
	"e2e":     {},
	// Only tests import it: see TestOnlyTestsOpenTestDatabases.
	"example/exampletest": {},
	"app/apptest":         {},
	"bench":               {},
}

// forTests are packages that turn a program into a keeper of test databases.
var forTests = []string{"db/dbtest", "example/exampletest", "app/apptest"}

// TestOnlyTestsOpenTestDatabases: what is served to people carries nothing of the tests.
func TestOnlyTestsOpenTestDatabases(t *testing.T) {
	for _, f := range readHouse(t) {
		if f.test || slices.Contains(forTests, f.home) {
			continue
		}
		for _, path := range f.imports() {
			if slices.Contains(forTests, short(strings.TrimPrefix(path, "collaboratory/"))) {
				t.Errorf("%s imports %s: only tests do", f.path, path)
			}
		}
	}
}

// layers are the files of a room and what each must not import, with the reason.
var layers = []struct {
	file   *regexp.Regexp
	not    []string
	reason string
}{
	{regexp.MustCompile(`^service(_\w+)?\.go$`), []string{"net/http", "github.com/a-h/templ"}, "a verb knows no screen"},
	{regexp.MustCompile(`^store(_\w+)?\.go$`), []string{"net/http", "collaboratory/internal/access"}, "SQL knows no reader"},
	{regexp.MustCompile(`^handler(_\w+)?\.go$`), []string{"github.com/jackc/pgx", "github.com/riverqueue/river"}, "a handler parses, calls one verb and renders"},
	{regexp.MustCompile(`^view(_\w+)?\.go$`), []string{"github.com/jackc/pgx", "net/http"}, "a view chooses and formats, it does not fetch"},
}

type goFile struct {
	path string // relative to the module
	home string // its package: "internal/…" shortened, "web", "web/ui", "cmd/collaboratory"
	test bool
	ast  *ast.File
	set  *token.FileSet
}

func (f goFile) imports() []string {
	var all []string
	for _, spec := range f.ast.Imports {
		path, _ := strconv.Unquote(spec.Path.Value)
		all = append(all, path)
	}
	return all
}

func readHouse(t *testing.T) []goFile {
	t.Helper()
	var files []goFile
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && d.Name() != ".." || d.Name() == "testdata" || d.Name() == "node_modules") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") {
			return nil
		}
		set := token.NewFileSet()
		parsed, err := parser.ParseFile(set, path, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		rel := filepath.ToSlash(strings.TrimPrefix(path, ".."+string(filepath.Separator)))
		files = append(files, goFile{path: rel, home: short(filepath.ToSlash(filepath.Dir(rel))), test: strings.HasSuffix(rel, "_test.go"), ast: parsed, set: set})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func short(dir string) string { return strings.TrimPrefix(dir, "internal/") }

// TestStaircase: a room imports only what the tree names, the ground knows no room.
func TestStaircase(t *testing.T) {
	for _, f := range readHouse(t) {
		if f.test {
			continue
		}
		for _, path := range f.imports() {
			to, ours := strings.CutPrefix(path, "collaboratory/")
			if ours && !mayImport(f.home, short(to)) {
				t.Errorf("%s imports %s: not on its side of the staircase (see internal/README.md)", f.path, path)
			}
		}
	}
}

func mayImport(from, to string) bool {
	if slices.Contains(withinStep[from], to) {
		return true
	}
	if importers, top := onTop[to]; top {
		return slices.Contains(importers, from)
	}
	if _, top := onTop[from]; top || from == "cmd/collaboratory" {
		return true
	}
	if allowed, isRoom := rooms[from]; isRoom {
		_, toGround := ground[to]
		return toGround && to != "db/dbtest" && to != "db/private" || slices.Contains(allowed, to)
	}
	step, isGround := ground[from]
	if !isGround {
		return from == "i18n/extract" || from == "migrations" || to == "migrations"
	}
	return to == "migrations" && strings.HasPrefix(from, "db") || ground[to] > 0 && ground[to] < step
}

// TestLayers: what a file of a room may not import, by its name.
func TestLayers(t *testing.T) {
	for _, f := range readHouse(t) {
		if _, isRoom := rooms[f.home]; !isRoom || f.test {
			continue
		}
		for _, layer := range layers {
			if !layer.file.MatchString(filepath.Base(f.path)) {
				continue
			}
			for _, path := range f.imports() {
				for _, not := range layer.not {
					if path == not || strings.HasPrefix(path, not+"/") {
						t.Errorf("%s imports %s: %s", f.path, path, layer.reason)
					}
				}
			}
		}
	}
}

var sqlWord = regexp.MustCompile(`(?m)^\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH)\s`)

// TestSQLLivesInStores: in a room, only store files speak SQL, and none asks Postgres for the time.
func TestSQLLivesInStores(t *testing.T) {
	for _, f := range readHouse(t) {
		_, isRoom := rooms[f.home]
		if !isRoom || f.test {
			continue
		}
		inStore := strings.HasPrefix(filepath.Base(f.path), "store")
		ast.Inspect(f.ast, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			where := f.set.Position(lit.Pos())
			if !inStore && sqlWord.MatchString(strings.Trim(lit.Value, "`\"")) {
				t.Errorf("%s:%d: SQL outside a store file: %.60s", f.path, where.Line, lit.Value)
			}
			if inStore && regexp.MustCompile(`(?i)\bnow\(\)|current_timestamp|current_date`).MatchString(lit.Value) {
				t.Errorf("%s:%d: asks Postgres for the time; take it from the clock", f.path, where.Line)
			}
			return true
		})
	}
}

var writes = regexp.MustCompile(`(?i)\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+([a-z_]+)`)

// TestOneWriter: each table says in its COMMENT who writes it, and nobody else does.
func TestOneWriter(t *testing.T) {
	owner := tableOwners(t)
	for _, f := range readHouse(t) {
		if f.test || !strings.HasPrefix(f.path, "internal/") {
			continue
		}
		room, _, _ := strings.Cut(f.home, "/")
		ast.Inspect(f.ast, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			for _, m := range writes.FindAllStringSubmatch(lit.Value, -1) {
				if by, isTable := owner[m[1]]; isTable && by != room {
					t.Errorf("%s:%d: writes %s, which belongs to %s", f.path, f.set.Position(lit.Pos()).Line, m[1], by)
				}
			}
			return true
		})
	}
}

func tableOwners(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("../migrations/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatal("no migrations found", err)
	}
	owner := map[string]string{}
	var tables []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`CREATE (?:UNLOGGED )?TABLE (\w+)`).FindAllStringSubmatch(string(text), -1) {
			tables = append(tables, m[1])
		}
		for _, m := range regexp.MustCompile(`COMMENT ON TABLE (\w+) IS 'room: (\w+)'`).FindAllStringSubmatch(string(text), -1) {
			owner[m[1]] = m[2]
		}
	}
	for _, table := range tables {
		if owner[table] == "" {
			t.Errorf("table %s does not say whose it is: COMMENT ON TABLE %s IS 'room: …'", table, table)
		}
	}
	return owner
}

// TestNames: no drawer for odds and ends.
func TestNames(t *testing.T) {
	banned := regexp.MustCompile(`(^|/)(utils?|common|helpers?|misc|base|models?|types|services|handlers)(\.go|/)`)
	for _, f := range readHouse(t) {
		if banned.MatchString(f.path) {
			t.Errorf("%s: name the thing, not the drawer", f.path)
		}
	}
}

// TestStrictMarkup: nothing in a template that a strict content security policy would refuse.
func TestStrictMarkup(t *testing.T) {
	refused := regexp.MustCompile(`\sstyle=|\son[a-z]+=|hx-on|js:|hx-vals="js|<style|<script>|^css \w|^script \w|hx-trigger="[^"]*\[`)
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".templ") || strings.HasSuffix(path, "mail/letter.templ") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for i, line := range strings.Split(string(text), "\n") {
			if refused.MatchString(line) {
				t.Errorf("%s:%d: %s", path, i+1, strings.TrimSpace(line))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// acrossAllowed are the files whose queries cross collaboratories on purpose; each such query says why.
var acrossAllowed = []string{"internal/collaboratory/", "internal/home/", "internal/followup/", "internal/session/", "internal/mail/", "internal/member/", "internal/gathering/", "internal/commitment/", "internal/presentation/", "internal/stage/", "internal/account/"}

// TestAcross: a query that crosses collaboratories says so, and only rooms with a reason have one.
func TestAcross(t *testing.T) {
	for _, f := range readHouse(t) {
		if f.test {
			continue
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || !strings.Contains(lit.Value, "-- across:") {
				return true
			}
			if !slices.ContainsFunc(acrossAllowed, func(home string) bool { return strings.HasPrefix(f.path, home) }) {
				t.Errorf("%s:%d crosses collaboratories: %.80s", f.path, f.set.Position(lit.Pos()).Line, lit.Value)
			}
			return true
		})
	}
}
