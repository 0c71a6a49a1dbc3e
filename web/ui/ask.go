package ui

import (
	"context"

	"collaboratory/internal/i18n"
)

// Ask is one thing a presenter asks for and how much of it is found.
type Ask struct {
	Kind   string
	What   string
	URL    string
	Filled int // promises or units found
	Needed int // 0 where nothing is counted
	Unit   string
	Words  string // how much is found, in words; made from the numbers when empty
	Full   bool
	Who    string // who gives it, shown when Full
	Note   string // a further line: by when, details

	Money       bool // a bar in place of strokes, in cents
	MoneyFilled int64
	MoneyNeeded int64

	DoLabel string // “I will…”, with DoURL
	DoURL   string
}

func (a Ask) class() string {
	class := "ask"
	if a.Full {
		class += " is-full"
	} else if a.DoURL != "" {
		class += " has-do"
	}
	return class
}

func (a Ask) icon() string {
	if a.Full {
		return "check"
	}
	return kindIcon(a.Kind)
}

// lead is said to those who do not see the icon.
func (a Ask) lead(ctx context.Context) string {
	if a.Full {
		return i18n.T(ctx, "Found:")
	}
	return KindWord(ctx, a.Kind) + ":"
}

func (a Ask) what() string {
	if a.Full && a.Who != "" {
		return a.What + ": " + a.Who
	}
	return a.What
}

func (a Ask) words(ctx context.Context) string {
	switch {
	case a.Words != "":
		return a.Words
	case a.Filled == 0 || a.Needed == 0:
		return i18n.T(ctx, "open")
	case a.Unit != "":
		return i18n.T(ctx, "%d of %d %s, %d more", a.Filled, a.Needed, a.Unit, max(a.Needed-a.Filled, 0))
	}
	return i18n.T(ctx, "%d of %d, %d more", a.Filled, a.Needed, max(a.Needed-a.Filled, 0))
}

// strokes are how many are asked for: one where nothing is counted.
func (a Ask) strokes() int { return max(a.Needed, 1) }

// AgendaItem is one line of the evening.
type AgendaItem struct {
	Time     string // as shown
	Datetime string // 18:25
	What     string
	URL      string
	Minutes  string // “30 min”
	Turn     bool   // somebody’s turn, in heavy letters
	Past     bool
	Now      bool
}

func (a AgendaItem) class() string {
	if a.Past {
		return "is-past"
	}
	return ""
}

func (a AgendaItem) whatClass() string {
	if a.Turn {
		return "is-turn"
	}
	return ""
}
