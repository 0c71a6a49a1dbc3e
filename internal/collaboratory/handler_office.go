package collaboratory

import (
	"bytes"
	"net/http"
	"strconv"
	"time"

	"github.com/go-chi/chi/v5"

	"collaboratory/internal/access"
	"collaboratory/internal/audit"
	"collaboratory/internal/csv"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
	"collaboratory/internal/session"
)

// officeRoutes mounts what members agree to, who stands in for the conveners, and who did what.
func (h *Handlers) officeRoutes(r chi.Router) {
	get := func(path string, do page.Handler) { r.Method(http.MethodGet, path, do) }
	post := func(path string, do page.Handler) { r.Method(http.MethodPost, path, do) }
	get("/agreement", h.agreement)
	post("/agreement", h.acceptAgreement)
	get("/backup", h.backup)
	post("/backup", h.nameBackup)
	post("/backup/invitation", h.inviteBackup)
	post("/backup/removal", h.endBackup)
	post("/backup/later", h.askBackupLater)
	post("/backup/call", h.callConveners)
	post("/backup/answer", h.answerCall)
	post("/backup/succession", h.takeOver)
	get("/audit", h.history)
	post("/audit/export", h.exportHistory)
}

func (h *Handlers) agreement(w http.ResponseWriter, r *http.Request) error {
	c := page.ClubOf(r.Context())
	club, a, err := h.service.Agreement(r.Context(), c.CollaboratoryID)
	if err != nil {
		return err
	}
	return page.Render(w, r, agreementView(r.Context(), c, club, a))
}

func (h *Handlers) acceptAgreement(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	version, _ := strconv.Atoi(f.Value("version"))
	err = h.service.AcceptAgreement(r.Context(), page.ClubOf(r.Context()).CollaboratoryID, version)
	return h.done(w, r, err, i18n.T(r.Context(), "Thank you. It is written down that you agree."))
}

func (h *Handlers) agreementForm(w http.ResponseWriter, r *http.Request) error {
	return h.showAgreement(w, r, nil)
}

func (h *Handlers) showAgreement(w http.ResponseWriter, r *http.Request, f *page.FormData) error {
	c := page.ClubOf(r.Context())
	all, err := h.service.Acceptances(r.Context(), c.CollaboratoryID)
	if err != nil {
		return err
	}
	_, a, err := h.service.Agreement(r.Context(), c.CollaboratoryID)
	if err != nil {
		return err
	}
	return page.Render(w, r, agreementFormView(r.Context(), c, a, all, f))
}

func (h *Handlers) writeAgreement(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	seen, _ := strconv.Atoi(f.Value("seen"))
	err = h.service.WriteAgreement(r.Context(), page.ClubOf(r.Context()).CollaboratoryID, f.Value("agreement"), seen)
	if f.Take(err) || f.TakeConflict(err) {
		return h.showAgreement(w, r, f)
	}
	return h.done(w, r, err, i18n.T(r.Context(), "Saved."), "settings")
}

func (h *Handlers) backup(w http.ResponseWriter, r *http.Request) error {
	return h.showBackup(w, r, page.Filled(nil))
}

func (h *Handlers) showBackup(w http.ResponseWriter, r *http.Request, f *page.FormData) error {
	c := page.ClubOf(r.Context())
	b, err := h.service.Backup(r.Context(), c.CollaboratoryID)
	if err != nil {
		return err
	}
	return page.Render(w, r, backupView(r.Context(), c, b, f, h.service.clock.Now()))
}

func (h *Handlers) nameBackup(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	err = h.service.NameBackup(r.Context(), page.ClubOf(r.Context()).CollaboratoryID, f.ID("person"))
	if f.Take(err) {
		return h.showBackup(w, r, f)
	}
	return h.done(w, r, err, i18n.T(r.Context(), "Saved. A letter tells them."), "backup")
}

func (h *Handlers) inviteBackup(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	err = h.service.InviteBackup(r.Context(), page.ClubOf(r.Context()).CollaboratoryID, f.Value("email"))
	if f.Take(err) {
		return h.showBackup(w, r, f)
	}
	return h.done(w, r, err, i18n.T(r.Context(), "An invitation is on its way. They stand in from when they join."), "backup")
}

func (h *Handlers) endBackup(w http.ResponseWriter, r *http.Request) error {
	err := h.service.EndBackup(r.Context(), page.ClubOf(r.Context()).CollaboratoryID)
	return h.done(w, r, err, i18n.T(r.Context(), "Nobody stands in now."), "backup")
}

func (h *Handlers) askBackupLater(w http.ResponseWriter, r *http.Request) error {
	err := h.service.AskBackupLater(r.Context(), page.ClubOf(r.Context()).CollaboratoryID)
	return h.done(w, r, err, i18n.T(r.Context(), "We will ask again in a few weeks."))
}

func (h *Handlers) callConveners(w http.ResponseWriter, r *http.Request) error {
	err := h.service.CallConveners(r.Context(), page.ClubOf(r.Context()).CollaboratoryID)
	return h.done(w, r, err, i18n.T(r.Context(), "The conveners are asked by letter. They have fourteen days."), "backup")
}

func (h *Handlers) answerCall(w http.ResponseWriter, r *http.Request) error {
	err := h.service.AnswerCall(r.Context(), page.ClubOf(r.Context()).CollaboratoryID)
	return h.done(w, r, err, i18n.T(r.Context(), "Thank you. All stays as it is."))
}

