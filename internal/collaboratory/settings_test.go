package collaboratory_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"strings"
	"testing"

	"collaboratory/internal/app/apptest"
	"collaboratory/internal/collaboratory"
	"collaboratory/internal/db"
	"collaboratory/internal/example"
	"collaboratory/internal/example/exampletest"
	"collaboratory/internal/fault"
	"collaboratory/internal/file"
)

func club(t *testing.T, h *example.House) collaboratory.Collaboratory {
	t.Helper()
	o, err := h.Collaboratories.Overview(h.As(t.Context(), june), h.Club)
	must(t, err)
	return o.Club
}

func value[T any](t *testing.T, h *example.House, sql string, args ...any) T {
	t.Helper()
	v, err := db.Value[T](t.Context(), h.DB.Pool(), sql, args...)
	must(t, err)
	return v
}

func TestTwoEditorsOfTheBasics(t *testing.T) {
	h := exampletest.OpenTown(t)
	ctx := h.As(t.Context(), june)
	first, second := club(t, h).Settings(), club(t, h).Settings()
	seen := first.Mark()
	first.Town, second.Town = "Pell River County", "East Bank"
	must(t, h.Collaboratories.ChangeSettings(ctx, h.Club, first, seen))
	must(t, h.Collaboratories.ChangeSettings(ctx, h.Club, first, seen)) // sent twice
	if n := audited(t, h, "collaboratory.changed"); n != 2 {            // the town switched a part on
		t.Errorf("%d changes are written down", n)
	}
	want(t, h.Collaboratories.ChangeSettings(ctx, h.Club, second, seen), fault.KindConflict)
	must(t, h.Collaboratories.ChangeSettings(ctx, h.Club, second, first.Mark()))
	if got := club(t, h); got.Town != "East Bank" {
		t.Error(got.Town)
	}
}

func TestWordsCarryTheirMembersAlong(t *testing.T) {
	h := exampletest.OpenTown(t)
	ctx := h.As(t.Context(), june)
	var lines []collaboratory.Line
	for _, word := range club(t, h).Sectors {
		is := word
		switch word {
		case "arts":
			is = "Stage and song"
		case "media":
			is = ""
		}
		lines = append(lines, collaboratory.Line{Was: word, Is: is})
	}
	lines = append(lines, collaboratory.Line{Is: "River pilots"})
	seen := club(t, h).WordsMark(collaboratory.Sectors)
	must(t, h.Collaboratories.ChangeWords(ctx, h.Club, collaboratory.Sectors, lines, seen))
	for sector, n := range map[string]int{"Stage and song": 3, "arts": 0, "media": 1} {
		if got := value[int](t, h, `SELECT count(*) FROM person WHERE sector = $1`, sector); got != n {
			t.Errorf("%d are of %s, want %d", got, sector, n)
		}
	}
	if got := club(t, h).Sectors; len(got) != 11 || got[len(got)-1] != "River pilots" {
		t.Error(got)
	}
	lines[0].Is = "Clubs"
	want(t, h.Collaboratories.ChangeWords(ctx, h.Club, collaboratory.Sectors, lines, seen), fault.KindConflict)
	want(t, h.Collaboratories.ChangeWords(ctx, h.Club, collaboratory.Sectors, nil, ""), fault.KindInvalid)
	want(t, h.Collaboratories.ChangeWords(ctx, h.Club, "colors", lines, ""), fault.KindNotFound)
	want(t, h.Collaboratories.ChangeWords(h.As(t.Context(), walt), h.Club, collaboratory.Sectors, lines, ""), fault.KindForbidden)
}

