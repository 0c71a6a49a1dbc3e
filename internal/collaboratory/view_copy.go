package collaboratory

import (
	"context"
	"time"

	"collaboratory/internal/clock"
	"collaboratory/internal/i18n"
)

// sheetTitles are the headings of the tables in the file.
var sheetTitles = map[string]string{
	"settings":    i18n.Mark("Settings"),
	"members":     i18n.Mark("Members"),
	"agreement":   i18n.Mark("Agreement"),
	"gatherings":  i18n.Mark("Gatherings"),
	"answers":     i18n.Mark("Who was there"),
	"proposals":   i18n.Mark("Proposals"),
	"asks":        i18n.Mark("Asks"),
	"turns":       i18n.Mark("Turns"),
	"commitments": i18n.Mark("Commitments"),
	"history":     i18n.Mark("What became of the commitments"),
}

// columnWords are the headings of their columns.
var columnWords = map[string]string{
	"name": i18n.Mark("Name"), "town": i18n.Mark("Town"), "address": i18n.Mark("Address"), "zone": i18n.Mark("Time zone"),
	"language": i18n.Mark("Language"), "currency": i18n.Mark("Currency"), "sectors": i18n.Mark("Sectors"), "norms": i18n.Mark("Norms"),
	"since": i18n.Mark("Since"), "until": i18n.Mark("Until"), "archived": i18n.Mark("Archived"), "role": i18n.Mark("Role"),
	"organization": i18n.Mark("Organization"), "sector": i18n.Mark("Sector"), "email": i18n.Mark("E-mail"), "phone": i18n.Mark("Phone"),
	"version": i18n.Mark("Version"), "text": i18n.Mark("In words"), "accepted by": i18n.Mark("Accepted by"), "number": i18n.Mark("Number"),
	"title": i18n.Mark("Title"), "day": i18n.Mark("Day"), "from": i18n.Mark("From"), "to": i18n.Mark("To"), "place": i18n.Mark("Place"),
	"state": i18n.Mark("State"), "agenda": i18n.Mark("Agenda"), "gathering": i18n.Mark("Gathering"), "answer": i18n.Mark("Answer"),
	"arrived": i18n.Mark("Arrived"), "kind": i18n.Mark("Kind"), "serves": i18n.Mark("Whom it serves"), "stands": i18n.Mark("Where it stands"),
	"reason": i18n.Mark("Reason"), "amount": i18n.Mark("How much"), "unit": i18n.Mark("Of what"), "cents": i18n.Mark("Cents"), "by": i18n.Mark("By"),
	"with": i18n.Mark("With"), "kept": i18n.Mark("Done"), "at": i18n.Mark("When"), "what": i18n.Mark("What"),
}

// copyPageView is the page in the file.
type copyPageView struct {
	Language, Name, Made string
	Tables               []table
}

func copyPageOf(ctx context.Context, club Collaboratory, tables []table, at time.Time) copyPageView {
	return copyPageView{
		Language: i18n.Lang(ctx), Name: club.Name, Tables: tables,
		Made: i18n.T(ctx, "Everything %s keeps, as of %s.", club.Name, i18n.WhenYear(ctx, at.In(clock.Zone(club.Zone)))),
	}
}
