package stage

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"collaboratory/internal/limit"
	"collaboratory/internal/page"
)

// Handlers are the faces of the live room.
type Handlers struct {
	service *Service
	limiter *limit.Limiter
	client  func(*http.Request) string // where a request comes from, to count wrong codes under
}

// NewHandlers makes the pages.
func NewHandlers(s *Service, limiter *limit.Limiter, client func(*http.Request) string) *Handlers {
	return &Handlers{service: s, limiter: limiter, client: client}
}

// Routes mounts, at the top, what is open to everybody who was let in: members, guests of the gathering, a paired screen.
// Door asks who it is.
func (h *Handlers) Routes(r chi.Router) {
	h.joinRoutes(r)
	h.pairingRoutes(r)
	r.Route("/c/{slug}/gatherings/{gathering}/room", func(r chi.Router) {
		r.Use(h.Door)
		get(r, "/", h.room)
		get(r, "/mine", h.mine)
		h.consoleRoutes(r)
		h.phoneRoutes(r)
		h.scribeRoutes(r)
		h.presenterRoutes(r)
		h.paperRoutes(r)
		h.screenRoutes(r)
		h.practiceRoutes(r)
	})
	r.With(h.Door).Method(http.MethodPost, "/c/{slug}/gatherings/{gathering}/practice", page.Handler(h.rehearse))
	r.Route("/c/{slug}/gatherings/{gathering}/screen", func(r chi.Router) {
		r.Use(h.Door)
		get(r, "/", h.wall)
	})
}

// Streams mounts the streams of the room apart from the pages: they are not compressed and never time out.
func (h *Handlers) Streams(r chi.Router) {
	r.With(h.Door).Method(http.MethodGet, "/c/{slug}/gatherings/{gathering}/room/events", page.Handler(h.events))
	r.With(h.Door).Method(http.MethodGet, "/c/{slug}/gatherings/{gathering}/screen/events", page.Handler(h.wallEvents))
	get(r, "/screen/events", h.pairingEvents)
}

func get(r chi.Router, path string, do page.Handler)  { r.Method(http.MethodGet, path, do) }
func post(r chi.Router, path string, do page.Handler) { r.Method(http.MethodPost, path, do) }
