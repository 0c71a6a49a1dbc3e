package stage

import (
	"bytes"
	"context"
	"net/http"
	"slices"

	"github.com/a-h/templ"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/gathering"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/live"
	"collaboratory/internal/page"
)

// face is one way to look at the room.
type face struct {
	name  string
	may   func(standing) bool
	parts func(ctx context.Context, r *Room, turn id.ID) []part // the same for everybody who looks this way
	page  func(ctx context.Context, s sight) page.View
	read  func(ctx context.Context, h *Handlers, r *http.Request, s *sight) error // what only its page shows; nil: nothing more
}

// part is a piece of a face that is pushed when it changes; its name is the event and the sse-swap of its place.
type part struct {
	name string
	body templ.Component
}

// sight is what a face shows to one visitor.
type sight struct {
	visitor
	standing
	room  *Room
	mine  *mine
	own   id.ID // the turn this visitor presents, that the presenter’s page is about
	faces []faceLink
	desk  *desk  // the scribe’s page alone
	note  string // the presenter’s page alone: what they wrote for themselves
	staff *staff // the console alone
}

// faceLink is another way to look that is open to this visitor.
type faceLink struct {
	label, url string
	current    bool
}

// standing is what a visitor is to this gathering.
type standing struct {
	Host     bool
	Scribe   bool
	Presents []id.ID // turns of the evening
	member   bool
}

// faces are all of them; the first that may be seen is what somebody gets who asks for none.
func faces() []face {
	return []face{consoleFace, scribeFace, presenterFace, phoneFace}
}

// is states what a visitor is, for access.Check.
func (s standing) is(v visitor) access.Role {
	is := v.actor.GuestAt(v.gathering)
	if s.Host {
		is |= access.Host
	}
	if s.Scribe {
		is |= access.Scribe
	}
	return is
}

// may tells whether the visitor may do an action in this room.
func (s sight) may(action access.Action) bool {
	return access.Allows(s.actor, action, access.Scope{Collaboratory: s.club.CollaboratoryID, Is: s.is(s.visitor)})
}

// choose is the face asked for when it is open to this visitor, else the one that fits best.
func choose(asked string, s standing) face {
	for _, f := range faces() {
		if f.name == asked && f.may(s) {
			return f
		}
	}
	for _, f := range faces() {
		if f.may(s) {
			return f
		}
	}
	return phoneFace
}

// room shows the face that fits.
func (h *Handlers) room(w http.ResponseWriter, r *http.Request) error {
	s, f, err := h.look(r)
	if err != nil {
		return err
	}
	return page.Render(w, r, f.page(r.Context(), s))
}

// look reads the room for one visitor, in one round trip.
func (h *Handlers) look(r *http.Request) (sight, face, error) {
	ctx := r.Context()
	s := sight{visitor: visitorOf(r)}
	if s.screen {
		return s, face{}, fault.NotFound("That page is not here")
	}
	b, read, own, now := db.NewBatch(), &reading{}, &mine{}, h.service.clock.Now()
	queueStanding(b, &s.standing, s.club.CollaboratoryID, s.gathering, s.actor.PersonID)
	queueRoom(b, read, s.club.CollaboratoryID, s.gathering, now)
	queueMine(b, own, s.visitor)
	if err := b.Run(ctx, h.service.db.Pool()); err != nil {
		return s, face{}, err
	}
	room, err := read.room(now)
	if err != nil {
		return s, face{}, err
	}
	s.room, s.mine = room, own
	s.settle()
	if !s.may(access.GatheringRoom) {
		return s, face{}, fault.NotFound("That page is not here")
	}
	f := choose(r.URL.Query().Get("view"), s.standing)
	s.faces = s.ways(ctx, f)
	if f.read != nil {
		err = f.read(ctx, h, r, &s)
	}
	return s, f, err
}

// settle adds what follows from what was read: conveners host unless they handed the room over, and may step in.
func (s *sight) settle() {
	_, s.member = s.actor.Membership(s.club.CollaboratoryID)
	s.Host = s.Host || s.actor.Convenes(s.club.CollaboratoryID)
	if len(s.Presents) > 0 {
		s.own = s.Presents[0]
	}
	for _, t := range s.Presents {
		if s.room != nil && s.room.Turn != nil && t == s.room.Turn.ID {
			s.own = t
		}
	}
}

