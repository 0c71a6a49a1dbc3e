package stage

import (
	"context"
	"net/http"
	"net/url"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
)

func (h *Handlers) paperRoutes(r chi.Router) {
	get(r, "/paper", h.paper)
	get(r, "/paper/lineup", h.lineUpOnPaper)
	get(r, "/paper/sign-in", h.signInSheet)
	get(r, "/paper/cards", h.cards)
	get(r, "/paper/poster", h.wayIn)
}

// onPaper is the room for a member, who may print what hangs on the door.
func (h *Handlers) onPaper(r *http.Request) (sight, error) {
	s, _, err := h.look(r)
	if err == nil && !s.may(access.GatheringSee) {
		err = fault.NotFound("That page is not here")
	}
	return s, err
}

// mayPrint tells whether the visitor prints what only those who run the room hold: names, and cards.
func (s sight) mayPrint() error {
	return access.Check(s.actor, access.StagePaper, access.Scope{Collaboratory: s.club.CollaboratoryID, Is: s.is(s.visitor)})
}

func (h *Handlers) paper(w http.ResponseWriter, r *http.Request) error {
	s, err := h.onPaper(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	return page.Render(w, r, page.View{Title: i18n.T(ctx, "On paper"), Section: "gatherings", Stage: true, Body: paperBody(s.paperOf(ctx))})
}

func (h *Handlers) lineUpOnPaper(w http.ResponseWriter, r *http.Request) error {
	s, err := h.onPaper(r)
	if err != nil {
		return err
	}
	turns, err := getPosters(r.Context(), h.service.db.Pool(), s.club.CollaboratoryID, s.gathering)
	if err != nil {
		return err
	}
	return sheet(w, r, i18n.T(r.Context(), "The line-up"), lineUpBody(s.lineUpOf(r.Context(), turns)))
}

func (h *Handlers) signInSheet(w http.ResponseWriter, r *http.Request) error {
	s, err := h.onPaper(r)
	if err == nil {
		err = s.mayPrint()
	}
	if err != nil {
		return err
	}
	people, err := getExpected(r.Context(), h.service.db.Pool(), s.club.CollaboratoryID, s.gathering)
	if err != nil {
		return err
	}
	return sheet(w, r, i18n.T(r.Context(), "Sign-in sheet"), signInBody(s.signInOf(r.Context(), people)))
}

func (h *Handlers) cards(w http.ResponseWriter, r *http.Request) error {
	s, err := h.onPaper(r)
	if err == nil {
		err = s.mayPrint()
	}
	if err != nil {
		return err
	}
	asked := r.URL.Query()
	turn := s.room.turnToPrint(id.Maybe(asked.Get("turn")))
	if turn == nil {
		return fault.Conflict("Nobody has a turn at this gathering yet")
	}
	number, err := h.cardNumber(r.Context(), s, turn.ID)
	if err != nil {
		return err
	}
	v := s.cardsOf(r.Context(), *turn, number, page.Filled(firstOf(asked)))
	return sheet(w, r, v.Title, cardsBody(v))
}

// cardNumber is the number that the cards of a turn begin with.
func (h *Handlers) cardNumber(ctx context.Context, s sight, turn id.ID) (int, error) {
	numbers, err := db.All[cardTurn](ctx, h.service.db.Pool(), cardTurnsSQL, s.club.CollaboratoryID, s.gathering)
	for _, n := range numbers {
		if n.ID == turn {
			return n.Number, err
		}
	}
	return 0, err
}

func firstOf(q url.Values) map[string]string {
	values := map[string]string{}
	for name := range q {
		values[name] = q.Get(name)
	}
	return values
}

func (h *Handlers) wayIn(w http.ResponseWriter, r *http.Request) error {
	s, err := h.onPaper(r)
	if err != nil {
		return err
	}
	return sheet(w, r, i18n.T(r.Context(), "The way in"), wayInBody(s.wayInOf(r.Context())))
}

// sheet is a page that is there to be printed.
func sheet(w http.ResponseWriter, r *http.Request, title string, body templ.Component) error {
	return page.Render(w, r, page.View{Title: title, Bare: true, Stage: true, Class: "is-sheet", Body: body})
}
