package collaboratory_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/app/apptest"
	"collaboratory/internal/example"
	"collaboratory/internal/example/exampletest"
	"collaboratory/internal/fault"
	"collaboratory/internal/member"
)

func TestArchiving(t *testing.T) {
	h := exampletest.OpenTown(t)
	ctx, c := h.As(t.Context(), june), h.Collaboratories
	want(t, c.Archive(h.As(t.Context(), walt), h.Club, "Pell River Collaboratory"), fault.KindForbidden)
	want(t, c.Archive(ctx, h.Club, "Pell"), fault.KindInvalid)
	must(t, c.Archive(ctx, h.Club, " pell river  collaboratory"))
	must(t, c.Archive(ctx, h.Club, "Pell River Collaboratory")) // sent twice
	if audited(t, h, "collaboratory.archived") != 1 || letters(t, h, "archived/") != 37 {
		t.Error("archived once, and everybody is told once:", letters(t, h, "archived/"))
	}
	ctx = h.As(t.Context(), june)
	_, err := c.Invite(ctx, h.Club, "nora@pellriver.example")
	want(t, err, fault.KindConflict)
	_, err = c.AddPerson(ctx, h.Club, h.Person(walt), member.Profile{Name: "x"})
	want(t, err, fault.KindConflict)
	want(t, c.Reopen(h.As(t.Context(), walt), h.Club), fault.KindForbidden)
	must(t, c.Reopen(ctx, h.Club))
	must(t, c.Reopen(h.As(t.Context(), june), h.Club))
	if audited(t, h, "collaboratory.reopened") != 1 {
		t.Error("brought back once")
	}
	if out := invite(t, h, "nora@pellriver.example"); len(out.Sent) != 1 {
		t.Error("and all is as it was")
	}
}

func TestAnArchivedCollaboratoryIsReadAndNotChanged(t *testing.T) {
	h := exampletest.OpenTown(t)
	must(t, h.Collaboratories.Archive(h.As(t.Context(), june), h.Club, "Pell River Collaboratory"))
	s := apptest.Serve(t, h)
	her := s.As(june)
	gathering := value[string](t, h, `SELECT id::text FROM gathering WHERE title = $1`, example.WinterTitle)
	for _, path := range []string{"", "/members", "/gatherings", "/gatherings/" + gathering, "/turns", "/commitments", "/settings", "/settings/archive", "/audit", "/agreement", "/backup"} {
		if p := her.Get("/c/pell-river" + path); p.Code != http.StatusOK || !strings.Contains(p.Text("main"), "This collaboratory is archived") {
			t.Errorf("%s: %d %.200s", path, p.Code, p.Text("main"))
		}
	}
	for path, form := range map[string]url.Values{
		"/invitations":    {"people": {"nora@pellriver.example"}},
		"/settings/norms": {"norms": {"x"}},
		"/backup":         {"person": {h.Person(walt).String()}},
		"/agreement":      {"version": {"1"}},
		"/members/" + h.Person("Opal Jenkins").String() + "/removal": {},
		"/gatherings/" + gathering + "/rsvp":                         {"answer": {"going"}},
		"/gatherings/" + gathering + "/note":                         {"subject": {"x"}, "body": {"x"}, "audience": {"everyone"}},
		"/commitments/" + value[string](t, h, `SELECT id::text FROM commitment WHERE state = 'pledged' LIMIT 1`) + "/delivery": {},
	} {
		if p := her.Post("/c/pell-river"+path, form); p.Code != http.StatusConflict && p.Code != http.StatusUnprocessableEntity || !strings.Contains(p.Text("main"), "archived") {
			t.Errorf("%s: %d %.300s", path, p.Code, p.Text("main"))
		}
	}
	if p := s.As(walt).Post("/c/pell-river/members/leave", nil); p.Code != http.StatusSeeOther {
		t.Error("who wants to go goes:", p.Code)
	}
	if p := her.Post("/c/pell-river/settings/archive/return", nil); p.Code != http.StatusSeeOther {
		t.Error(p.Code)
	}
}

func TestTheHouseIsSilentAboutAnArchivedOne(t *testing.T) {
	h := exampletest.OpenTown(t)
	must(t, h.Collaboratories.Archive(h.As(t.Context(), june), h.Club, "Pell River Collaboratory"))
	before := value[int](t, h, `SELECT count(*) FROM letter`)
	h.Gatherings.AddJobs(h.Queue)
	h.Followups.AddJobs(h.Queue)
	for range 12 {
		h.Clock.Advance(5 * day)
		must(t, h.Queue.Tick(t.Context()))
		must(t, h.Queue.Drain(t.Context()))
	}
	if after := value[int](t, h, `SELECT count(*) FROM letter`); after != before {
		t.Errorf("%d letters were written", after-before)
	}
}

func TestACopyOfEverything(t *testing.T) {
	h := exampletest.OpenTown(t)
	ctx, c := h.As(t.Context(), june), h.Collaboratories
	c.AddJobs(h.Queue)
	_, err := c.AskCopy(h.As(t.Context(), walt), h.Club)
	want(t, err, fault.KindForbidden)
	asked, err := c.AskCopy(ctx, h.Club)
	must(t, err)
	again, err := c.AskCopy(ctx, h.Club)
	if err != nil || again.ID != asked.ID {
		t.Error("asked twice within an hour is one file", err)
	}
	_, err = c.FetchCopy(ctx, h.Club, asked.ID)
	want(t, err, fault.KindGone)
	must(t, h.Queue.DrainTwice(t.Context()))
	if !strings.Contains(told(t, h, "june@pellriver.example"), "Get the file") || letters(t, h, "copy/") != 1 {
		t.Error("she is told once that it is ready")
	}
	_, err = c.FetchCopy(h.As(t.Context(), walt), h.Club, asked.ID)
	want(t, err, fault.KindForbidden)
	body, err := c.FetchCopy(ctx, h.Club, asked.ID)
	must(t, err)
	checkCopy(t, h, body)
	if audited(t, h, "collaboratory.copy-asked") != 1 || audited(t, h, "collaboratory.copy-taken") != 1 {
		t.Error("who took it is written down")
	}
	h.Clock.Advance(24 * time.Hour)
	_, err = c.FetchCopy(ctx, h.Club, asked.ID)
	want(t, err, fault.KindGone)
	must(t, c.SweepCopies(access.With(t.Context(), access.AsSystem("test"))))
	if n := value[int](t, h, `SELECT count(*) FROM collaboratory_copy`); n != 0 {
		t.Error("it is gone after a day")
	}
}

func checkCopy(t *testing.T, h *example.House, body []byte) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	must(t, err)
	files := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		must(t, err)
		text, err := io.ReadAll(r)
		must(t, err)
		files[f.Name] = string(text)
	}
	for name, says := range map[string]string{
		"index.html": "<h2 id=\"commitments\">Commitments</h2>", "members.csv": "Opal Jenkins", "gatherings.csv": example.WinterTitle,
		"commitments.csv": "Walt Pruitt", "style.css": "table", "history.csv": "fulfilled",
	} {
		if !strings.Contains(files[name], says) {
			t.Errorf("%s does not say %q: %.300s", name, says, files[name])
		}
	}
	var data map[string]any
	must(t, json.Unmarshal([]byte(files["data.json"]), &data))
	if members, _ := data["members"].([]any); len(members) != 40 {
		t.Errorf("%d members", len(members))
	}
	private := value[string](t, h, `SELECT coalesce(max(private_note), '') FROM commitment`)
	for name, text := range files {
		if private != "" && strings.Contains(text, private) {
			t.Errorf("%s tells what was for a presenter alone", name)
		}
	}
}