func TestAWordAnotherCollaboratoryHasStays(t *testing.T) {
	h := exampletest.OpenTown(t)
	_, err := h.Collaboratories.Create(h.As(t.Context(), "Bea Nakai"), founding("Mill Falls"))
	must(t, err)
	must(t, h.Collaboratories.ChangeWords(h.As(t.Context(), june), h.Club, collaboratory.Sectors, []collaboratory.Line{{Was: "arts", Is: "Song"}}, ""))
	if bea, otis := value[string](t, h, `SELECT sector FROM person WHERE name = 'Bea Nakai'`), value[string](t, h, `SELECT sector FROM person WHERE name = 'Otis Merriweather'`); bea != "arts" || otis != "Song" {
		t.Error(bea, otis)
	}
}

func TestCausesOfACollaboratory(t *testing.T) {
	h := exampletest.OpenTown(t)
	_, err := h.DB.Pool().Exec(t.Context(), `UPDATE person SET issues = '{food, boats, housing}' WHERE name = $1`, walt)
	must(t, err)
	lines := []collaboratory.Line{{Was: "food", Is: "Bread"}, {Was: "housing", Is: "Bread"}, {Is: "Night markets"}}
	must(t, h.Collaboratories.ChangeWords(h.As(t.Context(), june), h.Club, collaboratory.Causes, lines, ""))
	if got := value[[]string](t, h, `SELECT issues FROM person WHERE name = $1`, walt); fmt.Sprint(got) != "[Bread boats]" {
		t.Error(got)
	}
	mine, err := h.Members.MyProfile(h.As(t.Context(), walt))
	if err != nil || fmt.Sprint(mine.Issues) != "[Bread Night markets]" {
		t.Error(mine.Issues, err)
	}
}

func TestNormsAndParts(t *testing.T) {
	h := exampletest.OpenTown(t)
	ctx := h.As(t.Context(), june)
	must(t, h.Collaboratories.ChangeNorms(ctx, h.Club, " We help.\r\n\r\nWe keep our word. ", club(t, h).NormsMark()))
	if got := club(t, h).Norms; got != "We help.\n\nWe keep our word." {
		t.Errorf("%q", got)
	}
	want(t, h.Collaboratories.ChangeNorms(ctx, h.Club, "Other", "stale"), fault.KindConflict)
	want(t, h.Collaboratories.ChangeNorms(ctx, h.Club, strings.Repeat("x", 8001), ""), fault.KindInvalid)
	seen := club(t, h).PartsMark()
	must(t, h.Collaboratories.ChangeParts(ctx, h.Club, []collaboratory.Part{collaboratory.PartPublic, "unheard of", collaboratory.PartPublic}, seen))
	if got := club(t, h).Parts; len(got) != 1 || got[0] != collaboratory.PartPublic {
		t.Error(got)
	}
	want(t, h.Collaboratories.ChangeParts(ctx, h.Club, nil, seen), fault.KindConflict)
	want(t, h.Collaboratories.ChangeParts(h.As(t.Context(), walt), h.Club, nil, ""), fault.KindForbidden)
	_, err := h.Collaboratories.Sums(ctx, h.Club)
	want(t, err, fault.KindNotFound)
}

