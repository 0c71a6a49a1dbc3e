package presentation

import (
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
	"collaboratory/internal/session"
)

// Handlers are the pages of proposals and turns.
type Handlers struct {
	service *Service
	Help    page.Slot // on a presentation: what is promised, and the way to promise
}

// NewHandlers makes the pages.
func NewHandlers(service *Service) *Handlers { return &Handlers{service: service} }

// Routes mounts the room's addresses under /c/{slug}.
func (h *Handlers) Routes(r chi.Router) {
	r.Method(http.MethodGet, "/turns", page.Handler(h.turns))
	r.Method(http.MethodGet, "/proposals", page.Handler(h.list))
	r.Method(http.MethodGet, "/proposals/new", page.Handler(h.blank))
	r.Method(http.MethodPost, "/proposals", page.Handler(h.propose))
	r.Method(http.MethodGet, "/proposals/{id}", page.Handler(h.show))
	r.Method(http.MethodGet, "/proposals/{id}/edit", page.Handler(h.edit))
	r.Method(http.MethodPost, "/proposals/{id}", page.Handler(h.rewrite))
	r.Method(http.MethodPost, "/proposals/{id}/withdrawal", page.Handler(h.withdraw))
	r.Method(http.MethodPost, "/proposals/{id}/acceptance", page.Handler(h.accept))
	r.Method(http.MethodPost, "/proposals/{id}/refusal", page.Handler(h.decline))
	r.Method(http.MethodPost, "/proposals/{id}/presenters", page.Handler(h.presenters))
	r.Method(http.MethodGet, "/presentations/{id}", page.Handler(h.showTurn))
	r.Method(http.MethodPost, "/presentations/{id}/confirmation", page.Handler(h.confirm))
	r.Method(http.MethodPost, "/presentations/{id}/removal", page.Handler(h.takeOff))
	r.Method(http.MethodGet, "/gatherings/{id}/line-up", page.Handler(h.lineUp))
	r.Method(http.MethodPost, "/gatherings/{id}/line-up", page.Handler(h.move))
	r.Method(http.MethodPost, "/gatherings/{id}/line-up/announcement", page.Handler(h.announce))
}

func readerOf(r *http.Request) reader {
	actor, club := access.From(r.Context()), page.ClubOf(r.Context())
	return reader{Collaboratory: club.CollaboratoryID, Person: actor.PersonID, Convener: actor.Convenes(club.CollaboratoryID)}
}

func (h *Handlers) turns(w http.ResponseWriter, r *http.Request) error {
	ctx, see := r.Context(), readerOf(r)
	var d turnsData
	b := db.NewBatch()
	queueWaiting(b, &d.waiting, see.Collaboratory)
	queueHad(b, &d.had, see.Collaboratory)
	queueSent(b, &d.mine, see)
	queueUpcoming(b, &d.upcoming, see.Collaboratory)
	if see.Convener {
		queueWishers(b, &d.wishers, see.Collaboratory)
	}
	if err := b.Run(ctx, h.service.db.Pool()); err != nil {
		return err
	}
	v := turnsViewOf(ctx, d, see)
	return page.Render(w, r, page.View{Title: v.title, Section: "turns", Body: turnsPage(v)})
}

func (h *Handlers) list(w http.ResponseWriter, r *http.Request) error {
	ctx, see := r.Context(), readerOf(r)
	var sent []shown
	b := db.NewBatch()
	queueSent(b, &sent, see)
	if err := b.Run(ctx, h.service.db.Pool()); err != nil {
		return err
	}
	v := listViewOf(ctx, sent, see)
	return page.Render(w, r, page.View{Title: v.title, Section: "turns", Body: listPage(v)})
}

func (h *Handlers) show(w http.ResponseWriter, r *http.Request) error {
	return h.proposalPage(w, r, page.Filled(nil))
}

func (h *Handlers) proposalPage(w http.ResponseWriter, r *http.Request, f *page.FormData) error {
	ctx, see := r.Context(), readerOf(r)
	proposal, err := id.Parse(chi.URLParam(r, "id"))
	if err != nil {
		return err
	}
	var d proposalData
	b := db.NewBatch()
	queueProposal(b, &d.shown, see, proposal)
	queueAsks(b, &d.asks, see.Collaboratory, proposal)
	queueCoPresenters(b, &d.with, see.Collaboratory, proposal)
	queueMembers(b, &d.members, see.Collaboratory)
	queueUpcoming(b, &d.upcoming, see.Collaboratory)
	if err := b.Run(ctx, h.service.db.Pool()); err != nil {
		return err
	}
	v := proposalViewOf(ctx, d, see, f)
	return page.Render(w, r, page.View{Title: v.title, Section: "turns", Wrong: !f.OK(), Body: proposalPage(v)})
}

func (h *Handlers) withdraw(w http.ResponseWriter, r *http.Request) error {
	return h.do(w, r, func(club page.Club, proposal id.ID) (string, string, error) {
		err := h.service.Withdraw(r.Context(), club.CollaboratoryID, proposal)
		return i18n.T(r.Context(), "The proposal is withdrawn. It can be sent again any time."), club.URL("proposals", proposal.String()), err
	})
}

func (h *Handlers) accept(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	return h.do(w, r, func(club page.Club, proposal id.ID) (string, string, error) {
		gathering := f.ID("gathering")
		_, err := h.service.Accept(r.Context(), club.CollaboratoryID, proposal, gathering)
		return i18n.T(r.Context(), "It has a turn. The presenter gets a letter."), club.URL("gatherings", gathering.String(), "line-up"), err
	})
}

