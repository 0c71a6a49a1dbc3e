package commitment

import (
	"context"
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"

	"collaboratory/internal/access"
	"collaboratory/internal/clock"
	"collaboratory/internal/db"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
	"collaboratory/internal/session"
)

// Handlers are the pages of this room.
type Handlers struct {
	service *Service
}

// NewHandlers makes the pages over the verbs.
func NewHandlers(s *Service) *Handlers { return &Handlers{service: s} }

// Routes mounts the pages under /c/{slug}: lists and single commitments, a presenter’s tracker, a gathering’s board,
// the scribe’s page.
func (h *Handlers) Routes(r chi.Router) {
	get := func(path string, do page.Handler) { r.Method(http.MethodGet, path, do) }
	post := func(path string, do page.Handler) { r.Method(http.MethodPost, path, do) }

	get("/commitments", h.mine)
	get("/commitments/everyone", h.everyone)
	get("/commitments/{id}", h.show)
	get("/commitments/{id}/{act}", h.ask)
	for noun, do := range acts {
		post("/commitments/{id}/"+noun, h.act(do))
	}

	get("/presentations/{id}/commitments", h.tracker)
	get("/presentations/{id}/commitments.csv", h.trackerCSV)
	get("/presentations/{id}/commitments/new", h.newPledge)
	post("/presentations/{id}/commitments", h.pledge)
	get("/presentations/{id}/thanks", h.askThanks)
	post("/presentations/{id}/thanks", h.thankEveryone)

	get("/gatherings/{id}/commitments", h.board)
	get("/gatherings/{id}/commitments.csv", h.boardCSV)
	get("/gatherings/{id}/scribe", h.scribe)
	post("/gatherings/{id}/scribe", h.writeDown)
	post("/gatherings/{id}/scribe/{commitment}/merger", h.merge)
	post("/gatherings/{id}/scribe/{commitment}/verification", h.verify)
}

// reader is who looks at a page, and when.
type reader struct {
	club   page.Club
	actor  access.Actor
	now    time.Time
	today  time.Time // in the collaboratory’s zone
	kept   time.Time // said to be done before this counts as kept
	person id.ID
}

func (h *Handlers) readerOf(ctx context.Context) reader {
	club, actor, now := page.ClubOf(ctx), access.From(ctx), h.service.clock.Now()
	return reader{
		club: club, actor: actor, now: now, person: actor.PersonID,
		today: clock.Today(now, club.Zone), kept: now.AddDate(0, 0, -KeptAfterDays),
	}
}

// convenes tells whether the reader is a convener here.
func (r reader) convenes() bool { return r.actor.Convenes(r.club.CollaboratoryID) }

// may tells whether the reader, who is this to the object, may do an action.
func (r reader) may(action access.Action, is access.Role) error {
	return access.Check(r.actor, action, access.Scope{Collaboratory: r.club.CollaboratoryID, Is: is})
}

func (h *Handlers) run(ctx context.Context, b *db.Batch) error {
	return b.Run(ctx, h.service.db.Pool())
}

func idOf(r *http.Request) (id.ID, error) { return id.Parse(chi.URLParam(r, "id")) }

// said tells what was done and sends the reader on.
func said(w http.ResponseWriter, r *http.Request, sentence, to string) error {
	session.Flash(w, r, sentence)
	return page.Redirect(w, r, to)
}
