package collaboratory

import (
	"context"
	"io"
	"net/http"
	"strings"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/page"
)

// OpenClubRoutes mounts, under /c/{slug}, what strangers may ask for too; each page asks whether they may.
func (h *Handlers) OpenClubRoutes(r chi.Router) {
	r.Method(http.MethodGet, "/logo.jpg", page.Handler(h.logo))
}

// Moved is the middleware that sends whoever comes by an old address on to the new one: members, and strangers where
// the public page is on. What was typed into a form there is not sent on. It costs members nothing.
func (h *Handlers) Moved(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		slug, actor := chi.URLParam(r, "slug"), access.From(r.Context())
		if _, belongs := actor.MembershipBySlug(slug); belongs || slug == "" || actor.Guest != nil {
			next.ServeHTTP(w, r)
			return
		}
		to, err := h.service.LeadsTo(r.Context(), slug)
		switch {
		case err != nil:
			page.Fail(w, r, err)
		case to == nil || to.Slug == slug:
			next.ServeHTTP(w, r)
		case r.Method == http.MethodGet || r.Method == http.MethodHead:
			there := *r.URL
			there.Path, there.RawPath = "/c/"+to.Slug+strings.TrimPrefix(r.URL.Path, "/c/"+slug), ""
			w.Header().Set("Cache-Control", "no-store")
			http.Redirect(w, r, there.RequestURI(), http.StatusPermanentRedirect)
		default:
			page.Fail(w, r, fault.Conflict("This collaboratory has another address now. Please open the page anew and send it again"))
		}
	})
}

// Welcome is the middleware of /c/{slug} that shows strangers the public page instead of the door, where it is on.
func (h *Handlers) Welcome(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		slug := chi.URLParam(r, "slug")
		front := strings.TrimSuffix(r.URL.Path, "/") == page.ClubURL(slug)
		_, belongs := access.From(r.Context()).MembershipBySlug(slug)
		if belongs || !front || r.Method != http.MethodGet && r.Method != http.MethodHead {
			next.ServeHTTP(w, r)
			return
		}
		got, err := h.service.Front(r.Context(), slug)
		if fault.Is(err, fault.KindNotFound) {
			next.ServeHTTP(w, r)
			return
		}
		if err == nil {
			err = page.Render(w, r, frontView(r.Context(), got, access.From(r.Context()).SignedIn()))
		}
		if err != nil {
			page.Fail(w, r, err)
		}
	})
}

// Concerns is the slot for what a collaboratory asks of its reader: an agreement to read, a backup convener to name, a
// word to say. On the page of no collaboratory it speaks for all of theirs.
func (h *Handlers) Concerns(ctx context.Context, b *db.Batch, of page.Subject) templ.Component {
	var concerns []Concern
	h.service.QueueConcerns(ctx, b, &concerns, of.Collaboratory)
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return concernsPart(concernsView(ctx, concerns, h.service.clock.Now())).Render(ctx, w)
	})
}

// Crest is the slot for a collaboratory's picture.
func (h *Handlers) Crest(_ context.Context, b *db.Batch, of page.Subject) templ.Component {
	has := false
	queueHasLogo(b, &has, of.Collaboratory)
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		if !has {
			return nil
		}
		c := page.ClubOf(ctx)
		return crest(c.URL("logo.jpg"), c.Name).Render(ctx, w)
	})
}
