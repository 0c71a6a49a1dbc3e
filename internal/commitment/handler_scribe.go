package commitment

import (
	"context"
	"net/http"

	"github.com/go-chi/chi/v5"

	"collaboratory/internal/access"
	"collaboratory/internal/commitment/coach"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
)

// writing is what the scribe’s page needs to have read.
type writing struct {
	see     reader
	at      *eveningRow
	turns   []turnChoice
	turn    *turnChoice
	members []named
	who     *pledger
	rows    []listed
}

// aboutToWrite reads the evening, its turns and the promises of the one being written under.
func (h *Handlers) aboutToWrite(r *http.Request, chosen id.ID) (*writing, error) {
	gathering, err := idOf(r)
	if err != nil {
		return nil, err
	}
	d := &writing{see: h.readerOf(r.Context())}
	club := d.see.club.CollaboratoryID
	b := db.NewBatch()
	queueEvening(b, &d.at, club, gathering, d.see.person)
	queueTurnsOf(b, &d.turns, club, gathering)
	queueMembers(b, &d.members, club)
	if chosen != id.Nil {
		d.queueTurn(b, chosen)
	}
	if err := h.run(r.Context(), b); err != nil {
		return nil, err
	}
	if d.at == nil {
		return nil, fault.NotFound("That page is not here")
	}
	if err := d.see.may(access.CommitmentPledgeFor, d.at.is()); err != nil {
		return nil, err
	}
	d.turn = chosenTurn(d.turns, chosen)
	if d.turn == nil || d.turn.ID == chosen {
		return d, nil
	}
	d.queueTurn(b, d.turn.ID)
	return d, h.run(r.Context(), b)
}

// queueTurn reads the promises of the turn that is written under.
func (d *writing) queueTurn(b *db.Batch, turn id.ID) {
	club := d.see.club.CollaboratoryID
	queueFeed(b, &d.rows, club, turn, d.see.today, d.see.kept)
	queuePledger(b, &d.who, club, turn, d.see.person, d.see.today)
}

func (e *eveningRow) is() access.Role {
	var is access.Role
	if e.Host {
		is |= access.Host
	}
	if e.Scribe {
		is |= access.Scribe
	}
	return is
}

// chosenTurn is the turn asked for, else the one on now, else the first.
func chosenTurn(turns []turnChoice, chosen id.ID) *turnChoice {
	var found *turnChoice
	for i := range turns {
		t := &turns[i]
		switch {
		case t.ID == chosen:
			return t
		case chosen == id.Nil && t.Phase != "waiting" && t.Phase != "done", found == nil:
			found = t
		}
	}
	return found
}

func (h *Handlers) scribe(w http.ResponseWriter, r *http.Request) error {
	d, err := h.aboutToWrite(r, id.Maybe(r.URL.Query().Get("turn")))
	if err != nil {
		return err
	}
	return d.render(w, r, page.Filled(map[string]string{"due": isoDay(d.byDefault())}))
}

func (d *writing) render(w http.ResponseWriter, r *http.Request, f *page.FormData) error {
	v := scribeViewOf(r.Context(), d, f)
	shown := page.FormView(f, i18n.T(r.Context(), "Write down what is said aloud"), "gatherings")
	shown.Body, shown.Form, shown.Stage = scribePage(v), false, true
	return page.Render(w, r, shown)
}

// writeDown keeps one promise said aloud and comes back for the next.
func (h *Handlers) writeDown(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	d, err := h.aboutToWrite(r, f.ID("turn"))
	if err != nil {
		return err
	}
	in := d.input(r.Context(), f)
	if f.OK() {
		_, err := h.service.PledgeFor(r.Context(), d.see.club.CollaboratoryID, in)
		if err == nil {
			words := i18n.T(r.Context(), "Written down: %s.", in.GuestName)
			return said(w, r, words, d.url())
		}
		if !taken(f, err) {
			return err
		}
	}
	return d.render(w, r, f)
}

func (d *writing) url() string {
	url := d.see.club.URL("gatherings", d.at.ID.String(), "scribe")
	if d.turn != nil {
		url += "?turn=" + d.turn.ID.String()
	}
	return url
}

func (d *writing) input(ctx context.Context, f *page.FormData) PledgeForInput {
	in := PledgeForInput{GuestName: f.Text("giver", 200), Source: Source(f.Choice("source", string(ByScribe), string(ByScribe), string(ByConvener), string(ByCard)))}
	in.Kind = Kind(f.Choice("kind", string(Other), kindNames()...))
	in.Promise, in.Due, in.Firm, in.Key = f.Text("promise", mostPromise), f.Date("due"), true, f.Key()
	f.Need("giver", in.GuestName, "Write who said it")
	f.Need("promise", in.Promise, "Write what they will do")
	in.Amount, in.Unit, in.Cents = f.Amount("amount"), f.Text("unit", mostUnit), f.Cents("cents")
	if d.turn != nil {
		in.Presentation = d.turn.ID
	}
	in.fromWords(readPromise(ctx, coach.Draft{Text: in.Promise, SpokenOn: d.see.today, By: in.Due}), "")
	return in
}

func kindNames() []string {
	var names []string
	for _, k := range Kinds {
		names = append(names, string(k))
	}
	return names
}

// merge puts two entries of one promise together.
func (h *Handlers) merge(w http.ResponseWriter, r *http.Request) error {
	return h.onScribesPage(w, r, i18n.T(r.Context(), "Put together."), func(which Which, f *page.FormData) error {
		return h.service.Merge(r.Context(), which, f.ID("into"))
	})
}

func (h *Handlers) verify(w http.ResponseWriter, r *http.Request) error {
	return h.onScribesPage(w, r, i18n.T(r.Context(), "Verified."), func(which Which, _ *page.FormData) error {
		return h.service.Verify(r.Context(), which)
	})
}

// onScribesPage does a verb on a commitment named in the address and comes back to the scribe’s page.
func (h *Handlers) onScribesPage(w http.ResponseWriter, r *http.Request, done string, do func(Which, *page.FormData) error) error {
	commitment, err := id.Parse(chi.URLParam(r, "commitment"))
	if err != nil {
		return err
	}
	gathering, err := idOf(r)
	if err != nil {
		return err
	}
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	club := page.ClubOf(r.Context())
	if err := do(Which{Collaboratory: club.CollaboratoryID, ID: commitment, Seq: seqOf(f)}, f); err != nil {
		return err
	}
	to := club.URL("gatherings", gathering.String(), "scribe")
	if turn := f.ID("turn"); turn != id.Nil {
		to += "?turn=" + turn.String()
	}
	return said(w, r, done, to)
}
