package commitment

import (
	"context"
	"net/http"
	"slices"

	"github.com/go-chi/chi/v5"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
	"collaboratory/internal/session"
)

// opened is one commitment as its page reads it.
type opened struct {
	see     reader
	s       side
	c       *Commitment
	row     listed
	history []line
	members []named
}

// open reads a commitment; who is neither of its sides nor a convener sees at most what everyone sees.
func (h *Handlers) open(r *http.Request) (*opened, error) {
	ctx := r.Context()
	commitment, err := idOf(r)
	if err != nil {
		return nil, err
	}
	o := &opened{see: h.readerOf(ctx)}
	var rows []listed
	b := db.NewBatch()
	queueCommitment(b, &o.c, o.see.club.CollaboratoryID, commitment, o.see.person)
	queueOneListed(b, &rows, o.see.club.CollaboratoryID, commitment, o.see.today, o.see.kept)
	queueHistory(b, &o.history, o.see.club.CollaboratoryID, commitment)
	if chi.URLParam(r, "act") == "giver" || r.Method == http.MethodPost {
		queueMembers(b, &o.members, o.see.club.CollaboratoryID)
	}
	if err := h.run(ctx, b); err != nil {
		return nil, err
	}
	if o.c == nil || o.see.may(access.CommitmentSee, 0) != nil {
		return nil, fault.NotFound("That page is not here")
	}
	if len(rows) == 1 {
		o.row = rows[0]
	}
	o.s = side{reader: o.see, is: asSide(o.c.Is(o.see.person), o.see.convenes())}
	return o, nil
}

// asSide is how a single commitment is seen: from the giver’s side, the receiver’s, a convener’s, or from outside.
func asSide(is access.Role, convenes bool) access.Role {
	switch {
	case is&access.Giver != 0:
		return access.Giver
	case is&access.Presenter != 0:
		return access.Presenter
	case convenes:
		return access.Convener
	}
	return 0
}

// public tells whether everyone may read of this commitment.
func (o *opened) public() bool {
	return o.row.State == Pledged || o.row.State == Delivered || o.row.State == Fulfilled
}

func (h *Handlers) show(w http.ResponseWriter, r *http.Request) error {
	o, err := h.open(r)
	if err != nil {
		return err
	}
	if o.c.MergedInto != nil && o.s.is != 0 {
		return page.Redirect(w, r, o.see.club.URL("commitments", o.c.MergedInto.String()))
	}
	if o.s.is == 0 && (!o.public() || o.c.MergedInto != nil) {
		return fault.NotFound("That page is not here")
	}
	v := oneViewOf(r.Context(), o)
	return page.Render(w, r, page.View{Title: i18n.T(r.Context(), "A promise for %s", o.c.Title), Section: "commitments", Body: onePage(v)})
}

// ask is the page that asks what an act needs to know; when the promise has moved on, its own page says how it stands.
func (h *Handlers) ask(w http.ResponseWriter, r *http.Request) error {
	o, err := h.open(r)
	if err != nil {
		return err
	}
	a, known := acts[chi.URLParam(r, "act")]
	if !known || a.form == nil || o.s.is == 0 {
		return fault.NotFound("That page is not here")
	}
	if !slices.ContainsFunc(a.verbs, o.can) {
		return page.Redirect(w, r, o.see.club.URL("commitments", o.c.ID.String()))
	}
	return h.showAct(w, r, o, a, chi.URLParam(r, "act"), page.Filled(nil))
}

func (h *Handlers) showAct(w http.ResponseWriter, r *http.Request, o *opened, a actDo, noun string, f *page.FormData) error {
	v := actFormOf(r.Context(), o, a, noun, f)
	shown := page.FormView(f, v.title, "commitments")
	shown.Body = actPage(v)
	return page.Render(w, r, shown)
}

// act does what a form asks for. What was typed wrong comes back; when the commitment has changed meanwhile, its page
// shows how it stands now and what was written.
func (h *Handlers) act(a actDo) page.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		ctx, club := r.Context(), page.ClubOf(r.Context())
		commitment, err := idOf(r)
		if err != nil {
			return err
		}
		f, err := page.Form(w, r)
		if err != nil {
			return err
		}
		which := Which{Collaboratory: club.CollaboratoryID, ID: commitment, Seq: seqOf(f)}
		done, err := a.do(ctx, h.service, which, f)
		if err == nil && f.OK() {
			return said(w, r, done, backFrom(f, club.URL("commitments", commitment.String())))
		}
		return h.notDone(w, r, a, f, err)
	}
}

// notDone shows the form again, or how the commitment stands now.
func (h *Handlers) notDone(w http.ResponseWriter, r *http.Request, a actDo, f *page.FormData, err error) error {
	if err != nil && !f.Take(err) && !fault.Is(err, fault.KindConflict) {
		return err
	}
	o, openErr := h.open(r)
	if openErr != nil {
		return openErr
	}
	if fault.Is(err, fault.KindConflict) || a.form == nil {
		v := oneViewOf(r.Context(), o)
		v.conflict(r.Context(), err, f)
		return page.Render(w, r, page.View{Title: i18n.T(r.Context(), "A promise for %s", o.c.Title), Section: "commitments", Body: onePage(v), Code: http.StatusConflict})
	}
	return h.showAct(w, r, o, a, a.noun, f)
}

func seqOf(f *page.FormData) int {
	if seq := f.Whole("seq", 0, 1_000_000); seq != nil {
		return *seq
	}
	return 0
}

// backFrom is where the form was sent from, when it says so and it is a page of ours.
func backFrom(f *page.FormData, otherwise string) string {
	if back := f.Value("back"); back != "" {
		return session.OwnPath(back)
	}
	return otherwise
}

// actDo is one noun under a commitment: the verb it stands for, and the form that asks what the verb needs.
type actDo struct {
	noun string
	do   func(ctx context.Context, s *Service, w Which, f *page.FormData) (string, error)
	form func(ctx context.Context, o *opened, f *page.FormData) actForm

	verbs []Verb // any of which the form can lead to
}

// acts are the nouns under /commitments/{id}.
var acts = map[string]actDo{}

func init() {
	for _, a := range []actDo{
		{"delivery", doDelivery, deliveryForm, []Verb{Deliver, Partly}},
		{"date", doDate, dateForm, []Verb{Redate}},
		{"promise", doPromise, promiseForm, []Verb{MakeFirm, Edit}},
		{"word", doWord, nil, nil},
		{"release", doRelease, releaseForm, []Verb{Release}},
		{"refusal", doRefusal, refusalForm, []Verb{Decline}},
		{"receipt", doReceipt, notYetForm, []Verb{NotYet}},
		{"correction", doCorrection, nil, nil},
		{"giver", doGiver, giverForm, []Verb{HandOver}},
		{"contact", doContact, nil, nil},
		{"thanks", doThanks, thanksForm, []Verb{Thank}},
		{"objection", doObjection, objectionForm, []Verb{Disown}},
		{"withdrawal", doWithdrawal, nil, nil},
		{"verification", doVerification, nil, nil},
	} {
		acts[a.noun] = a
	}
}
