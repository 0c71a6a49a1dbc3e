package stage

import (
	"time"

	"collaboratory/internal/commitment"
	"collaboratory/internal/gathering"
	"collaboratory/internal/id"
	"collaboratory/internal/presentation"
)

// Room is one reading of the live room: all that is the same for everybody who looks. The faces (console, phone, scribe,
// presenter, big screen) each show a part of it. What only those who run the room may see is marked so; the phone and
// the big screen never read it.
type Room struct {
	Place   Place
	Stage   Stage
	Program Program
	Runs    []Run
	On      int   // index into Program; -1 before the first item, its length after the last
	Turn    *Turn // the turn that is on; nil when it is none
	Harvest []Harvest
	Past    *Past  // nil when there was no gathering before
	Hands   []Hand // for those who run the room
	Held    []Held // for those who run the room
	Now     time.Time
}

// Place is the gathering and its collaboratory, as far as the room shows them.
type Place struct {
	Collaboratory id.ID
	Club          string
	Slug          string
	Language      string
	Currency      string
	ClubZone      string
	Gathering     id.ID
	Title         string
	State         gathering.State
	Code          string
	Zone          string
	Day           time.Time
	StartsAt      time.Time
	EndsAt        time.Time
	StartedAt     *time.Time
	ClosedAt      *time.Time
	PledgesUntil  *time.Time
	Where         string
	Rehearsal     bool       // a practice room
	Next          *time.Time // the day of the gathering after this one, when it is planned
}

// Run is a stretch of the evening: what was on, from when to when.
type Run struct {
	Item    *id.ID
	Turn    *id.ID
	Phase   presentation.Phase
	BeganAt time.Time
	EndedAt *time.Time
}

// Turn is the turn that is on, whole.
type Turn struct {
	ID           id.ID
	Title        string
	Summary      string
	Presenter    string
	Organisation string
	With         string // co-presenters, by name
	Phase        presentation.Phase
	Asks         []commitment.Asked `db:"-"`
	Promises     []Promise          `db:"-"` // newest first
}

// Promise is one promise to the turn that is on.
type Promise struct {
	ID            id.ID
	Seq           int
	AskID         *id.ID
	GiverPersonID *id.ID // for those who run the room
	GiverGuestID  *id.ID // for those who run the room
	Giver         string // for those who run the room: others read it through ShownGiver
	Organisation  string
	ShownAsMember bool
	Kind          commitment.Kind
	Promise       string
	Amount        *float64
	Unit          string
	Cents         *int64
	Due           *time.Time
	State         commitment.State
	Source        commitment.Source
	Verified      bool // the giver is a member, or somebody vouched for the guest
	Nodded        bool
	Hidden        bool
	CreatedAt     time.Time
}

// Firm tells whether this counts: said with a day and all, not “Let’s talk”.
func (p Promise) Firm() bool { return p.State != commitment.Exploring }

// Waits tells whether a promise still wants a nod before everybody sees it.
func (p Promise) Waits(s Settings) bool {
	return s.Nod && p.GiverGuestID != nil && p.Source == commitment.BySelf && !p.Verified && !p.Nodded
}

// Shown tells whether everybody in the room may see this promise.
func (p Promise) Shown(s Settings) bool { return p.Firm() && !p.Hidden && !p.Waits(s) }

// Harvest is what one turn of the evening was promised.
type Harvest struct {
	ID        id.ID
	Title     string
	Presenter string
	Phase     presentation.Phase
	Firm      int
	Talks     int
	Cents     int64
	Givers    int // how many people stand behind it
	Unseen        // of Firm and Cents, for those who run the room
}

// Unseen is what was firmly promised out of sight: taken off the screens, or waiting for a nod.
type Unseen struct {
	Hidden       int
	HiddenCents  int64
	Waiting      int
	WaitingCents int64
}

// Seen is the harvest as everybody in the room may know it.
func (h Harvest) Seen(s Settings) Harvest {
	h.Firm, h.Cents = h.Firm-h.Hidden, h.Cents-h.HiddenCents
	if s.Nod {
		h.Firm, h.Cents = h.Firm-h.Waiting, h.Cents-h.WaitingCents
	}
	h.Unseen = Unseen{}
	return h
}

// Past is what was promised at the gathering before, and what came of it.
type Past struct {
	Title     string
	Day       time.Time
	Firm      int
	Kept      int // received, or said to be done thirty days ago
	UnderWay  int
	Stories   []Story `db:"-"`
	Gathering id.ID
}

// Story is one kept promise of the gathering before; names stand only beside what was kept.
type Story struct {
	Giver         string
	Organisation  string
	ShownAsMember bool
	Promise       string
	Title         string // of the turn
}

// Hand is a raised hand.
type Hand struct {
	Who      id.ID
	Name     string
	Guest    bool
	RaisedAt time.Time
}

// Held is a role somebody has this evening.
type Held struct {
	PersonID id.ID
	Name     string
	Role     gathering.Role
}
