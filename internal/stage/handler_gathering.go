package stage

import (
	"context"
	"io"

	"github.com/a-h/templ"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/gathering"
	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

// AtGathering is the slot on a gathering’s page: the way into its room, for everybody while it is on, and before and
// after that for those who run it. A stranger to the collaboratory gets nothing.
func (h *Handlers) AtGathering(ctx context.Context, b *db.Batch, of page.Subject) templ.Component {
	v := visitor{gathering: of.ID, actor: access.From(ctx)}
	m, known := v.actor.Membership(of.Collaboratory)
	if !known {
		return templ.NopComponent
	}
	v.club = page.Club{Membership: m}
	s := sight{visitor: v}
	var state *gathering.State
	queueStanding(b, &s.standing, of.Collaboratory, of.ID, v.actor.PersonID)
	queueState(b, &state, of.Collaboratory, of.ID)
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		if state == nil {
			return nil
		}
		s.settle()
		entry := entryViewOf(ctx, s, *state)
		if len(entry.Ways) == 0 && entry.PracticeURL == "" {
			return nil
		}
		return roomEntry(entry).Render(ctx, w)
	})
}

// entryView is the strip that leads into the room.
type entryView struct {
	Title string
	Words string
	Ways  []ui.Button

	PracticeURL string // for those who may practice the evening, before it
}

func entryViewOf(ctx context.Context, s sight, state gathering.State) entryView {
	console := ui.Button{Label: i18n.T(ctx, "Open the console"), URL: s.url() + "?view=console"}
	wall := ui.Button{Label: i18n.T(ctx, "Big screen"), Kind: "quiet", Icon: "wall", URL: s.club.URL("gatherings", s.gathering.String(), "screen")}
	paper := ui.Button{Label: i18n.T(ctx, "Print"), Kind: "quiet", Icon: "printer", URL: s.url("paper")}
	v := entryView{Title: i18n.T(ctx, "The live room"), PracticeURL: s.practiceWay(state)}
	switch {
	case state == gathering.Live:
		v.Title, v.Words = i18n.T(ctx, "On now"), i18n.T(ctx, "Say what you will do, see what others promise, raise your hand.")
		v.Ways = []ui.Button{{Label: i18n.T(ctx, "Open the live room"), Kind: "main", URL: s.url()}}
		if s.Host || s.Scribe {
			v.Ways = append(v.Ways, wall, paper)
		}
	case state == gathering.Published && s.Host:
		v.Words = i18n.T(ctx, "Start and run it from the console; the big screen is for the wall, the cards are for the tables.")
		console.Label = i18n.T(ctx, "Start from the console")
		v.Ways = []ui.Button{console, wall, paper}
	case state == gathering.Published && s.Scribe:
		v.Ways = []ui.Button{wall, paper}
	case state == gathering.Closed && s.Host:
		console.Kind = "quiet"
		v.Ways = []ui.Button{console, paper}
	}
	return v
}
