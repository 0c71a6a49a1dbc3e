package account

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"collaboratory/internal/id"
	"collaboratory/internal/page"
)

func (h *Handlers) copyRoutes(r chi.Router) {
	r.Method(http.MethodGet, "/me/records", page.Handler(h.records))
	r.Method(http.MethodPost, "/me/records", page.Handler(h.askCopy))
	r.Method(http.MethodPost, "/me/records/{copy}", page.Handler(h.fetchCopy))
}

func (h *Handlers) records(w http.ResponseWriter, r *http.Request) error {
	c, err := h.service.MyCopy(r.Context())
	if err != nil {
		return err
	}
	return page.Render(w, r, recordsView(r.Context(), c, h.service.Clock.Now()))
}

func (h *Handlers) askCopy(w http.ResponseWriter, r *http.Request) error {
	if _, err := h.service.AskCopy(r.Context()); err != nil {
		return err
	}
	return page.Redirect(w, r, "/me/records")
}

// fetchCopy is asked for with POST: taking the file is written down.
func (h *Handlers) fetchCopy(w http.ResponseWriter, r *http.Request) error {
	which, err := id.Parse(chi.URLParam(r, "copy"))
	if err != nil {
		return err
	}
	file, err := h.service.FetchCopy(r.Context(), which)
	if err != nil {
		return err
	}
	return page.Download(w, "my-records.zip", "application/zip", file)
}
