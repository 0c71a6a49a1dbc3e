package commitment

import (
	"context"

	"collaboratory/internal/i18n"
	"collaboratory/web/ui"
)

// guestLetterView is the page behind the link in a guest’s letter.
type guestLetterView struct {
	Club, Title, Lede string
	Slips             []ui.Slip
	URL               string
	Open              bool // it was not answered yet
}

func guestLetterViewOf(ctx context.Context, l GuestLetter, path string) guestLetterView {
	v := guestLetterView{Club: l.ClubName, URL: path}
	for _, p := range l.Promises {
		v.Slips = append(v.Slips, guestSlip(ctx, l, p))
	}
	switch {
	case l.VerifiedAt != nil:
		v.Title = i18n.T(ctx, "Thank you, %s", l.Name)
		v.Lede = i18n.T(ctx, "They can count on it now. After the evening a letter tells you how to reach them.")
		if l.Over {
			v.Lede = i18n.T(ctx, "They can count on it now.")
		}
	case l.Email == "":
		v.Title = i18n.T(ctx, "Thank you for saying so")
		v.Lede = i18n.T(ctx, "What was promised with your address is taken back. No further letter comes to it.")
		v.Slips = nil
	default:
		v.Open = true
		v.Title = i18n.T(ctx, "Was this you, %s?", l.Name)
		v.Lede = i18n.T(ctx, "On %s, at “%s”, this was promised with your address.", i18n.Day(ctx, l.Day), l.Gathering)
	}
	return v
}

func guestSlip(ctx context.Context, l GuestLetter, p guestPromise) ui.Slip {
	s := ui.Slip{
		Class: ui.SlipClass(string(p.State)), Level: 2, What: ownSentence(ctx, p.Promise),
		Meta: []ui.Meta{{Before: i18n.T(ctx, "for"), Strong: p.Title}},
	}
	if p.Due != nil {
		s.Meta = append(s.Meta, ui.Meta{Before: i18n.T(ctx, "by"), Strong: i18n.Day(ctx, *p.Due), Datetime: isoDay(p.Due)})
	}
	if much := howMuch(ctx, p.Amount, p.Unit, p.Cents, l.Currency); much != "" {
		s.Meta = append(s.Meta, ui.Meta{Before: much})
	}
	if l.VerifiedAt != nil && l.Over && p.Reach != "" {
		s.Meta = append(s.Meta, ui.Meta{Before: i18n.T(ctx, "to reach %s:", p.Presenter), Strong: p.Reach})
	}
	return s
}
