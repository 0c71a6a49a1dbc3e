package ui

import "github.com/a-h/templ"

// Slip is one promise as it lies on the table. Class is "" while it is open (yellow card),
// "is-offer" for one that is not firm, "is-done" once it is kept, let go or not needed.
type Slip struct {
	ID      string
	Class   string
	State   State
	Stamp   Stamped
	What    string // who will do what
	Level   int    // of its heading: 2 where no part stands above it; 3 when zero
	WhatURL string
	For     string // the presentation it helps
	ForURL  string
	Meta    []Meta
}

// State is how a promise stands: the words, an icon, and is-asking, is-past or is-let-go.
type State struct{ Icon, Words, Class string }

// Stamped is what the stamp says: “Kept” and the day, short.
type Stamped struct{ Words, Day string }

// Meta is a small fact on a slip: plain words, then heavy ones, then plain ones again.
type Meta struct {
	Before   string
	Strong   string
	After    string
	URL      string // of the heavy words, or of Before when there are none
	Datetime string // when the heavy words are a day: 2026-12-11
}

func (s Slip) class() string {
	if s.Class == "" {
		return "slip"
	}
	return "slip " + s.Class
}

// shapes are the icon and the surface of each way a promise may stand.
var shapes = map[string]State{
	"exploring": {Icon: "offer"},
	"redated":   {Icon: "history"},
	"lapsed":    {Icon: "clock", Class: "is-past"},
	"past":      {Icon: "clock", Class: "is-past"},
	"delivered": {Icon: "said", Class: "is-asking"},
	"partly":    {Icon: "hourglass"},
	"underway":  {Icon: "hourglass"},
	"fulfilled": {Icon: "check"},
	"released":  {Icon: "release", Class: "is-let-go"},
	"declined":  {Icon: "x", Class: "is-let-go"},
	"unsent":    {Icon: "offline"},
}

// StateOf gives words about a promise the shape of how it stands: exploring, redated, past or
// lapsed, delivered, partly, underway, fulfilled, released, declined, unsent. Anything else is
// words alone.
func StateOf(standing, words string) State {
	s := shapes[standing]
	s.Words = words
	return s
}

// SlipClass is the surface a slip has for a state: card while open, paper after.
func SlipClass(standing string) string {
	switch standing {
	case "exploring":
		return "is-offer"
	case "fulfilled", "released", "declined":
		return "is-done"
	}
	return ""
}

func (s State) class() string {
	if s.Class == "" {
		return "state"
	}
	return "state " + s.Class
}

func (s Slip) attributes() templ.Attributes {
	all := templ.Attributes{}
	put(all, "id", s.ID)
	return all
}
