package collaboratory_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"collaboratory/internal/app/apptest"
	"collaboratory/internal/collaboratory"
	"collaboratory/internal/example/exampletest"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
)

func TestTheHistoryPageByPage(t *testing.T) {
	h := exampletest.OpenTown(t)
	ctx, c := h.As(t.Context(), june), h.Collaboratories
	_, err := c.History(h.As(t.Context(), walt), h.Club, collaboratory.Looked{})
	want(t, err, fault.KindForbidden)
	seen := map[id.ID]bool{}
	var looked collaboratory.Looked
	var last time.Time
	for {
		got, err := c.History(ctx, h.Club, looked)
		must(t, err)
		for _, d := range got.Deeds {
			if seen[d.ID] || !last.IsZero() && d.At.After(last) {
				t.Fatal("twice, or out of order:", d.Action, d.At)
			}
			if seen[d.ID], last = true, d.At; d.Action == "member.signed-in" {
				t.Error("who signs in is nobody’s business here")
			}
		}
		if !got.HasNext {
			break
		}
		end := got.Deeds[len(got.Deeds)-1]
		looked.Before.At, looked.Before.ID = end.At, end.ID
	}
	if all := value[int](t, h, `SELECT count(*) FROM audit WHERE collaboratory_id = $1`, h.Club); len(seen) != all || all < 100 {
		t.Errorf("%d of %d", len(seen), all)
	}
}

func TestTheHistoryByWhatWhoAndWhen(t *testing.T) {
	h := exampletest.OpenTown(t)
	ctx, c := h.As(t.Context(), june), h.Collaboratories
	must(t, c.GiveRole(ctx, h.Club, h.Person(walt), collaboratory.RoleConvener))
	got, err := c.History(ctx, h.Club, collaboratory.Looked{Kind: collaboratory.DeedRoles, Person: h.Person(walt)})
	if err != nil || len(got.Deeds) != 1 || got.Deeds[0].About != walt || got.Deeds[0].Actor != june {
		t.Errorf("%+v %v", got.Deeds, err)
	}
	today := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	yesterday := today.AddDate(0, 0, -1)
	got, err = c.History(ctx, h.Club, collaboratory.Looked{Kind: collaboratory.DeedRoles, From: &today, Until: &today})
	if err != nil || len(got.Deeds) != 1 {
		t.Errorf("%d %v", len(got.Deeds), err)
	}
	got, err = c.History(ctx, h.Club, collaboratory.Looked{Person: h.Person(walt), Kind: collaboratory.DeedRoles, Until: &yesterday})
	if err != nil || len(got.Deeds) != 0 {
		t.Errorf("%d %v", len(got.Deeds), err)
	}
}

func TestThePageOfTheHistory(t *testing.T) {
	h := exampletest.OpenTown(t)
	must(t, h.Collaboratories.GiveRole(h.As(t.Context(), june), h.Club, h.Person(walt), collaboratory.RoleConvener))
	s := apptest.Serve(t, h)
	her := s.As(june)
	p := her.Get("/c/pell-river/audit")
	if p.Code != http.StatusOK || p.Trips != 2 || p.Find("tbody tr").Length() != 50 || !strings.Contains(p.Text("tbody"), "changed a role: Convener") {
		t.Error(p.Code, p.Trips, p.Find("tbody tr").Length())
	}
	next := p.Find("a[rel=next]").AttrOr("href", "")
	if back := her.Get(next); back.Code != http.StatusOK || back.Find("tbody tr").Length() != 50 || back.Text("tbody tr:first-child") == p.Text("tbody tr:first-child") {
		t.Error("further back:", next, back.Code)
	}
	if p := her.Get("/c/pell-river/audit?what=roles&person=" + h.Person(walt).String()); p.Find("tbody tr").Length() != 1 {
		t.Error(p.Text("main"))
	}
	for _, odd := range []string{"?before=x", "?from=soon&until=%ff", "?what=nonsense&person=nobody", "?before=2026-01-01T00:00:00Z.not-an-id-not-an-id-not-an-id-not-an-"} {
		if p := her.Get("/c/pell-river/audit" + odd); p.Code != http.StatusOK {
			t.Error(odd, p.Code)
		}
	}
	file := her.Post("/c/pell-river/audit/export", url.Values{"what": {"roles"}})
	if file.Code != http.StatusOK || !strings.Contains(file.Body, "June Abernathy,changed a role: Convener,Walt Pruitt") || audited(t, h, "audit.exported") != 1 {
		t.Error(file.Code, file.Body)
	}
	if p := s.As(rosa).Get("/c/pell-river/audit"); p.Code != http.StatusForbidden {
		t.Error(p.Code)
	}
}

func TestSettingsOnThePages(t *testing.T) {
	h := exampletest.OpenTown(t)
	s := apptest.Serve(t, h)
	her := s.As(june)
	if p := her.Get("/c/pell-river/settings"); p.Code != http.StatusOK || !strings.Contains(p.Text("main"), "Central time") || !strings.Contains(p.Text("main"), "Arts and culture") {
		t.Error(p.Code, p.Text("main"))
	}
	if p := s.As(walt).Get("/c/pell-river/settings"); p.Code != http.StatusForbidden {
		t.Error(p.Code)
	}
	form := her.Get("/c/pell-river/settings/basics").Form("form[action$='/basics']")
	other := her.Get("/c/pell-river/settings/basics").Form("form[action$='/basics']")
	form.Set("currency", "dollars")
	if p := her.Post("/c/pell-river/settings/basics", form); p.Code != http.StatusUnprocessableEntity || !strings.Contains(p.Text("#currency-error"), "three letters") {
		t.Error(p.Code, p.Text("main"))
	}
	form.Set("currency", "cad")
	if p := her.Post("/c/pell-river/settings/basics", form); p.Code != http.StatusSeeOther {
		t.Error(p.Code)
	}
	other.Set("town", "East Bank")
	p := her.Post("/c/pell-river/settings/basics", other)
	if p.Code != http.StatusConflict || !strings.Contains(p.Text(".facts"), "CAD") || p.Find("#town").AttrOr("value", "") != "East Bank" {
		t.Error("both are shown:", p.Code, p.Text("main"))
	}
	if p := her.Post("/c/pell-river/settings/basics", p.Form("form[action$='/basics']")); p.Code != http.StatusSeeOther {
		t.Error("saved once more it stands:", p.Code, p.Text("main"))
	}
	words := her.Get("/c/pell-river/settings/words/sectors").Form("form[action$='/sectors']")
	words["word"][0], words["word"][11] = "Nonprofits and clubs", "River pilots"
	if p := her.Post("/c/pell-river/settings/words/sectors", words); p.Code != http.StatusSeeOther {
		t.Error(p.Code, p.Text("main"))
	}
	if got := club(t, h).Sectors; len(got) != 12 || got[0] != "Nonprofits and clubs" || got[1] != "business" || got[11] != "River pilots" {
		t.Error(got)
	}
	for _, path := range []string{"/words/colors", "/unheard"} {
		if p := her.Get("/c/pell-river/settings" + path); p.Code != http.StatusNotFound {
			t.Error(path, p.Code)
		}
	}
	for _, path := range []string{"/norms", "/parts", "/address", "/logo", "/powers", "/agreement", "/archive", "/words/causes"} {
		if p := her.Get("/c/pell-river/settings" + path); p.Code != http.StatusOK {
			t.Error(path, p.Code)
		}
		if p := s.As(walt).Get("/c/pell-river/settings" + path); p.Code != http.StatusForbidden {
			t.Error(path, p.Code)
		}
	}
}
