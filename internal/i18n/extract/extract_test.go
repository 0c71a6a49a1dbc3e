package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/leonelquinteros/gotext"
)

// TestCatalogue holds the whole house to it: every text said in the source
// is translated, nothing stale is left, and the values fit.
func TestCatalogue(t *testing.T) {
	root, err := moduleRoot()
	if err != nil {
		t.Fatal(err)
	}
	source, err := readSource(root)
	if err != nil {
		t.Fatal(err)
	}
	catalogue, err := readPO(filepath.Join(root, cataloguePath))
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range append(source.problems, compare(source, catalogue)...) {
		t.Error(problem)
	}
	if t.Failed() {
		t.Log("make words brings the catalogue up to date; the translations are then yours to write")
	}
}

const faultSource = `package fault
type Error struct{}
type Fields struct{}
func NotFound(message string, args ...any) *Error { return nil }
func Invalid(field, message string, args ...any) *Error { return nil }
func (e *Error) And(field, message string, args ...any) *Error { return e }
func (f *Fields) Add(field, message string, args ...any) {}
type Field struct{ Name, Message string }
const whole = "Something is not right yet"
var empty = Field{Message: whole}
`

const pageSource = `package page
type FormData struct{}
func (f *FormData) Wrong(name, message string, args ...any) {}
func Show(f *FormData) { f.Wrong("title", "Give it a title") }
`

const roomSource = `package room
import (
	"net/http"
	"collaboratory/internal/fault"
	words "collaboratory/internal/i18n"
)
const greeting = "Good evening"
type form struct { wrong fault.Fields }
//i18n:mark
var kinds = []string{"Time", "Money"}
func refuse(field, message string) {}
func show(f form, h http.Header, n int) {
	_ = words.T(ctx, "Hello, %s", name)
	_ = words.T(ctx, "Two " + "parts")
	_ = words.T(ctx, greeting)
	_ = words.T(ctx, variable)
	_ = words.N(ctx, "a seat", "%d seats", n)
	_ = words.Mark("Marked")
	_ = fault.NotFound("Not here")
	_ = fault.Invalid("title", "Too long by %d", 3).And("day", "Not a day")
	f.wrong.Add("town", "Which town?")
	refuse("town", "Too far")
	_ = fault.Field{Name: "day", Message: "No such day"}
	h.Add("Vary", "Accept")
}
`

func TestReadSource(t *testing.T) {
	root := t.TempDir()
	write(t, root, "internal/fault/fault.go", faultSource)
	write(t, root, "internal/page/form.go", pageSource)
	write(t, root, "internal/room/view_templ.go", roomSource)
	source, err := readSource(root)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for id, e := range source.texts {
		got[id] = e.plural
		if id == "Hello, %s" && !slices.Equal(e.files, []string{"internal/room/view.templ"}) {
			t.Errorf("said in %q, want the templ a person edits", e.files)
		}
	}
	want := map[string]string{
		"Hello, %s": "", "Two parts": "", "Good evening": "", "a seat": "%d seats", "Marked": "",
		"Not here": "", "Too long by %d": "", "Not a day": "", "Which town?": "",
		"Too far": "", "Time": "", "Money": "", "No such day": "",
		"Something is not right yet": "", "Give it a title": "",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("texts (-want +got):\n%s", diff)
	}
	if len(source.problems) != 0 {
		t.Errorf("problems where there are none: %q", source.problems)
	}
}

func TestReadSourceSaysWhatDoesNotFit(t *testing.T) {
	for _, c := range []struct{ call, want string }{
		{`i18n.T(ctx, "Hello, %s")`, "wants 1 values and gets 0"},
		{`i18n.T(ctx, "Hello", name)`, "wants 0 values and gets 1"},
		{`i18n.T(ctx, "100 % of %s", name)`, "alone"},
		{`i18n.N(ctx, "a seat", "%d of %d seats", n)`, "wants 2 values and gets 1"},
		{`i18n.N(ctx, one, many, n)`, "two literal texts"},
		{`i18n.Mark(text)`, "literal"},
		{`i18n.T(ctx, "Fine, %s", all...)`, ""},
		{`i18n.T(ctx, "%[2]s of %[1]s", a, b)`, ""},
		{`i18n.T(ctx, "100%")`, ""},
	} {
		t.Run(c.call, func(t *testing.T) {
			root := t.TempDir()
			write(t, root, "room/view.go", "package room\nimport \"collaboratory/internal/i18n\"\nvar _ = "+c.call+"\n")
			source, err := readSource(root)
			if err != nil {
				t.Fatal(err)
			}
			said := strings.Join(source.problems, "\n")
			if c.want == "" && said != "" || !strings.Contains(said, c.want) {
				t.Errorf("said %q, want %q", said, c.want)
			}
		})
	}
}

