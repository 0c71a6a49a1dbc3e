package gathering

import (
	"context"

	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
)

// guestView is one guest who came, for conveners.
type guestView struct {
	Name, Of, Email  string
	Promises, Stands string
	InviteURL        string // empty: they were invited, or gave no address
}

// newGuestViews are the guests of a gathering once it has begun.
func newGuestViews(ctx context.Context, c page.Club, sh *sheet) []guestView {
	if sh.g.StartedAt == nil {
		return nil
	}
	all := make([]guestView, 0, len(sh.guests))
	for _, guest := range sh.guests {
		v := guestView{Name: guest.Name, Of: guest.Organisation, Email: guest.Email}
		v.Promises = i18n.T(ctx, "no promise")
		if guest.Promises > 0 {
			v.Promises = i18n.N(ctx, "one promise", "%d promises", guest.Promises)
		}
		switch {
		case guest.InvitedAt != nil:
			v.Stands = i18n.T(ctx, "invited")
		case guest.Email == "":
			v.Stands = i18n.T(ctx, "gave no e-mail address")
		default:
			v.InviteURL = gatheringURL(c, sh.g, "guests", guest.ID.String(), "invitation")
		}
		all = append(all, v)
	}
	return all
}
