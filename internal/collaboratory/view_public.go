package collaboratory

import (
	"context"
	"time"

	"collaboratory/internal/clock"
	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

// frontPage is what strangers see.
type frontPage struct {
	Name, Town string
	LogoURL    string
	Next       []ui.Fact
	Figures    []ui.Figure
	SignInURL  string
}

func frontView(ctx context.Context, f Front, signedIn bool) page.View {
	p := frontPage{Name: f.Name, Town: f.Town}
	if f.HasLogo {
		p.LogoURL = page.ClubURL(f.Slug, "logo.jpg")
	}
	if !signedIn {
		p.SignInURL = "/sign-in?next=" + page.ClubURL(f.Slug)
	}
	if f.Next != nil {
		at := f.Next.StartsAt.In(clock.Zone(f.Next.Zone))
		p.Next = []ui.Fact{{Strong: i18n.DayYear(ctx, at), Text: i18n.Clock(ctx, at)}}
		if f.Next.Place != "" {
			p.Next = append(p.Next, ui.Fact{Strong: f.Next.Place})
		}
	}
	if f.Held > 0 {
		p.Figures = append(p.Figures, ui.Figure{Number: i18n.Number(ctx, int64(f.Held)), Words: i18n.N(ctx, "gathering held", "gatherings held", f.Held, f.Held)})
	}
	if f.Kept > 0 {
		p.Figures = append(p.Figures, ui.Figure{Number: i18n.Number(ctx, int64(f.Kept)), Words: i18n.N(ctx, "promise kept", "promises kept", f.Kept, f.Kept)})
	}
	return page.View{Title: f.Name, Body: frontBody(p)}
}

// concern is one gentle question, with its acts.
type concern struct {
	Title, Text string
	Link        ui.Link
	Post        ui.Link // pressed, not followed
	Quiet       ui.Link // pressed to put it off
}

func concernsView(ctx context.Context, all []Concern, now time.Time) []concern {
	var said []concern
	for _, c := range all {
		said = append(said, officeConcerns(ctx, c, now)...)
		if c.Agreement {
			said = append(said, concern{
				Title: i18n.T(ctx, "How we treat each other"),
				Text:  i18n.T(ctx, "%s has written down what its members agree to. Please read it when you have a moment.", c.Name),
				Link:  ui.Link{Label: i18n.T(ctx, "Read it"), URL: page.ClubURL(c.Slug, "agreement")},
			})
		}
		if c.Backup {
			said = append(said, concern{
				Title: i18n.T(ctx, "Who stands in for you?"),
				Text:  i18n.T(ctx, "A backup convener can take over %s should you ever fall silent. It takes a minute to name one.", c.Name),
				Link:  ui.Link{Label: i18n.T(ctx, "Name somebody"), URL: page.ClubURL(c.Slug, "backup")},
				Quiet: ui.Link{Label: i18n.T(ctx, "Not now"), URL: page.ClubURL(c.Slug, "backup", "later")},
			})
		}
	}
	return said
}

// officeConcerns are those of conveners who are asked for a word, and of the backup convener who asked.
func officeConcerns(ctx context.Context, c Concern, now time.Time) []concern {
	backup := ui.Link{Label: i18n.T(ctx, "See the page"), URL: page.ClubURL(c.Slug, "backup")}
	zone := clock.Zone(c.Zone)
	switch {
	case c.CalledAt != nil:
		return []concern{{
			Title: i18n.T(ctx, "Are you still here?"),
			Text:  i18n.T(ctx, "%s asks whether anybody still convenes %s. Without a word they can take over from %s.", c.Caller, c.Name, i18n.Date(ctx, c.CalledAt.Add(callLasts).In(zone))),
			Post:  ui.Link{Label: i18n.T(ctx, "I am here"), URL: page.ClubURL(c.Slug, "backup", "answer")},
		}}
	case c.Unconvened:
		return []concern{{Title: i18n.T(ctx, "Nobody convenes %s any more", c.Name), Text: i18n.T(ctx, "You stand in, and can take over."), Link: backup}}
	case c.MineAt != nil && !now.Before(c.MineAt.Add(callLasts)):
		return []concern{{Title: i18n.T(ctx, "You can take over %s now", c.Name), Text: i18n.T(ctx, "Fourteen days have passed, and no convener has answered."), Link: backup}}
	}
	return nil
}
