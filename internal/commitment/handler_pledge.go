package commitment

import (
	"context"
	"net/http"
	"strings"

	"collaboratory/internal/access"
	"collaboratory/internal/clock"
	"collaboratory/internal/commitment/coach"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
)

// pledging is what the form and the coach need to have read.
type pledging struct {
	see          reader
	presentation id.ID
	turn         *Around
	who          *pledger
	asks         []asked
}

func (p *pledging) ask(chosen id.ID) *asked {
	for i := range p.asks {
		if p.asks[i].ID == chosen {
			return &p.asks[i]
		}
	}
	return nil
}

// aboutToPledge reads what the form needs and refuses who may not see it.
func (h *Handlers) aboutToPledge(r *http.Request) (*pledging, error) {
	ctx := r.Context()
	presentation, err := idOf(r)
	if err != nil {
		return nil, err
	}
	p := &pledging{see: h.readerOf(ctx), presentation: presentation}
	b := db.NewBatch()
	queueTurn(b, &p.turn, p.see.club.CollaboratoryID, presentation, p.see.person)
	queuePledger(b, &p.who, p.see.club.CollaboratoryID, presentation, p.see.person, p.see.today)
	queueAsked(b, &p.asks, p.see.club.CollaboratoryID, presentation)
	if err := h.run(ctx, b); err != nil {
		return nil, err
	}
	if p.turn == nil || p.who == nil {
		return nil, fault.NotFound("That page is not here")
	}
	return p, p.see.may(access.CommitmentPledge, 0)
}

func (h *Handlers) newPledge(w http.ResponseWriter, r *http.Request) error {
	p, err := h.aboutToPledge(r)
	if err != nil {
		return err
	}
	return p.showForm(w, r, p.filled(r.URL.Query().Get("ask")))
}

// filled is the form as it is first shown: by the next gathering, and the kind of the ask it answers.
func (p *pledging) filled(ask string) *page.FormData {
	values := map[string]string{"ask": ask, "due": isoDay(p.who.NextGathering), "by_was": isoDay(p.who.NextGathering)}
	if a := p.ask(id.Maybe(ask)); a != nil {
		values["kind"], values["unit"] = string(a.Kind), a.Unit
	} else {
		values["ask"] = ""
	}
	return page.Filled(values)
}

func (p *pledging) showForm(w http.ResponseWriter, r *http.Request, f *page.FormData) error {
	v := pledgeViewOf(r.Context(), p.see, p.turn, p.who, p.ask(f.ID("ask")), f, p.presentation)
	shown := page.FormView(f, i18n.T(r.Context(), "Promise something for %s", p.turn.Title), "gatherings")
	shown.Body, shown.Stage = pledgePage(v), true
	return page.Render(w, r, shown)
}

// pledge takes the form or the coach’s answer: a promise that is firm is made, a vaguer one is asked about once at a
// time, and the giver may always keep it as “Let’s talk”.
func (h *Handlers) pledge(w http.ResponseWriter, r *http.Request) error {
	p, err := h.aboutToPledge(r)
	if err != nil {
		return err
	}
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	if f.Has("change") {
		return p.showForm(w, r, f)
	}
	in := p.input(f)
	reading := p.read(r.Context(), f, &in)
	if in.Firm && f.OK() && in.Promise != "" && in.Kind.Known() && !settled(reading, &in, f) {
		return p.showCoach(w, r, f, reading)
	}
	if reading.Verdict == coach.Critique {
		in.Firm = false // an opinion is for the two to talk about, however often it is sent
	}
	in.dropUnchosenDay(f)
	return h.makePledge(w, r, p, f, in)
}

func (h *Handlers) makePledge(w http.ResponseWriter, r *http.Request, p *pledging, f *page.FormData, in PledgeInput) error {
	ctx := r.Context()
	if f.OK() {
		made, err := h.service.Pledge(ctx, p.see.club.CollaboratoryID, in)
		if err == nil {
			return said(w, r, thanksFor(ctx, in, p.who), p.see.club.URL("commitments", made.String()))
		}
		if !taken(f, err) {
			return err
		}
	}
	return p.showForm(w, r, f)
}

// taken keeps what was typed when a promise cannot be made just now: the sentence stands above the form. A form that
// came before with other words gets a new key, so that pressing again sends it as a new promise.
func taken(f *page.FormData, err error) bool {
	if f.Take(err) {
		return true
	}
	if !fault.Is(err, fault.KindConflict) {
		return false
	}
	f.Wrong("", fault.Of(err).Message, fault.Of(err).Args...)
	if fault.Of(err).Message == sentBefore {
		f.Set("key", id.New().String())
	}
	return true
}

func thanksFor(ctx context.Context, in PledgeInput, who *pledger) string {
	if !in.Firm {
		return i18n.T(ctx, "Kept as “Let’s talk”. %s will see it.", who.Presenter)
	}
	return i18n.T(ctx, "Promised. Thank you. %s can see it now.", who.Presenter)
}

