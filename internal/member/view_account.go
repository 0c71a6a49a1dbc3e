package member

import (
	"context"

	"collaboratory/internal/calendar"
	"collaboratory/internal/i18n"
)

// accountLinks are the pages of one's account, each with what stands there. The pages are those of a room further right.
func accountLinks(ctx context.Context, me Person) []profileLink {
	return []profileLink{
		{Name: i18n.T(ctx, "E-mail address"), Words: me.Email, Act: i18n.T(ctx, "Change it"), URL: "/me/address"},
		{Name: i18n.T(ctx, "Time zone"), Words: zoneWords(ctx, me), Act: i18n.T(ctx, "Change it"), URL: "/me/zone"},
		{Name: i18n.T(ctx, "Letters"), Words: i18n.T(ctx, "which ones you get"), Act: i18n.T(ctx, "Choose"), URL: "/me/letters"},
		{Name: i18n.T(ctx, "Calendar"), Words: i18n.T(ctx, "your gatherings in your own calendar"), Act: i18n.T(ctx, "Look"), URL: "/me/calendar"},
		{Name: i18n.T(ctx, "My records"), Words: i18n.T(ctx, "a copy of all that is kept about me"), Act: i18n.T(ctx, "Look"), URL: "/me/records"},
		{Name: i18n.T(ctx, "Erase me"), Words: i18n.T(ctx, "with seven days to think again"), Act: i18n.T(ctx, "Look"), URL: "/me/erasing"},
	}
}

func zoneWords(ctx context.Context, me Person) string {
	zone := zoneOf(ctx, me)
	if zone == "" {
		return ""
	}
	return i18n.T(ctx, calendar.Label(zone))
}
