package session

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/alexedwards/scs/v2"

	"collaboratory/internal/access"
	"collaboratory/internal/clock"
	"collaboratory/internal/db"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
	"collaboratory/internal/token"
)

const (
	lifetime  = 180 * 24 * time.Hour
	seenEvery = 5 * time.Minute
)

// Options say what the house around the sessions is like.
type Options struct {
	// Secure is true when people reach the install by https: cookies are then __Host- and never sent in the clear.
	Secure bool
	// SetLanguage keeps the language a signed-in person chose; nil: only the browser remembers.
	SetLanguage func(ctx context.Context, person id.ID, language string) error
	// Ended is told, in the same transaction, that sessions of this person ended, so that open streams end too.
	Ended func(ctx context.Context, tx *db.Tx, person id.ID) error
}

// Sessions signs people in and out and tells each request who it is.
type Sessions struct {
	db      *db.DB
	clock   clock.Clock
	signer  *token.Signer
	options Options
	scs     *scs.SessionManager
	beside  sync.WaitGroup // notes written beside requests
}

// New makes the sessions of an install.
func New(d *db.DB, c clock.Clock, signer *token.Signer, o Options) *Sessions {
	s := &Sessions{db: d, clock: c, signer: signer, options: o, scs: scs.New()}
	s.scs.Store = store{db: d, clock: c}
	s.scs.Codec = codec{}
	s.scs.Lifetime = lifetime
	s.scs.HashTokenInStore = true
	s.scs.Cookie.Name = s.cookieName("session")
	s.scs.Cookie.Secure = o.Secure
	s.scs.ErrorFunc = page.Fail
	return s
}

// Load tells every request who it is: the actor, the language, the sentence of the last redirect. When Postgres is away
// a browser with our cookie gets a calm 503, and stays signed in.
func (s *Sessions) Load(next http.Handler) http.Handler {
	inner := s.scs.LoadAndSave(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, s.withActor(r))
	}))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Accept-Language")
		ctx := context.WithValue(r.Context(), holderKey{}, s.newHolder(r))
		r = r.WithContext(s.guestLanguage(ctx, r))
		w, r = s.takeFlash(w, r)
		inner.ServeHTTP(w, r)
	})
}

func (s *Sessions) withActor(r *http.Request) *http.Request {
	ctx := r.Context()
	h := held(ctx)
	if h.found == nil {
		return r
	}
	s.noteSeen(h.found)
	actor := h.found.actor
	if !actor.SignedIn() {
		return r
	}
	return r.WithContext(access.With(personLanguage(ctx, r, s, actor), actor))
}

// noteSeen writes beside the request, so that no page waits for it.
func (s *Sessions) noteSeen(f *found) {
	now := s.clock.Now()
	if now.Sub(f.lastSeen) < seenEvery {
		return
	}
	s.beside.Go(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		_ = touch(ctx, s.db.Pool(), f.actor.SessionID, now) // an old “last seen” harms nobody
	})
}

// Wait waits for what is written beside the requests; call it before the database is closed.
func (s *Sessions) Wait() { s.beside.Wait() }

// SignIn makes this browser the person's, under a new token; whatever session it had ends. The actor in ctx stays who
// it was until the next request. It must run under Load.
func (s *Sessions) SignIn(ctx context.Context, person id.ID) error {
	if before := access.From(ctx); before.SignedIn() {
		if err := s.End(ctx, before.PersonID, before.SessionID); err != nil {
			return err
		}
	}
	if err := s.scs.RenewToken(ctx); err != nil {
		return err
	}
	h := held(ctx)
	h.person, h.storedToken = person, false
	if _, _, err := s.scs.Commit(ctx); err != nil {
		return err
	}
	h.storedToken = true
	return nil
}

// SignOut ends this browser's session, here and on the server. Nobody signed in is fine.
func (s *Sessions) SignOut(ctx context.Context) error {
	if actor := access.From(ctx); actor.SignedIn() {
		if err := s.End(ctx, actor.PersonID, actor.SessionID); err != nil {
			return err
		}
	}
	return s.scs.Destroy(ctx)
}

// Session is one browser a person is signed in with.
type Session struct {
	ID         id.ID
	Agent      string // what the browser calls itself
	CreatedAt  time.Time
	LastSeenAt time.Time
	Current    bool // the one that asks
}

// List is where the person is signed in, the last seen first.
func (s *Sessions) List(ctx context.Context, person id.ID) ([]Session, error) {
	return sessionsOf(ctx, s.db.Pool(), person, access.From(ctx).SessionID, s.clock.Now())
}

// End ends one session of the person; one that is over, or somebody else's, is left as it is. The caller has checked
// that the actor may.
func (s *Sessions) End(ctx context.Context, person, session id.ID) error {
	return s.end(ctx, person, func(ctx context.Context, tx *db.Tx) error {
		return deleteSession(ctx, tx, person, session)
	})
}

// EndOthers ends every session of the person but the one that asks.
func (s *Sessions) EndOthers(ctx context.Context, person id.ID) error {
	return s.endAll(ctx, person, access.From(ctx).SessionID)
}

// EndAll ends every session of the person.
func (s *Sessions) EndAll(ctx context.Context, person id.ID) error {
	return s.endAll(ctx, person, id.Nil)
}

func (s *Sessions) endAll(ctx context.Context, person, but id.ID) error {
	return s.end(ctx, person, func(ctx context.Context, tx *db.Tx) error {
		return deleteSessionsOf(ctx, tx, person, but)
	})
}

func (s *Sessions) end(ctx context.Context, person id.ID, do func(ctx context.Context, tx *db.Tx) error) error {
	return s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		if err := do(ctx, tx); err != nil {
			return err
		}
		if s.options.Ended == nil {
			return nil
		}
		return s.options.Ended(ctx, tx, person)
	})
}

// Sweep forgets sessions that are over.
func (s *Sessions) Sweep(ctx context.Context) error {
	return deleteExpired(ctx, s.db.Pool(), s.clock.Now())
}