// ways are the faces open to this visitor, when there is more than one.
func (s sight) ways(ctx context.Context, now face) []faceLink {
	labels := map[string]string{
		"console": i18n.T(ctx, "Run the room"), "scribe": i18n.T(ctx, "Write down"),
		"presenter": i18n.T(ctx, "My turn"), "phone": i18n.T(ctx, "In the room"),
	}
	var links []faceLink
	for _, f := range faces() {
		if f.may(s.standing) {
			links = append(links, faceLink{label: labels[f.name], url: s.url() + "?view=" + f.name, current: f.name == now.name})
		}
	}
	if len(links) < 2 {
		return nil
	}
	return links
}

// url is the address of the room, with further parts appended.
func (v visitor) url(parts ...string) string {
	return v.club.URL(append([]string{"gatherings", v.gathering.String(), "room"}, parts...)...)
}

// stream is the address of a face’s stream, by the face’s name.
func (v visitor) stream(face string) string { return v.url("events") + "?view=" + face }

// events is the stream of a face. It reads only who asks: what the room shows is read once for everybody.
func (h *Handlers) events(w http.ResponseWriter, r *http.Request) error {
	s, err := h.stand(r)
	if err != nil {
		return err
	}
	f := choose(r.URL.Query().Get("view"), s.standing)
	key, own := f.name+"/"+i18n.Lang(r.Context()), id.Nil
	if f.name == "presenter" {
		own = id.Maybe(r.URL.Query().Get("turn"))
		if !slices.Contains(s.Presents, own) {
			own = s.own
		}
		key += "/" + own.String()
	}
	return h.service.hub.Serve(w, r, h.service.streamOf(s.visitor, f, key, own))
}

// streamOf is what a visitor is told who looks this way. It lives as long as the screen: it holds the visitor, not the room.
func (s *Service) streamOf(v visitor, f face, key string, own id.ID) live.Stream {
	return live.Stream{
		Topics: []live.Topic{Topic(v.gathering)}, Key: key,
		Render:  func(ctx context.Context) ([]live.Part, error) { return s.render(ctx, v, f, own) },
		Private: v.private(),
		Still:   func(ctx context.Context) error { return s.still(ctx, v, f) },
	}
}

// stand reads what a visitor is in this room; fault.NotFound when they have no place in it.
func (h *Handlers) stand(r *http.Request) (sight, error) {
	s := sight{visitor: visitorOf(r)}
	b, state := db.NewBatch(), (*gathering.State)(nil)
	queueStanding(b, &s.standing, s.club.CollaboratoryID, s.gathering, s.actor.PersonID)
	queueState(b, &state, s.club.CollaboratoryID, s.gathering)
	if err := b.Run(r.Context(), h.service.db.Pool()); err != nil {
		return s, err
	}
	s.settle()
	if state == nil || s.screen || !s.may(access.GatheringRoom) {
		return s, fault.NotFound("That page is not here")
	}
	return s, nil
}

// private are the topics of this visitor alone.
func (v visitor) private() []live.Topic {
	var topics []live.Topic
	if v.actor.PersonID != id.Nil {
		topics = append(topics, live.Of("person", v.actor.PersonID))
	}
	if v.actor.Guest != nil {
		topics = append(topics, live.Of("guest", v.actor.Guest.ID))
	}
	return topics
}

// render reads the room anew and draws a face’s parts, for everybody who looks this way.
func (s *Service) render(ctx context.Context, v visitor, f face, own id.ID) ([]live.Part, error) {
	room, err := s.readRoom(ctx, v.club.CollaboratoryID, v.gathering)
	if err != nil {
		return nil, err
	}
	return draw(ctx, f.parts(ctx, room, own))
}

func draw(ctx context.Context, parts []part) ([]live.Part, error) {
	var drawn []live.Part
	for _, p := range parts {
		var buf bytes.Buffer
		if err := p.body.Render(ctx, &buf); err != nil {
			return nil, err
		}
		drawn = append(drawn, live.Part{Name: p.name, HTML: buf.Bytes()})
	}
	return drawn, nil
}

// still tells whether a visitor may go on looking: signed in still, a member still, a guest still, and with what the face
// asks for.
func (s *Service) still(ctx context.Context, v visitor, f face) error {
	b, now := db.NewBatch(), s.clock.Now()
	look := sight{visitor: v}
	var here bool
	queueStanding(b, &look.standing, v.club.CollaboratoryID, v.gathering, v.actor.PersonID)
	queueHere(b, &here, v, now)
	if err := b.Run(ctx, s.db.Pool()); err != nil {
		return err
	}
	look.settle()
	if !here || !f.may(look.standing) {
		return fault.Forbidden("That page is not here")
	}
	return nil
}