func TestAnAddressLeadsOn(t *testing.T) {
	h := exampletest.OpenTown(t)
	ctx := h.As(t.Context(), june)
	for _, slug := range []string{"x", "settings", "Pell River", "practice-abc"} {
		want(t, h.Collaboratories.ChangeAddress(ctx, h.Club, slug), fault.KindInvalid)
	}
	must(t, h.Collaboratories.ChangeAddress(ctx, h.Club, " Pell-Bend "))
	must(t, h.Collaboratories.ChangeAddress(ctx, h.Club, "pell-bend"))
	if audited(t, h, "collaboratory.moved") != 1 {
		t.Error("moved once")
	}
	made, err := h.Collaboratories.Create(h.As(t.Context(), walt), founding("Pell River"))
	if err != nil || made.Slug != "pell-river-2" {
		t.Error("nobody gets an old address:", made.Slug, err)
	}
	want(t, h.Collaboratories.ChangeAddress(h.As(t.Context(), walt), made.ID, "pell-river"), fault.KindInvalid)
	must(t, h.Collaboratories.ChangeAddress(ctx, h.Club, "pell-river")) // back to one's own

	must(t, h.Collaboratories.ChangeAddress(ctx, h.Club, "pell-bend"))
	s := apptest.Serve(t, h)
	if p := s.As(june).Get("/c/pell-river/members?q=a%20b"); p.Code != http.StatusPermanentRedirect || p.To != "/c/pell-bend/members?q=a%20b" {
		t.Error(p.Code, p.To)
	}
	if p := s.As(june).Post("/c/pell-river/settings/norms", nil); p.Code != http.StatusConflict || !strings.Contains(p.Text("main"), "another address now") {
		t.Error(p.Code, p.Text("main"))
	}
	if p := s.Visitor().Get("/c/pell-river/members"); p.Code != http.StatusSeeOther || !strings.HasPrefix(p.To, "/sign-in") {
		t.Error("a stranger learns nothing:", p.Code, p.To)
	}
	if p := s.With("new@far.example").Get("/c/pell-river"); p.Code != http.StatusSeeOther && p.Code != http.StatusNotFound {
		t.Error(p.Code, p.To)
	}
}

func picture(t *testing.T, w, h int) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for x := range w {
		m.Set(x, h/2, color.Black)
	}
	var out bytes.Buffer
	must(t, png.Encode(&out, m))
	return out.Bytes()
}

func TestALogo(t *testing.T) {
	h := exampletest.OpenTown(t)
	ctx := h.As(t.Context(), june)
	want(t, h.Collaboratories.SetLogo(ctx, h.Club, []byte("no picture")), fault.KindInvalid)
	want(t, h.Collaboratories.SetLogo(h.As(t.Context(), walt), h.Club, picture(t, 9, 9)), fault.KindForbidden)
	must(t, h.Collaboratories.SetLogo(ctx, h.Club, picture(t, 1600, 400)))
	got, err := h.Collaboratories.Logo(h.As(t.Context(), walt), example.Slug)
	if err != nil || got.Width != 800 || got.Height != 200 || !bytes.HasPrefix(got.Body, []byte{0xff, 0xd8}) {
		t.Error(got.Width, got.Height, err)
	}
	_, err = h.Collaboratories.Logo(t.Context(), example.Slug)
	want(t, err, fault.KindNotFound)
	must(t, h.Collaboratories.ChangeParts(ctx, h.Club, []collaboratory.Part{collaboratory.PartPublic}, ""))
	_, err = h.Collaboratories.Logo(t.Context(), example.Slug)
	must(t, err)
	must(t, h.Collaboratories.RemoveLogo(ctx, h.Club))
	must(t, h.Collaboratories.RemoveLogo(ctx, h.Club))
	_, err = h.Collaboratories.Logo(ctx, example.Slug)
	want(t, err, fault.KindNotFound)
	if _, err := file.Whole(t.Context(), "logo", picture(t, 1, 900), 800, 400); err != nil {
		t.Error(err)
	}
}

