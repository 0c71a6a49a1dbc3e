package home

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/page"
)

// Handlers are the two front pages.
type Handlers struct {
	service *Service

	// Slots of the rooms, set by app. Those of mine speak of all collaboratories, the others of one.
	Mine, NextOfMine page.Slot // what I promised and what was promised to me; my next gatherings
	ToConfirm        page.Slot // my turns that wait for my word
	Next             page.Slot // what is next in one collaboratory
	Concerns         page.Slot // what a collaboratory asks of its reader: one, or all of theirs
	Crest            page.Slot // the picture of a collaboratory
}

// NewHandlers makes the pages.
func NewHandlers(service *Service) *Handlers { return &Handlers{service: service} }

// Routes mounts `/`.
func (h *Handlers) Routes(r chi.Router) {
	r.Method(http.MethodGet, "/", page.Handler(h.mine))
}

// ClubRoutes mounts the front page of a collaboratory under /c/{slug}.
func (h *Handlers) ClubRoutes(r chi.Router) {
	r.Method(http.MethodGet, "/", page.Handler(h.club))
}

func (h *Handlers) mine(w http.ResponseWriter, r *http.Request) error {
	actor := access.From(r.Context())
	if !actor.SignedIn() {
		return page.Redirect(w, r, "/sign-in")
	}
	if clubs := actor.Clubs(); len(clubs) == 1 {
		r = r.WithContext(page.WithClub(r.Context(), clubs[0]))
	}
	ctx, b := r.Context(), db.NewBatch()
	promises := h.Mine.Fill(ctx, b, page.Subject{})
	next := h.NextOfMine.Fill(ctx, b, page.Subject{})
	turns := h.ToConfirm.Fill(ctx, b, page.Subject{})
	concerns := h.Concerns.Fill(ctx, b, page.Subject{})
	if err := h.service.run(ctx, b); err != nil {
		return err
	}
	v := mineViewOf(ctx, actor, h.service.clock.Now())
	return page.Render(w, r, page.View{Title: v.title, Section: "home", Body: minePage(v, concerns, turns, promises, next)})
}

func (h *Handlers) club(w http.ResponseWriter, r *http.Request) error {
	ctx, b := r.Context(), db.NewBatch()
	club := page.ClubOf(ctx)
	of := page.Subject{Collaboratory: club.CollaboratoryID}
	var d clubData
	h.service.queueClub(b, &d, club.CollaboratoryID)
	next := h.Next.Fill(ctx, b, of)
	concerns, crest := h.Concerns.Fill(ctx, b, of), h.Crest.Fill(ctx, b, of)
	if err := h.service.run(ctx, b); err != nil {
		return err
	}
	v := clubViewOf(ctx, d, access.From(ctx))
	return page.Render(w, r, page.View{Title: v.title, Body: clubPage(v, crest, concerns, next)})
}