// input reads the form.
func (p *pledging) input(f *page.FormData) PledgeInput {
	in := PledgeInput{
		Presentation: p.presentation, Ask: f.ID("ask"), Kind: Kind(f.Value("kind")),
		Promise: f.Text("promise", mostPromise), PrivateNote: f.Lines("private_note", mostNote),
		ShownAsMember: f.Ticked("shown_as_member"), SharePhone: f.Ticked("share_phone"),
		Amount: f.Amount("amount"), Unit: f.Text("unit", mostUnit), Cents: f.Cents("cents"),
		Due: f.Date("due"), ReceiverMovesFirst: f.Value("first_move") == "receiver",
		Firm: !f.Has("explore"), Key: f.Key(),
	}
	if f.Value("as") == "organisation" {
		in.Organisation = p.who.Organisation
	}
	if in.Amount == nil {
		in.Unit = ""
	}
	p.day(f, &in)
	return in
}

// dropUnchosenDay leaves “Let’s talk” without the day that the form came with and nobody chose.
func (in *PledgeInput) dropUnchosenDay(f *page.FormData) {
	if !in.Firm && isoDay(in.Due) == f.Value("by_was") {
		in.Due = nil
	}
}

// day takes the coach’s quick answer to “by when?”.
func (p *pledging) day(f *page.FormData, in *PledgeInput) {
	switch by := f.Value("by"); by {
	case "":
		if other := f.Date("by-other"); other != nil {
			in.Due = other
		}
	case "other":
		in.Due = f.Date("by-other")
	default:
		in.Due = f.Date("by")
	}
	if in.Due != nil {
		f.Set("due", isoDay(in.Due))
	}
}

// read asks the coach, and takes from the words what the form left open: a day, an amount of money.
func (p *pledging) read(ctx context.Context, f *page.FormData, in *PledgeInput) coach.Reading {
	prefilled := in.Due != nil && isoDay(in.Due) == f.Value("by_was") && f.Value("by") == ""
	d := coach.Draft{
		Text: in.Promise, Kind: coach.Kind(in.Kind), SpokenOn: clock.Today(p.see.now, p.turn.Zone), By: in.Due,
		HasAmount: in.Amount != nil || in.Cents != nil, NextGathering: p.who.NextGathering, OnBehalf: in.Organisation != "",
	}
	r := readPromise(ctx, d)
	if r.When != nil && (in.Due == nil || prefilled) && !r.When.Before(p.see.today) {
		day := clock.Date(r.When.Year(), r.When.Month(), r.When.Day())
		in.Due = &day
		f.Set("due", isoDay(in.Due))
	}
	if r.FirstMove == coach.Receiver && f.Value("first_move") == "" {
		in.ReceiverMovesFirst = true
	}
	unit := ""
	if a := p.ask(in.Ask); a != nil {
		unit = a.Unit
	}
	in.fromWords(r, unit)
	return r
}

// fromWords takes an amount that was said but not filled in: money, or so many of what an ask counts.
func (in *PledgeInput) fromWords(r coach.Reading, unit string) {
	if r.Amount == nil || in.Amount != nil || in.Cents != nil || r.Amount.Count <= 0 || r.Amount.Count > mostSaid {
		return
	}
	_, rest, _ := strings.Cut(in.Promise, " ")
	switch {
	case r.Amount.Unit == coach.UnitMoney && (in.Kind == Money || in.Kind == Other && strings.HasPrefix(rest, r.Amount.Text)):
		cents := int64(r.Amount.Count*100 + 0.5)
		in.Kind, in.Cents = Money, &cents
	case r.Amount.Unit != coach.UnitMoney && unit != "" && strings.Contains(strings.ToLower(in.Promise), strings.ToLower(unit)):
		in.Amount, in.Unit = &r.Amount.Count, unit
	}
}

// mostSaid bounds the amounts taken from words; more than this is for the field.
const mostSaid = 1_000_000

// settled tells whether nothing is left to ask: the words are firm, or the giver has heard this question and presses
// Pledge again. The giver has the last word about their own promise, but a day there must be.
func settled(r coach.Reading, in *PledgeInput, f *page.FormData) bool {
	if r.Verdict == coach.Firm {
		return in.Due != nil
	}
	if r.Verdict == coach.Critique {
		return f.Value("asked") == string(r.Ask)
	}
	return in.Due != nil && r.Ask != coach.AskNothing && f.Value("asked") == string(r.Ask)
}

func (p *pledging) showCoach(w http.ResponseWriter, r *http.Request, f *page.FormData, reading coach.Reading) error {
	ctx := r.Context()
	action := p.see.club.URL("presentations", p.presentation.String(), "commitments")
	v := coachViewOf(ctx, p.see, p.turn, p.who, f, reading, action)
	return page.Render(w, r, page.View{
		Title: i18n.T(ctx, "Promise something for %s", p.turn.Title), Section: "gatherings", Form: true, Stage: true, Body: coachPage(v),
	})
}