func TestTheAgreement(t *testing.T) {
	h := exampletest.OpenTown(t)
	ctx := h.As(t.Context(), june)
	want(t, h.Collaboratories.AcceptAgreement(ctx, h.Club, 0), fault.KindConflict)
	want(t, h.Collaboratories.WriteAgreement(h.As(t.Context(), walt), h.Club, "We help.", 0), fault.KindForbidden)
	must(t, h.Collaboratories.WriteAgreement(ctx, h.Club, "We help.", 0))
	must(t, h.Collaboratories.WriteAgreement(ctx, h.Club, "We help.", 0)) // sent twice
	want(t, h.Collaboratories.WriteAgreement(ctx, h.Club, "We help a lot.", 0), fault.KindConflict)

	s := apptest.Serve(t, h)
	reader := s.As(walt)
	if p := reader.Get("/"); !strings.Contains(p.Text("main"), "what its members agree to") {
		t.Error("he is asked on his page")
	}
	p := reader.Get("/c/pell-river/agreement")
	if p.Text(".said") != "We help." {
		t.Error(p.Text(".said"))
	}
	form := p.Form("form[action$='/agreement']")
	for range 2 {
		if p := reader.Post("/c/pell-river/agreement", form); p.Code != http.StatusSeeOther {
			t.Error(p.Code)
		}
	}
	if n := audited(t, h, "agreement.accepted"); n != 1 {
		t.Error("accepted once, not", n)
	}
	if p := reader.Get("/"); strings.Contains(p.Text("main"), "agree to") {
		t.Error("he is asked no more")
	}
	all, err := h.Collaboratories.Acceptances(ctx, h.Club)
	if err != nil || len(all) != 40 || all[39].Name != walt || all[39].Version == nil || all[0].Version != nil {
		t.Errorf("%d %v", len(all), err)
	}
	_, err = h.Collaboratories.Acceptances(h.As(t.Context(), walt), h.Club)
	want(t, err, fault.KindForbidden)

	must(t, h.Collaboratories.WriteAgreement(ctx, h.Club, "We help each other.", 1))
	if p := reader.Post("/c/pell-river/agreement", form); p.Code != http.StatusConflict {
		t.Error("nobody agrees to what they have not read:", p.Code)
	}
	if p := reader.Get("/c/pell-river"); !strings.Contains(p.Text("main"), "agree to") || p.Trips != 2 {
		t.Error("a new version is asked anew, in two round trips:", p.Trips)
	}
	must(t, h.Collaboratories.WriteAgreement(ctx, h.Club, "", 2))
	if p := reader.Get("/"); strings.Contains(p.Text("main"), "agree to") {
		t.Error("without words nobody is asked")
	}
}

func TestThePublicPage(t *testing.T) {
	h := exampletest.OpenTown(t)
	s := apptest.Serve(t, h)
	if p := s.Visitor().Get("/c/pell-river"); p.Code != http.StatusSeeOther {
		t.Error("closed, it sends to the door:", p.Code)
	}
	ctx := h.As(t.Context(), june)
	must(t, h.Collaboratories.ChangeParts(ctx, h.Club, []collaboratory.Part{collaboratory.PartPublic}, ""))
	p := s.Visitor().Get("/c/pell-river")
	if p.Code != http.StatusOK || p.Text("h1") != "Pell River Collaboratory" || !strings.Contains(p.Text("main"), "gatherings held") {
		t.Error(p.Code, p.Text("main"))
	}
	for _, n := range example.People {
		if strings.Contains(p.Body, n.Name) {
			t.Errorf("%s stands on the public page", n.Name)
		}
	}
	place := value[string](t, h, `SELECT place FROM gathering WHERE state = 'published' ORDER BY starts_at LIMIT 1`)
	if strings.Contains(p.Body, place) {
		t.Error("the place was not to be shown")
	}
	must(t, h.Collaboratories.ChangeParts(ctx, h.Club, []collaboratory.Part{collaboratory.PartPublic, collaboratory.PartPublicPlace}, ""))
	if p := s.Visitor().Get("/c/pell-river"); !strings.Contains(p.Body, place) {
		t.Errorf("the place %q is missing", place)
	}
	if p := s.Visitor().Get("/c/pell-river/members"); p.Code != http.StatusSeeOther {
		t.Error("and nothing else is open:", p.Code)
	}
	must(t, h.Collaboratories.ChangeAddress(ctx, h.Club, "pell-bend"))
	if p := s.Visitor().Get("/c/pell-river"); p.Code != http.StatusPermanentRedirect || p.To != "/c/pell-bend" {
		t.Error(p.Code, p.To)
	}
	if p := s.As(june).Get("/c/pell-bend"); strings.Contains(p.Text("main"), "What is a collaboratory?") {
		t.Error("members see their own page")
	}
}
