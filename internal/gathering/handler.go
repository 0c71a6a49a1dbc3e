package gathering

import (
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
	"collaboratory/internal/session"
)

// Handlers are the pages of gatherings.
type Handlers struct {
	service *Service

	// LineUp shows who presents at the gathering; Promises what was promised there; Room is the way into its live room.
	// Rooms further right fill them.
	LineUp, Promises, Room page.Slot
}

// NewHandlers makes the pages; the slots are set by whoever builds the house.
func NewHandlers(s *Service) *Handlers { return &Handlers{service: s} }

// Routes mounts the pages of gatherings; r stands at /c/{slug}.
func (h *Handlers) Routes(r chi.Router) {
	get := func(path string, handler page.Handler) { r.Method(http.MethodGet, path, handler) }
	post := func(path string, handler page.Handler) { r.Method(http.MethodPost, path, handler) }
	get("/gatherings", h.list)
	post("/gatherings", h.schedule)
	get("/gatherings/new", h.askSchedule)
	get("/gatherings/{gathering}", h.show)
	get("/gatherings/{gathering}/calendar.ics", h.calendarFile)
	get("/gatherings/{gathering}/edit", h.askEdit)
	post("/gatherings/{gathering}/edit", h.edit)
	get("/gatherings/{gathering}/agenda", h.askAgenda)
	post("/gatherings/{gathering}/agenda", h.setAgenda)
	get("/gatherings/{gathering}/rsvp", h.toAnswer)
	post("/gatherings/{gathering}/rsvp", h.answer)
	get("/gatherings/{gathering}/invitation", h.previewInvitation)
	post("/gatherings/{gathering}/invitation", h.publish)
	get("/gatherings/{gathering}/note", h.askNote)
	post("/gatherings/{gathering}/note", h.note)
	get("/gatherings/{gathering}/cancellation", h.askCancel)
	post("/gatherings/{gathering}/cancellation", h.cancel)
	post("/gatherings/{gathering}/opening", h.start)
	post("/gatherings/{gathering}/closing", h.close)
	post("/gatherings/{gathering}/reopening", h.reopen)
	post("/gatherings/{gathering}/roles", h.hand)
	post("/gatherings/{gathering}/guests/{guest}/invitation", h.inviteGuest)
}

// Feeds mounts the calendars people subscribe to; r stands at the top. The address is signed: no sign-in.
func (h *Handlers) Feeds(r chi.Router) {
	r.Method(http.MethodGet, "/calendar/{file}", page.Handler(h.feed))
}

// gatheringOf is the id in the address.
func gatheringOf(r *http.Request) (page.Club, id.ID, error) {
	g, err := id.Parse(chi.URLParam(r, "gathering"))
	return page.ClubOf(r.Context()), g, err
}

func (h *Handlers) list(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	c := page.ClubOf(ctx)
	l, err := h.service.list(ctx, c.CollaboratoryID)
	if err != nil {
		return err
	}
	v := newListView(ctx, c, l, h.service.feedURL(access.From(ctx).PersonID, l.renewed))
	return page.Render(w, r, page.View{Title: i18n.T(ctx, "Gatherings"), Section: "gatherings", Body: listPage(v)})
}

func (h *Handlers) show(w http.ResponseWriter, r *http.Request) error {
	return h.sheet(w, r, nil)
}

// sheet shows one gathering; f is an answer that could not be taken, or nil.
func (h *Handlers) sheet(w http.ResponseWriter, r *http.Request, f *page.FormData) error {
	ctx := r.Context()
	c, g, err := gatheringOf(r)
	if err != nil {
		return err
	}
	b := db.NewBatch()
	sh, err := h.service.queueSheet(ctx, b, c.CollaboratoryID, g)
	if err != nil {
		return err
	}
	of := page.Subject{Collaboratory: c.CollaboratoryID, ID: g}
	lineUp, promises, room := h.LineUp.Fill(ctx, b, of), h.Promises.Fill(ctx, b, of), h.Room.Fill(ctx, b, of)
	if err := h.service.settle(ctx, b, sh); err != nil {
		return err
	}
	v := newSheetView(ctx, c, sh, f, lineUp, promises)
	v.Room = room
	if h.Room != nil && sh.g.State == Live {
		v.BannerTitle = "" // the way into the room says so
	}
	return page.Render(w, r, page.View{Title: v.Title, Section: "gatherings", Wrong: f != nil, Body: sheetPage(v)})
}

func (h *Handlers) toAnswer(w http.ResponseWriter, r *http.Request) error {
	c, g, err := gatheringOf(r)
	if err != nil {
		return err
	}
	return page.Redirect(w, r, c.URL("gatherings", g.String())+"#rsvp")
}

func (h *Handlers) answer(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	c, g, err := gatheringOf(r)
	if err != nil {
		return err
	}
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	me := access.From(ctx).PersonID
	person, said := f.ID("person"), i18n.T(ctx, "Thank you, your answer is kept.")
	switch {
	case !f.Has("person"):
		person = me
	case person == id.Nil:
		f.Wrong("person", "Choose whom you answer for")
	case person != me:
		said = i18n.T(ctx, "Their answer is kept.")
	}
	reply := readReply(f)
	if f.OK() {
		err = h.service.Answer(ctx, c.CollaboratoryID, g, person, reply)
		if err == nil {
			session.Flash(w, r, said)
			return page.Redirect(w, r, c.URL("gatherings", g.String()))
		}
		if person != me || !f.Take(err) {
			return err
		}
	}
	return h.sheet(w, r, f)
}

func (h *Handlers) calendarFile(w http.ResponseWriter, r *http.Request) error {
	c, g, err := gatheringOf(r)
	if err != nil {
		return err
	}
	file, err := h.service.CalendarFile(r.Context(), c.CollaboratoryID, g)
	if err != nil {
		return err
	}
	return page.Download(w, c.Slug+"-gathering.ics", "text/calendar; charset=utf-8", file)
}

func (h *Handlers) feed(w http.ResponseWriter, r *http.Request) error {
	address := strings.TrimSuffix(chi.URLParam(r, "file"), ".ics")
	file, err := h.service.Feed(r.Context(), address)
	if err != nil {
		return err
	}
	return page.Download(w, "collaboratory.ics", "text/calendar; charset=utf-8", file)
}
