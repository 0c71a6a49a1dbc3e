package session

import (
	"context"
	"encoding/binary"
	"errors"
	"net/http"
	"time"
	"unicode/utf8"

	"collaboratory/internal/access"
	"collaboratory/internal/clock"
	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// holder carries between our middleware and our store what scs has no room for.
type holder struct {
	sessions    *Sessions
	agent       string
	found       *found // by the store, when there is such a session
	person      id.ID  // whose the session becomes
	storedToken bool   // SignIn has stored the new session already
	browser     string
}

// found is a session with whom it belongs to.
type found struct {
	actor    access.Actor
	lastSeen time.Time
}

type holderKey struct{}

const longestAgent = 200

func (s *Sessions) newHolder(r *http.Request) *holder {
	agent := r.UserAgent()
	if len(agent) > longestAgent {
		agent = agent[:longestAgent]
	}
	if !utf8.ValidString(agent) {
		agent = ""
	}
	return &holder{sessions: s, agent: agent}
}

func held(ctx context.Context) *holder {
	h, ok := ctx.Value(holderKey{}).(*holder)
	if !ok {
		panic("session: this request did not come through Load")
	}
	return h
}

// store keeps sessions for scs. The tokens it sees are hashes.
type store struct {
	db    *db.DB
	clock clock.Clock
}

var errWithoutContext = errors.New("session: scs must use the context")

func (s store) FindCtx(ctx context.Context, hash string) ([]byte, bool, error) {
	rows, err := findSession(ctx, s.db.Pool(), hash, s.clock.Now())
	if err != nil || len(rows) == 0 || len(rows[0].Data) != deadlineBytes {
		return nil, false, err
	}
	held(ctx).found = &found{actor: rows.actor(), lastSeen: rows[0].LastSeenAt}
	return rows[0].Data, true, nil
}

// CommitCtx stores a session once: SignIn asks for it at once, to hear of a failure, and scs again at the answer. Scs
// counts on the machine's clock, the row on the house's.
func (s store) CommitCtx(ctx context.Context, hash string, data []byte, expiry time.Time) error {
	h := held(ctx)
	if h.storedToken || h.person == id.Nil {
		return nil
	}
	now := s.clock.Now()
	return insertSession(ctx, s.db.Pool(), hash, data, h.person, h.agent, now, now.Add(time.Until(expiry)))
}

func (s store) DeleteCtx(ctx context.Context, hash string) error {
	return deleteByHash(ctx, s.db.Pool(), hash)
}

func (store) Find(string) ([]byte, bool, error)      { return nil, false, errWithoutContext }
func (store) Commit(string, []byte, time.Time) error { return errWithoutContext }
func (store) Delete(string) error                    { return errWithoutContext }

// codec writes the deadline only: whose session it is stands in the row, and nothing else is kept in one.
type codec struct{}

const deadlineBytes = 8

func (codec) Encode(deadline time.Time, _ map[string]any) ([]byte, error) {
	return binary.BigEndian.AppendUint64(nil, uint64(deadline.UnixMicro())), nil
}

func (codec) Decode(data []byte) (time.Time, map[string]any, error) {
	if len(data) != deadlineBytes {
		return time.Time{}, nil, errors.New("session: this row was not written by us")
	}
	return time.UnixMicro(int64(binary.BigEndian.Uint64(data))), map[string]any{}, nil
}
