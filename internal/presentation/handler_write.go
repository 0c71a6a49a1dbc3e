package presentation

import (
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
	"collaboratory/internal/session"
)

// readWords reads the proposal form. An ask whose words are left empty is no ask, unless something else was said of it.
func readWords(f *page.FormData) Words {
	w := Words{
		Key:       f.Key(),
		Kind:      Kind(f.Choice("kind", string(Project), kindNames()...)),
		Title:     f.Text("title", 200),
		Summary:   f.Lines("summary", 1500),
		Serves:    f.Lines("serves", 500),
		Stands:    f.Lines("stands", 1000),
		TimeFrame: f.Text("time_frame", 200),
		Website:   f.Link("website", 300),
		Wish:      f.ID("wish"),
	}
	for i := range MostAsks {
		if a, said := readAsk(f, i); said {
			w.Asks = append(w.Asks, a)
		}
	}
	return w
}

func readAsk(f *page.FormData, i int) (Ask, bool) {
	a := Ask{
		ID:   f.ID(AskField(i, "id")),
		What: f.Text(AskField(i, "what"), 300),
		Unit: f.Text(AskField(i, "unit"), 40),
		Due:  f.Date(AskField(i, "due")),
		Kind: f.Value(AskField(i, "kind")),
	}
	if a.Kind == "money" {
		a.Cents, a.Unit = f.Cents(AskField(i, "amount")), ""
	} else {
		a.Amount = f.Amount(AskField(i, "amount"))
	}
	return a, a.What != "" || a.Kind != "" || a.Amount != nil || a.Unit != "" || a.Due != nil
}

func kindNames() []string {
	names := make([]string, len(Kinds))
	for i, k := range Kinds {
		names[i] = string(k)
	}
	return names
}

func (h *Handlers) blank(w http.ResponseWriter, r *http.Request) error {
	return h.form(w, r, page.Filled(map[string]string{"kind": string(Project), "wish": r.URL.Query().Get("gathering")}), nil)
}

func (h *Handlers) propose(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	club, words, send := page.ClubOf(r.Context()), readWords(f), f.Has("send")
	if f.OK() {
		proposal, err := h.service.Propose(r.Context(), club.CollaboratoryID, words, send)
		if err == nil {
			return kept(w, r, Draft, send, club.URL("proposals", proposal.String()))
		}
		if !f.Take(err) {
			return err
		}
	}
	return h.form(w, r, f, nil)
}

func (h *Handlers) edit(w http.ResponseWriter, r *http.Request) error {
	d, err := h.mine(r)
	if err != nil {
		return err
	}
	return h.form(w, r, filledFrom(d.shown.Proposal, d.asks), &d.shown)
}

func (h *Handlers) rewrite(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	d, err := h.mine(r)
	if err != nil {
		return err
	}
	words, send := readWords(f), f.Has("send")
	version, _ := strconv.Atoi(f.Value("version"))
	if f.OK() {
		err := h.service.Rewrite(r.Context(), d.shown.CollaboratoryID, d.shown.ID, version, words, send)
		if err == nil {
			return kept(w, r, d.shown.State, send, page.ClubOf(r.Context()).URL("proposals", d.shown.ID.String()))
		}
		if !f.Take(err) && !f.TakeConflict(err) {
			return err
		}
	}
	return h.form(w, r, f, &d.shown)
}

// mine is the proposal of the address, for those who may write in it.
func (h *Handlers) mine(r *http.Request) (d proposalData, err error) {
	see := readerOf(r)
	proposal, err := id.Parse(chi.URLParam(r, "id"))
	if err != nil {
		return d, err
	}
	b := db.NewBatch()
	queueProposal(b, &d.shown, see, proposal)
	queueAsks(b, &d.asks, see.Collaboratory, proposal)
	if err := b.Run(r.Context(), h.service.db.Pool()); err != nil {
		return d, err
	}
	if !d.shown.Mine && !see.Convener {
		return d, fault.Forbidden("Only its author and the conveners can change this proposal")
	}
	return d, nil
}

func (h *Handlers) form(w http.ResponseWriter, r *http.Request, f *page.FormData, old *shown) error {
	ctx, see := r.Context(), readerOf(r)
	if err := access.Check(access.From(ctx), access.ProposalWrite, access.Scope{Collaboratory: see.Collaboratory}); err != nil {
		return err
	}
	var ahead []upcoming
	b := db.NewBatch()
	queueUpcoming(b, &ahead, see.Collaboratory)
	if err := b.Run(ctx, h.service.db.Pool()); err != nil {
		return err
	}
	v := formViewOf(ctx, f, ahead, old)
	view := page.FormView(f, v.title, "turns")
	view.Body = formPage(v)
	return page.Render(w, r, view)
}

// kept goes on to the proposal with a sentence that fits what was done: kept, sent, or changed where it already was.
func kept(w http.ResponseWriter, r *http.Request, was State, sent bool, to string) error {
	said := i18n.T(r.Context(), "The new words are kept.")
	switch {
	case sent && was != Submitted && was != Accepted:
		said = i18n.T(r.Context(), "The conveners have it now. They will write to you.")
	case !sent && was == Draft:
		said = i18n.T(r.Context(), "Kept as a draft. Only you see it.")
	}
	session.Flash(w, r, said)
	return page.Redirect(w, r, to)
}