func (h *Handlers) takeOver(w http.ResponseWriter, r *http.Request) error {
	err := h.service.TakeOver(r.Context(), page.ClubOf(r.Context()).CollaboratoryID)
	return h.done(w, r, err, i18n.T(r.Context(), "You convene now. Everybody is told by letter."))
}

// OpenCall shows the page behind “I am here” in a letter to a convener; nobody need sign in. The house sends links of
// HerePurpose at /a/{token} here. It changes nothing: a scanner may visit it.
func (h *Handlers) OpenCall(w http.ResponseWriter, r *http.Request) error {
	asked, err := h.service.OpenCallLetter(r.Context(), chi.URLParam(r, "token"))
	if err != nil {
		return err
	}
	if !access.From(r.Context()).SignedIn() && !session.LanguageChosen(r) {
		r = r.WithContext(i18n.With(r.Context(), guessLanguage(asked.Person.Language, asked.Club.Language)))
	}
	return page.Render(w, r, hereView(r.Context(), asked, r.URL.Path))
}

// AnswerFromLetter takes “I am here” of the convener the link names. The house sends the POST of /a/{token} here.
func (h *Handlers) AnswerFromLetter(w http.ResponseWriter, r *http.Request) error {
	if err := h.service.AnswerCallFromLetter(r.Context(), chi.URLParam(r, "token")); err != nil {
		return err
	}
	session.Flash(w, r, i18n.T(r.Context(), "Thank you. All stays as it is."))
	return page.Redirect(w, r, r.URL.Path)
}

func (h *Handlers) history(w http.ResponseWriter, r *http.Request) error {
	c := page.ClubOf(r.Context())
	f := page.Filled(map[string]string{
		"what": clean(r.URL.Query().Get("what")), "person": clean(r.URL.Query().Get("person")),
		"from": clean(r.URL.Query().Get("from")), "until": clean(r.URL.Query().Get("until")),
	})
	looked := lookedFor(f)
	looked.Before = readDeedMark(r.URL.Query().Get("before"))
	got, err := h.service.History(r.Context(), c.CollaboratoryID, looked)
	if err != nil {
		return err
	}
	return page.Render(w, r, historyView(r.Context(), c, got, f))
}

// lookedFor reads what a convener looks for; what cannot be read is not asked for.
func lookedFor(f *page.FormData) Looked {
	l := Looked{Person: f.ID("person"), From: f.Date("from"), Until: f.Date("until")}
	for _, k := range deedKinds {
		if string(k.kind) == f.Value("what") {
			l.Kind = k.kind
		}
	}
	return l
}

// readDeedMark reads a place in the history from an address: an instant and the id of the deed.
func readDeedMark(text string) audit.Mark {
	if len(text) < 37 {
		return audit.Mark{}
	}
	at, err := time.Parse(time.RFC3339Nano, text[:len(text)-37])
	deed := id.Maybe(text[len(text)-36:])
	if err != nil || deed == id.Nil {
		return audit.Mark{}
	}
	return audit.Mark{At: at, ID: deed}
}

func (h *Handlers) exportHistory(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	c := page.ClubOf(r.Context())
	deeds, err := h.service.ExportHistory(r.Context(), c.CollaboratoryID, lookedFor(f))
	if err != nil {
		return err
	}
	var table bytes.Buffer
	header, rows := historyTable(r.Context(), c, deeds)
	if err := csv.Write(&table, header, rows); err != nil {
		return err
	}
	return page.Download(w, c.Slug+"-history.csv", "text/csv; charset=utf-8", table.Bytes())
}

func (h *Handlers) archive(w http.ResponseWriter, r *http.Request) error {
	return h.showArchive(w, r, page.Filled(nil))
}

func (h *Handlers) showArchive(w http.ResponseWriter, r *http.Request, f *page.FormData) error {
	c := page.ClubOf(r.Context())
	o, err := h.service.Overview(r.Context(), c.CollaboratoryID)
	if err != nil {
		return err
	}
	return page.Render(w, r, archiveView(r.Context(), c, o, f))
}

func (h *Handlers) putAway(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	err = h.service.Archive(r.Context(), page.ClubOf(r.Context()).CollaboratoryID, f.Value("name"))
	if f.Take(err) || fault.Is(err, fault.KindConflict) && f.TakeConflict(err) {
		return h.showArchive(w, r, f)
	}
	return h.done(w, r, err, i18n.T(r.Context(), "It is archived. You can bring it back here."), "settings", "archive")
}

func (h *Handlers) bringBack(w http.ResponseWriter, r *http.Request) error {
	err := h.service.Reopen(r.Context(), page.ClubOf(r.Context()).CollaboratoryID)
	return h.done(w, r, err, i18n.T(r.Context(), "It is back, as it was."))
}

func (h *Handlers) askCopy(w http.ResponseWriter, r *http.Request) error {
	_, err := h.service.AskCopy(r.Context(), page.ClubOf(r.Context()).CollaboratoryID)
	return h.done(w, r, err, i18n.T(r.Context(), "The file is being made. A letter tells you when it is ready."), "settings", "archive")
}

func (h *Handlers) fetchCopy(w http.ResponseWriter, r *http.Request) error {
	which, err := inPath(r)
	if err != nil {
		return err
	}
	c := page.ClubOf(r.Context())
	body, err := h.service.FetchCopy(r.Context(), c.CollaboratoryID, which)
	if err != nil {
		return err
	}
	return page.Download(w, c.Slug+".zip", "application/zip", body)
}
