package stage

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"collaboratory/internal/page"
	"collaboratory/internal/session"
)

// practiceRoutes are what only a practice room answers.
func (h *Handlers) practiceRoutes(r chi.Router) {
	post(r, "/play", h.play)
	post(r, "/practice-end", h.endPractice)
}

// rehearse makes a practice room of a gathering and leads to its console.
func (h *Handlers) rehearse(w http.ResponseWriter, r *http.Request) error {
	v := visitorOf(r)
	made, err := h.service.Rehearse(r.Context(), v.club.CollaboratoryID, v.gathering)
	if err != nil {
		return err
	}
	return page.Redirect(w, r, page.ClubURL(made.Slug, "gatherings", made.Gathering.String(), "room")+"?view=console")
}

// play lets one play-member do something. The page asks for it by itself every few seconds, and the stream shows what
// came of it; without a script it is a button, and the page says what was done.
func (h *Handlers) play(w http.ResponseWriter, r *http.Request) error {
	v := visitorOf(r)
	played, err := h.service.Play(r.Context(), v.club.CollaboratoryID, v.gathering)
	if err != nil {
		return err
	}
	if r.Header.Get("HX-Request") != "" {
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	session.Flash(w, r, playedWords(r.Context(), played))
	return page.Redirect(w, r, v.url()+"?view=console")
}

// endPractice forgets the practice room and leads back to the gathering that was practiced.
func (h *Handlers) endPractice(w http.ResponseWriter, r *http.Request) error {
	of, err := h.service.EndRehearsal(r.Context(), visitorOf(r).club.CollaboratoryID)
	if err != nil {
		return err
	}
	session.Flash(w, r, practiceEnded(r.Context()))
	return page.Redirect(w, r, page.ClubURL(of.Slug, "gatherings", of.Gathering.String()))
}
