package stage

import (
	"context"
	"net/http"
	"regexp"
	"strings"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/clock"
	"collaboratory/internal/commitment"
	"collaboratory/internal/db"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
	"collaboratory/internal/presentation"
)

// desk is what the scribe has before them beside the room: the turn they write under and the people they may mean.
type desk struct {
	turn    *Turn // nil when the evening has no turns
	late    bool  // chosen by hand: the page stays with it while the room goes on
	people  []attendee
	numbers []cardTurn
	form    *page.FormData
	byCard  bool // the promise before came from a card: the next one will, too
}

// readDesk reads the scribe’s page: under the turn asked for, else the one that is on, else the last one that was.
func readDesk(ctx context.Context, h *Handlers, r *http.Request, s *sight) error {
	d := &desk{}
	s.desk = d
	b := db.NewBatch()
	queueAttendees(b, &d.people, s.club.CollaboratoryID, s.gathering)
	db.QueueAll(b, &d.numbers, cardTurnsSQL, s.club.CollaboratoryID, s.gathering)
	if err := b.Run(ctx, h.service.db.Pool()); err != nil {
		return err
	}
	under := s.room.turnToWrite(id.Maybe(r.URL.Query().Get("turn")))
	d.late = s.room.Turn != nil && under != s.room.Turn.ID
	if s.room.Turn != nil && !d.late {
		d.turn = s.room.Turn
	} else if under != id.Nil {
		turn, err := h.service.readTurn(ctx, s.club.CollaboratoryID, s.gathering, under)
		if err != nil {
			return err
		}
		d.turn = turn
	}
	d.form = page.Filled(map[string]string{"due": s.room.usualDay(ctx)})
	return nil
}

// turnToWrite is the turn asked for when it is one of this evening’s, else the one that is on, else the last that began,
// else the first; Nil when there are none.
func (r *Room) turnToWrite(asked id.ID) id.ID {
	first, last := id.Nil, id.Nil
	for _, t := range r.Harvest {
		if t.ID == asked {
			return asked
		}
		if first == id.Nil {
			first = t.ID
		}
		if t.Phase.IsOn() || t.Phase == presentation.Done {
			last = t.ID
		}
	}
	switch {
	case r.Turn != nil:
		return r.Turn.ID
	case last != id.Nil:
		return last
	}
	return first
}

// byDefault is the day something is due when nobody says one: the next gathering, or four weeks on.
func (r *Room) byDefault() time.Time {
	if r.Place.Next != nil {
		return *r.Place.Next
	}
	return clock.Today(r.Now, r.Place.ClubZone).AddDate(0, 0, 28)
}

// usualDay is that day as the form shows it, in words that it reads again.
func (r *Room) usualDay(ctx context.Context) string { return r.dayWords(ctx, r.byDefault()) }

// dayWords are a day as the scribe’s form shows and reads it: without the year where that is plain.
func (r *Room) dayWords(ctx context.Context, day time.Time) string {
	if read, ok := r.readDay(ctx, i18n.Date(ctx, day)); ok && read.Equal(day) {
		return i18n.Date(ctx, day)
	}
	return day.Format(time.DateOnly)
}

func (r *Room) readDay(ctx context.Context, words string) (time.Time, bool) {
	return commitment.ReadDay(ctx, words, clock.Today(r.Now, r.Place.ClubZone), r.Place.Next)
}

// saidInput is what the scribe typed, as the verbs take it.
type saidInput struct {
	card *Card
	commitment.PledgeForInput
}

const (
	mostSaid = 500
	mostUnit = 40
)

// input reads the scribe’s form and gathers what is wrong with it.
func (s sight) input(ctx context.Context, f *page.FormData) saidInput {
	in := saidInput{PledgeForInput: commitment.PledgeForInput{Source: commitment.ByScribe}}
	in.Presentation, in.Ask, in.Firm, in.Key = f.ID("turn"), f.ID("ask"), true, f.Key()
	if typed := f.Text("card", 20); typed != "" {
		s.card(f, typed, &in)
	}
	in.Giver, in.GuestName = s.desk.giver(f.ID("person"), f.Text("giver", 200))
	f.Need("giver", in.GuestName, "Write who said it")
	in.Promise = f.Text("promise", mostSaid)
	f.Need("promise", in.Promise, "Write what they will do")
	in.Due = s.room.due(ctx, f)
	in.Kind = commitment.Other
	unit := ""
	if a := s.desk.ask(in.Ask); a != nil {
		in.Kind, unit = a.Kind, a.Unit
	}
	howMuch(f, &in.PledgeInput, unit)
	in.TakeFromWords(ctx, clock.Today(s.room.Now, s.room.Place.ClubZone), unit)
	return in
}