func (h *Handlers) decline(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	club := page.ClubOf(r.Context())
	proposal, err := id.Parse(chi.URLParam(r, "id"))
	if err != nil {
		return err
	}
	reason := f.Lines("reason", 1000)
	if f.OK() {
		if err = h.service.Decline(r.Context(), club.CollaboratoryID, proposal, reason); err == nil {
			session.Flash(w, r, i18n.T(r.Context(), "They will read your reason in a letter."))
			return page.Redirect(w, r, club.URL("turns"))
		}
	}
	if f.OK() && !f.Take(err) {
		return err
	}
	return h.proposalPage(w, r, f)
}

func (h *Handlers) presenters(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	err = h.do(w, r, func(club page.Club, proposal id.ID) (string, string, error) {
		here := club.URL("proposals", proposal.String())
		if f.Has("remove") {
			return i18n.T(r.Context(), "Taken off."), here, h.service.Leave(r.Context(), club.CollaboratoryID, proposal, f.ID("remove"))
		}
		return i18n.T(r.Context(), "They present with you."), here, h.service.Join(r.Context(), club.CollaboratoryID, proposal, f.ID("person"))
	})
	if f.Take(err) {
		return h.proposalPage(w, r, f)
	}
	return err
}

// do runs one verb on the row of the address, and goes on with a sentence.
func (h *Handlers) do(w http.ResponseWriter, r *http.Request, verb func(club page.Club, row id.ID) (said, to string, err error)) error {
	row, err := id.Parse(chi.URLParam(r, "id"))
	if err != nil {
		return err
	}
	said, to, err := verb(page.ClubOf(r.Context()), row)
	if err != nil {
		return err
	}
	session.Flash(w, r, said)
	return page.Redirect(w, r, to)
}

func (h *Handlers) showTurn(w http.ResponseWriter, r *http.Request) error {
	ctx, see := r.Context(), readerOf(r)
	turn, err := id.Parse(chi.URLParam(r, "id"))
	if err != nil {
		return err
	}
	var d proposalData
	b := db.NewBatch()
	queueTurnShown(b, &d.shown, see, turn)
	queueAsksOfTurn(b, &d.asks, see.Collaboratory, turn)
	queueCoPresentersOfTurn(b, &d.with, see.Collaboratory, turn)
	help := h.Help.Fill(ctx, b, page.Subject{Collaboratory: see.Collaboratory, ID: turn})
	if err := b.Run(ctx, h.service.db.Pool()); err != nil {
		return err
	}
	v := turnViewOf(ctx, d, see, h.Help != nil)
	return page.Render(w, r, page.View{Title: v.title, Section: "gatherings", Body: turnPage(v, help)})
}

func (h *Handlers) confirm(w http.ResponseWriter, r *http.Request) error {
	return h.do(w, r, func(club page.Club, turn id.ID) (string, string, error) {
		err := h.service.Confirm(r.Context(), club.CollaboratoryID, turn)
		return i18n.T(r.Context(), "Thank you. We count on you."), club.URL("presentations", turn.String()), err
	})
}

func (h *Handlers) takeOff(w http.ResponseWriter, r *http.Request) error {
	return h.do(w, r, func(club page.Club, turn id.ID) (string, string, error) {
		err := h.service.TakeOff(r.Context(), club.CollaboratoryID, turn)
		return i18n.T(r.Context(), "The turn is off the line-up. The proposal waits for another one."), club.URL("turns"), err
	})
}

func (h *Handlers) lineUp(w http.ResponseWriter, r *http.Request) error {
	ctx, see := r.Context(), readerOf(r)
	gathering, err := id.Parse(chi.URLParam(r, "id"))
	if err != nil {
		return err
	}
	if err := access.Check(access.From(ctx), access.PresentationOrder, access.Scope{Collaboratory: see.Collaboratory}); err != nil {
		return err
	}
	var d lineUpData
	b := db.NewBatch()
	queueHeading(b, &d.heading, see.Collaboratory, gathering)
	queueLineUp(b, &d.places, see.Collaboratory, gathering)
	queueWaiting(b, &d.waiting, see.Collaboratory)
	queueWishers(b, &d.wishers, see.Collaboratory)
	if err := b.Run(ctx, h.service.db.Pool()); err != nil {
		return err
	}
	v := lineUpViewOf(ctx, d)
	return page.Render(w, r, page.View{Title: v.title, Section: "gatherings", Body: lineUpPage(v)})
}

func (h *Handlers) move(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	return h.do(w, r, func(club page.Club, gathering id.ID) (string, string, error) {
		by, _ := strconv.Atoi(f.Value("by"))
		err := h.service.Move(r.Context(), club.CollaboratoryID, gathering, f.ID("presentation"), by)
		return i18n.T(r.Context(), "The line-up is changed."), club.URL("gatherings", gathering.String(), "line-up"), err
	})
}

func (h *Handlers) announce(w http.ResponseWriter, r *http.Request) error {
	return h.do(w, r, func(club page.Club, gathering id.ID) (string, string, error) {
		told, err := h.service.Announce(r.Context(), club.CollaboratoryID, gathering)
		said := i18n.N(r.Context(), "One member is told who presents.", "%d members are told who presents.", told)
		if told == 0 {
			said = i18n.T(r.Context(), "Everybody knows this line-up already.")
		}
		return said, club.URL("gatherings", gathering.String(), "line-up"), err
	})
}