func TestSyncKeepsTranslationsAndRefusesBrokenSource(t *testing.T) {
	root := t.TempDir()
	write(t, root, "room/view.go", `package room
import "collaboratory/internal/i18n"
var _, _, _ = i18n.T(ctx, "Yes"), i18n.T(ctx, "New \"word\""), i18n.N(ctx, "a day", "%d days", n)
`)
	write(t, root, cataloguePath, "msgid \"\"\nmsgstr \"Language: es\\n\"\n\n# formal\nmsgid \"Yes\"\nmsgstr \"Sí\"\n\nmsgid \"Old\"\nmsgstr \"Viejo\"\n")
	partial := filepath.Join(root, "a.po")
	write(t, root, "a.po", "msgid \"Yes\"\nmsgstr \"Claro\"\n\nmsgid \"a day\"\nmsgid_plural \"%d days\"\nmsgstr[0] \"un día\"\nmsgstr[1] \"\"\n\"%d días\"\n")
	if err := sync(root, []string{partial}, false); err != nil {
		t.Fatal(err)
	}
	want := `msgid ""
msgstr ""
"Language: es\n"

#: room/view.go
msgid "New \"word\""
msgstr ""

# formal
#: room/view.go
msgid "Yes"
msgstr "Sí"

#: room/view.go
msgid "a day"
msgid_plural "%d days"
msgstr[0] "un día"
msgstr[1] "%d días"
`
	if diff := cmp.Diff(want, read(t, root, cataloguePath)); diff != "" {
		t.Fatalf("catalogue (-want +got):\n%s", diff)
	}

	write(t, root, "room/broken.go", "package room\nfunc {")
	write(t, root, "room/view.go", "package room\n")
	if err := sync(root, nil, false); err == nil {
		t.Error("wrote the catalogue from a source that does not parse")
	}
	if read(t, root, cataloguePath) != want {
		t.Error("translations were lost")
	}
}

func TestCompare(t *testing.T) {
	source := &source{texts: map[string]*entry{
		"Fine %s":  {id: "Fine %s", files: []string{"v.go"}},
		"Missing":  {id: "Missing", files: []string{"v.go"}},
		"Empty":    {id: "Empty", files: []string{"v.go"}},
		"Verb %s":  {id: "Verb %s", files: []string{"v.go"}},
		"one seat": {id: "one seat", plural: "%d seats", files: []string{"v.go"}},
	}}
	catalogue, err := parsePO(`
msgid "Fine %s"
msgstr "Bien %s"

msgid "Empty"
msgstr ""

msgid "Verb %s"
msgstr "Verbo %d"

msgid "one seat"
msgid_plural "%d seats"
msgstr[0] "%d lugar"
msgstr[1] "lugares"

msgid "Stale"
msgstr "Viejo"
`)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		`missing (v.go): "Missing"`,
		`not translated (v.go): "Empty"`,
		`other verbs: "%d seats", "lugares"`,
		`other verbs: "Verb %s", "Verbo %d"`,
		`stale: "Stale"`,
	}
	if diff := cmp.Diff(want, compare(source, catalogue)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

func TestParsePORefuses(t *testing.T) {
	for _, text := range []string{
		"msgid \"a\"\nmsgstr \"b\"\n\nmsgid \"a\"\nmsgstr \"c\"\n",
		"msgctxt \"menu\"\nmsgid \"a\"\n",
		"msgid \"a\nmsgstr \"b\"\n",
		"\"loose\"\n",
		"msgstr \"b\"\n",
	} {
		if _, err := parsePO(text); err == nil {
			t.Errorf("read %q", text)
		}
	}
}

// What the command writes is what the house reads at run time.
func TestWrittenCatalogueIsReadAlike(t *testing.T) {
	odd := "a \"quoted\" \\ back\nsecond line\ttab 100% “ñ”"
	written := (&po{entries: []*entry{{id: odd, forms: []string{odd + "!"}}}}).bytes()
	catalogue := gotext.NewPo()
	catalogue.Parse(written)
	if got := catalogue.GetDomain().GetTranslations()[odd].Get(); got != odd+"!" {
		t.Errorf("read back %q", got)
	}
	again, err := parsePO(string(written))
	if err != nil || len(again.entries) != 1 || again.entries[0].forms[0] != odd+"!" {
		t.Errorf("read back %+v, %v", again, err)
	}
}

func write(t *testing.T, root, name, content string) {
	t.Helper()
	path := filepath.Join(root, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, root, name string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}