// card takes the number of a card: it says for which turn the promise is.
func (s sight) card(f *page.FormData, typed string, in *saidInput) {
	card, err := ReadCard(typed, s.room.Place.Code)
	if f.Take(err) {
		return
	}
	in.card = &card
	for _, t := range s.desk.numbers {
		if t.Number == card.Turn && t.ID != in.Presentation {
			in.Presentation, in.Ask = t.ID, id.Nil
		}
	}
}

// giver is who is meant: the one chosen from the list, or the only one there of that name, however it is accented.
func (d *desk) giver(chosen id.ID, typed string) (person id.ID, name string) {
	var found []attendee
	for _, a := range d.people {
		if a.ID == chosen && sameName(a.Name, typed) || chosen == id.Nil && (typed == d.label(a) || sameName(a.Name, typed)) {
			found = append(found, a)
		}
	}
	switch {
	case len(found) != 1:
		return id.Nil, typed
	case found[0].Guest:
		return id.Nil, found[0].Name
	}
	return found[0].ID, found[0].Name
}

// label is a name as the list offers it; two of the same name are told apart by where they are from.
func (d *desk) label(a attendee) string {
	for _, other := range d.people {
		if other.ID != a.ID && sameName(other.Name, a.Name) && a.Organisation != "" {
			return a.Name + " (" + a.Organisation + ")"
		}
	}
	return a.Name
}

func sameName(a, b string) bool { return plainName(a) == plainName(b) }

func plainName(name string) string {
	return unaccented.Replace(strings.ToLower(strings.Join(strings.Fields(name), " ")))
}

var unaccented = strings.NewReplacer(
	"á", "a", "à", "a", "â", "a", "ä", "a", "ã", "a", "å", "a", "é", "e", "è", "e", "ê", "e", "ë", "e", "í", "i", "ì", "i", "î", "i", "ï", "i",
	"ó", "o", "ò", "o", "ô", "o", "ö", "o", "õ", "o", "ú", "u", "ù", "u", "û", "u", "ü", "u", "ñ", "n", "ç", "c", "’", "'")

// due reads the day; left empty it is the usual one.
func (r *Room) due(ctx context.Context, f *page.FormData) *time.Time {
	typed := f.Text("due", 60)
	if typed == "" {
		day := r.byDefault()
		return &day
	}
	if day, ok := r.readDay(ctx, typed); ok {
		return &day
	}
	if day, err := time.Parse(time.DateOnly, typed); err == nil {
		return &day
	}
	f.Wrong("due", "Write a day such as %s, Friday, or next gathering", i18n.Date(ctx, clock.Today(r.Now, r.Place.ClubZone).AddDate(0, 0, 8)))
	return nil
}

// ask is one of the things the turn asks for; nil for anything else.
func (d *desk) ask(chosen id.ID) *commitment.Asked {
	if d.turn == nil {
		return nil
	}
	for i := range d.turn.Asks {
		if d.turn.Asks[i].ID == chosen {
			return &d.turn.Asks[i]
		}
	}
	return nil
}

var (
	amountShape = regexp.MustCompile(`^([$€£]?)\s*([\d][\d.,]*)\s*(.*)$`)
	moneyWords  = regexp.MustCompile(`(?i)^(dollars?|bucks|usd|dólar(es)?|dolar(es)?|euros?|eur|pesos?|pounds?)$`)
)

// howMuch reads “6 mornings”, “40” of what the ask counts, or “$250”.
func howMuch(f *page.FormData, in *commitment.PledgeInput, unit string) {
	typed := f.Text("amount", 60)
	if typed == "" {
		return
	}
	found := amountShape.FindStringSubmatch(typed)
	if found == nil {
		f.Wrong("amount", "Write a number first, such as 6 mornings or $250")
		return
	}
	number := page.Filled(map[string]string{"amount": found[2]})
	if found[1] != "" || moneyWords.MatchString(found[3]) || in.Kind == commitment.Money {
		in.Kind, in.Cents = commitment.Money, number.Cents("amount")
	} else {
		in.Amount, in.Unit = number.Amount("amount"), unit
		if found[3] != "" {
			in.Unit = found[3]
		}
	}
	if !number.OK() || len([]rune(in.Unit)) > mostUnit {
		f.Wrong("amount", "Write a number first, such as 6 mornings or $250")
	}
}

// mayWrite tells whether the visitor writes down what others say here.
func (s sight) mayWrite() error {
	return access.Check(s.actor, access.CommitmentPledgeFor, access.Scope{Collaboratory: s.club.CollaboratoryID, Is: s.is(s.visitor)})
}
