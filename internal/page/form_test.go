package page_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"collaboratory/internal/fault"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
)

func sent(t *testing.T, values url.Values) *page.FormData {
	t.Helper()
	r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(values.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	f, err := page.Form(httptest.NewRecorder(), r)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// reading is what one reader makes of what was typed; wrong when the form is to be mended.
type reading struct {
	typed string
	want  any
	wrong bool
}

func check(t *testing.T, name string, read func(f *page.FormData) any, table []reading) {
	t.Helper()
	for _, c := range table {
		f := sent(t, url.Values{"x": {c.typed}})
		got := read(f)
		if f.OK() == c.wrong {
			t.Errorf("%s of %.40q: wrong %v, want %v", name, c.typed, !f.OK(), c.wrong)
		}
		if !c.wrong && got != c.want {
			t.Errorf("%s of %.40q is %v, want %v", name, c.typed, got, c.want)
		}
		if f.Value("x") != c.typed {
			t.Errorf("%s of %.40q does not keep what was typed", name, c.typed)
		}
		if c.wrong && (f.Error(t.Context(), "x") == "" || len(f.Errors(t.Context())) != 1) {
			t.Errorf("%s of %.40q is refused without words", name, c.typed)
		}
	}
}

func TestTexts(t *testing.T) {
	check(t, "Text", func(f *page.FormData) any { return f.Text("x", 10) }, []reading{
		{"", "", false}, {"  two  words ", "two words", false}, {"a\r\nBcc: b", "a Bcc: b", false}, {"tab\there", "tab here", false},
		{"0123456789", "0123456789", false}, {"0123456789a", nil, true}, {"ñandúñandú", "ñandúñandú", false},
		{"nul\x00", nil, true}, {"\xff\xfe", nil, true},
	})
	check(t, "Lines", func(f *page.FormData) any { return f.Lines("x", 10) }, []reading{
		{"", "", false}, {" a\r\nb \r\n", "a\nb", false}, {"0123456789\n", "0123456789", false}, {"01234\r\n6789", "01234\n6789", false},
		{"01234567890", nil, true}, {"a\x00b", nil, true}, {"a\xc3", nil, true},
	})
}

func TestAddresses(t *testing.T) {
	check(t, "Email", func(f *page.FormData) any { return f.Email("x") }, []reading{
		{"", "", false}, {" June@Pell.Example ", "june@pell.example", false}, {"j@localhost", "j@localhost", false},
		{"june", nil, true}, {"june@", nil, true}, {"june@town", nil, true}, {"June <june@pell.example>", nil, true}, {"a@b.c, d@e.f", nil, true},
		{"a@b.c\r\nBcc: d@e.f", nil, true}, {"a\x00@b.c", nil, true}, {strings.Repeat("a", 251) + "@b.c", nil, true},
	})
	check(t, "Link", func(f *page.FormData) any { return f.Link("x", 60) }, []reading{
		{"", "", false}, {"pell.example/bread", "https://pell.example/bread", false}, {"http://pell.example", "http://pell.example", false},
		{"HTTPS://pell.example", "HTTPS://pell.example", false}, {"javascript:alert(1)", nil, true}, {"javascript://a.b/%0aalert(1)", nil, true},
		{"data://x.y/z", nil, true}, {"ftp://pell.example", nil, true}, {"https://", nil, true}, {"pell", nil, true},
		{"https://a.b/\x00", nil, true}, {"https://a.b/" + strings.Repeat("c", 60), nil, true},
	})
}

func TestDaysAndHours(t *testing.T) {
	day := func(f *page.FormData) any {
		if d := f.Date("x"); d != nil {
			return d.Format(time.DateOnly)
		}
		return ""
	}
	check(t, "Date", day, []reading{
		{"", "", false}, {"2026-12-03", "2026-12-03", false}, {" 12/3/2026 ", "2026-12-03", false}, {"12/3/26", "2026-12-03", false},
		{"2026-02-30", nil, true}, {"soon", nil, true}, {"0001-01-01", nil, true}, {"9999-12-31", nil, true}, {"2026-12-03\x00", nil, true},
	})
	check(t, "Time", func(f *page.FormData) any { return f.Time("x") }, []reading{
		{"", "", false}, {"18:00", "18:00", false}, {"18:00:30", "18:00", false}, {"6:05 PM", "18:05", false}, {"6 p.m.", "18:00", false},
		{"12am", "00:00", false}, {"24:00", nil, true}, {"18.00", nil, true}, {"noon", nil, true}, {"1\x00:00", nil, true},
	})
}

func TestNumbers(t *testing.T) {
	check(t, "Whole", func(f *page.FormData) any { return plain(f.Whole("x", 1, 1200)) }, []reading{
		{"", nil, false}, {" 7 ", 7, false}, {"1,200", 1200, false}, {"1", 1, false}, {"0", nil, true}, {"1201", nil, true}, {"1.5", nil, true},
		{"-1", nil, true}, {"99999999999999999999", nil, true}, {"7\x00", nil, true},
	})
	check(t, "Amount", func(f *page.FormData) any { return plain(f.Amount("x")) }, []reading{
		{"", nil, false}, {"6", 6.0, false}, {"1,250.5", 1250.5, false}, {"2,5", 2.5, false}, {"0", nil, true}, {"six", nil, true}, {"-6", nil, true},
	})
	check(t, "Cents", func(f *page.FormData) any { return plain(f.Cents("x")) }, []reading{
		{"", nil, false}, {"$1,250.50", int64(125050), false}, {"1.250,50 €", int64(125050), false}, {"1\u202f250,50", int64(125050), false},
		{"0.01", int64(1), false}, {"9999999999", int64(999999999900), false}, {"10000000000", nil, true}, {"0,00", nil, true}, {"1,2,3", nil, true}, {"1\x00", nil, true},
	})
}

func plain[T any](p *T) any {
	if p == nil {
		return nil
	}
	return *p
}

func TestChoices(t *testing.T) {
	check(t, "Choice", func(f *page.FormData) any { return f.Choice("x", "a", "a", "b") }, []reading{{"", "a", false}, {"b", "b", false}, {"c", nil, true}, {"b\x00", nil, true}})
	check(t, "Choice without a first", func(f *page.FormData) any { return f.Choice("x", "", "a", "b") }, []reading{{"", nil, true}, {"a", "a", false}})
	some := id.New()
	check(t, "ID", func(f *page.FormData) any { return f.ID("x") }, []reading{{"", id.Nil, false}, {some.String(), some, false}, {"' OR 1=1", id.Nil, false}})
}

func TestTheRequestKey(t *testing.T) {
	f := page.Filled(map[string]string{"title": "Bread"})
	again := sent(t, url.Values{"key": {f.Hidden().Value}, "title": {"Bread"}})
	if again.Key() != f.Key() || f.Key() == id.Nil || f.Value("title") != "Bread" {
		t.Error("the key does not come back as it went out")
	}
	if without := sent(t, url.Values{}); without.Key() == id.Nil || without.Key().String() != without.Hidden().Value {
		t.Error("a form without a key gets none of its own")
	}
}

func TestTakingWhatAVerbSays(t *testing.T) {
	f := page.Filled(nil)
	for err, want := range map[error]bool{
		nil: false, http.ErrBodyNotAllowed: false, fault.NotFound("x"): false, fault.Conflict("x"): false,
		fault.Invalid("title", "Give it a name").And("kind", "Please choose one"): true,
	} {
		if got := f.Take(err); got != want {
			t.Errorf("Take(%v) = %v", err, got)
		}
	}
	if f.OK() || f.Error(t.Context(), "kind") != "Please choose one" {
		t.Error("what the verb said is lost")
	}
	if f.TakeConflict(fault.NotFound("x")) || !f.TakeConflict(fault.Conflict("Somebody was quicker")) || f.Error(t.Context(), "") != "Somebody was quicker" {
		t.Error("a conflict is not kept as about the whole form")
	}
}

func TestAFormThatCannotBeRead(t *testing.T) {
	for name, body := range map[string]string{"too large": "x=" + strings.Repeat("y", 1<<20), "broken": "x=%zz"} {
		r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(body))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if _, err := page.Form(httptest.NewRecorder(), r); !fault.Is(err, fault.KindInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// FuzzForm: no body makes a reader panic, and what is taken is what Postgres can keep.
func FuzzForm(f *testing.F) {
	f.Add("x=1&y=%00")
	f.Add("x=%ff;x=2&x=3")
	f.Fuzz(func(t *testing.T, body string) {
		r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(body))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		form, err := page.Form(httptest.NewRecorder(), r)
		if err != nil {
			return
		}
		for name := range r.PostForm {
			texts := form.Text(name, 500) + form.Lines(name, 500) + form.Email(name) + form.Link(name, 500) + form.Time(name)
			form.Date(name)
			form.Cents(name)
			form.Whole(name, 0, 100)
			form.ID(name)
			if form.OK() && strings.ContainsRune(texts, 0) {
				t.Errorf("a NUL is taken: %q", texts)
			}
		}
	})
}
