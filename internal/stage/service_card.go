package stage

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"collaboratory/internal/access"
	"collaboratory/internal/commitment"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
)

// Card is the number in the corner of a printed card: of which turn it is, and which of its cards. Turns are counted in
// the order they were given, so that cards printed before the line-up changed still belong to the right one.
type Card struct{ Turn, Number int }

// String is the number as it is printed: “1-07”.
func (c Card) String() string { return fmt.Sprintf("%d-%02d", c.Turn, c.Number) }

// mostCards is how many cards one turn can have.
const mostCards = 999

var cardShape = regexp.MustCompile(`^(?:([A-Z0-9]{5})[\s·.,/-]+)?(\d{1,2})\s*[-–/. ]\s*(\d{1,3})$`)

// ReadCard reads the number of a card as it was typed, with or without the code of the gathering before it. fault.Invalid
// when it is none, or belongs to another gathering.
func ReadCard(typed, code string) (Card, error) {
	found := cardShape.FindStringSubmatch(strings.ToUpper(strings.TrimSpace(typed)))
	if found == nil {
		return Card{}, fault.Invalid("card", "Write the number in the corner of the card, such as 1-07")
	}
	if found[1] != "" && found[1] != code {
		return Card{}, fault.Invalid("card", "This card is from another gathering: the ones of tonight begin with %s", code)
	}
	turn, _ := strconv.Atoi(found[2])
	number, _ := strconv.Atoi(found[3])
	if turn == 0 || number == 0 {
		return Card{}, fault.Invalid("card", "Write the number in the corner of the card, such as 1-07")
	}
	return Card{turn, number}, nil
}

// WriteCard writes down a promise from a printed card: the card says for which turn. A card is typed once: fault.Invalid
// names the promise it became, unless that was taken back since. The same form sent twice gives the same promise. Who may,
// and all that can be wrong with the promise itself, is as for commitment.PledgeFor.
func (s *Service) WriteCard(ctx context.Context, collaboratory, gathering id.ID, card Card, in commitment.PledgeForInput) (id.ID, error) {
	var made id.ID
	err := s.change(ctx, collaboratory, gathering, access.CommitmentPledgeFor, func(ctx context.Context, tx *db.Tx, e *evening) (err error) {
		if in.Presentation, err = turnOfCard(ctx, tx, e.stage, card); err != nil {
			return err
		}
		in.Source = commitment.ByCard
		again := func(typed *typedCard) bool {
			return typed.AuthorID == access.From(ctx).PersonID && typed.RequestKey == in.Key
		}
		if err = unusedCard(ctx, tx, e.stage, card, again); err != nil {
			return err
		}
		if made, err = s.commitments.PledgeFor(ctx, collaboratory, in); err != nil {
			return err
		}
		return keepCard(ctx, tx, e.stage, card, made, access.From(ctx).PersonID, s.clock.Now())
	})
	return made, err
}

// Same says that what is said aloud, or stands on a card, is a promise that was written down before: nothing new is
// written. A guest’s promise that was waiting for a nod gets it, and the card, if there is one, counts as typed. Who may
// write down for others may. fault.NotFound for a promise of another gathering, fault.Invalid for a card that became
// another promise.
func (s *Service) Same(ctx context.Context, collaboratory, gathering, commitment id.ID, card *Card) error {
	return s.change(ctx, collaboratory, gathering, access.CommitmentPledgeFor, func(ctx context.Context, tx *db.Tx, e *evening) error {
		by := access.From(ctx).PersonID
		if err := nodItem(ctx, tx, e.stage, commitment, by, s.clock.Now()); err != nil || card == nil {
			return err
		}
		if _, err := turnOfCard(ctx, tx, e.stage, *card); err != nil {
			return err
		}
		again := func(typed *typedCard) bool { return typed.CommitmentID == commitment }
		if err := unusedCard(ctx, tx, e.stage, *card, again); err != nil {
			return err
		}
		return keepCard(ctx, tx, e.stage, *card, commitment, by, s.clock.Now())
	})
}

// turnOfCard finds the turn a card was printed for.
func turnOfCard(ctx context.Context, tx *db.Tx, at Stage, card Card) (id.ID, error) {
	turns, err := db.All[cardTurn](ctx, tx, cardTurnsSQL, at.Collaboratory, at.Gathering)
	if err != nil {
		return id.Nil, err
	}
	for _, t := range turns {
		switch {
		case t.Number != card.Turn:
		case t.Withdrawn:
			return id.Nil, fault.Invalid("card", "The turn of this card was taken off the evening. Write the promise down without the card, for another turn")
		default:
			return t.ID, nil
		}
	}
	return id.Nil, fault.Invalid("card", "No turn of this evening has the number %d: look at the card again", card.Turn)
}

// unusedCard refuses a card that was typed before, and says what it became; not where the same is only said again.
func unusedCard(ctx context.Context, tx *db.Tx, at Stage, card Card, again func(*typedCard) bool) error {
	typed, err := getCard(ctx, tx, at, card)
	if err != nil || typed == nil || typed.TakenBack || again(typed) {
		return err
	}
	return fault.Invalid("card", "Card %s is written down already: %s", card.String(), commitment.Sentence(ctx, typed.Giver, typed.Promise))
}
