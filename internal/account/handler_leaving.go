package account

import (
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"

	"collaboratory/internal/commitment"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
	"collaboratory/internal/session"
)

// ClubRoutes mounts, under /c/{slug}: /leaving.
func (h *Handlers) ClubRoutes(r chi.Router) {
	r.Method(http.MethodGet, "/leaving", page.Handler(h.leaving))
	r.Method(http.MethodPost, "/leaving/{commitment}", page.Handler(h.letGo))
}

func (h *Handlers) leaving(w http.ResponseWriter, r *http.Request) error {
	c := page.ClubOf(r.Context())
	open, err := h.service.OpenHere(r.Context(), c.CollaboratoryID)
	if err != nil {
		return err
	}
	return page.Render(w, r, leavingView(r.Context(), c, open))
}

// letGo lets one promise go from the list, and comes back to it.
func (h *Handlers) letGo(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	promise, err := id.Parse(chi.URLParam(r, "commitment"))
	if err != nil {
		return err
	}
	ctx := r.Context()
	c := page.ClubOf(ctx)
	seq, _ := strconv.Atoi(f.Value("seq")) // none: as it stands now
	if err := h.service.rooms.Commitments.Release(ctx, commitment.Which{Collaboratory: c.CollaboratoryID, ID: promise, Seq: seq}, ""); err != nil {
		return err
	}
	session.Flash(w, r, i18n.T(ctx, "Let go. The other side gets a letter."))
	return page.Redirect(w, r, c.URL("leaving"))
}
