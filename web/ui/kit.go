package ui

import "github.com/a-h/templ"

// What the kit shows. It is never translated: only those who build see it.

var kitLongName = "Wilhelmina Constanza Featherstonehaugh-Villaseñor de la Rivera y Montenegro, of the Lower Ferry Street Neighborhood Association"

var kitStrokes = []int{0, 1, 2, 3, 4, 5}

var kitWrong = []FieldError{{"how-many", "Write a number, such as 6"}, {"", "Say yes or no at the end"}}

var kitTexts = []Field{
	{Name: "place", Label: "Place and address", Hint: "As you would tell a neighbor."},
	{Name: "how-many", Label: "How many?", Value: "some", Error: "Write a number, such as 6", Class: "is-short", InputMode: "numeric"},
	{Name: "code", Label: "The code on the wall", Hint: "Five letters and numbers, big or small.", Value: "7KQ4M", Class: "is-code", MaxLength: 5},
}

var kitStory = Field{Name: "story", Label: "Where it stands", Optional: true, Rows: 3, MaxLength: 2000, Value: "Two drivers, one phone, a board by the clinic door."}

var kitZone = Field{Name: "zone", Label: "Time zone", Options: []Option{
	{Value: "America/Chicago", Label: "Chicago", Selected: true}, {Value: "America/Denver", Label: "Denver"},
}, Attrs: templ.Attributes{"data-submit": true}}

var kitMoves = Field{Name: "moves", Label: "Who moves first?", Options: []Option{
	{Value: "giver", Label: "I call Amina", Selected: true}, {Value: "receiver", Label: "Amina calls me"},
}}

var kitAnswer = Field{Name: "rsvp", Label: "Are you coming?", Class: "is-column", Error: "Choose one", Options: []Option{
	{Value: "yes", Label: "Yes, in the hall"}, {Value: "video", Label: "Yes, by video"}, {Value: "no", Label: "Not this time"},
}}

var kitWho = Field{Name: "behalf", Label: "On whose behalf?", Hint: "You can change this later.", Options: []Option{
	{Value: "self", Label: "As myself", Selected: true},
	{Value: "org", Label: "For Millrace Credit Union", Hint: "Its name stands beside yours."},
}}

var kitNeeds = Field{Name: "needs", Label: "What would make it easy for you?", Options: []Option{
	{Value: "ride", Label: "A ride", Selected: true}, {Value: "print", Label: "Large print"},
}}

var kitPromises = [][]Slip{{
	{Class: "is-offer", State: StateOf("exploring", "Let’s talk"), What: "Bea Nakai would help with a poster", Meta: []Meta{{Before: "No day yet, so it is not counted"}}},
	{What: "Walt Pruitt will call people the day before their ride", For: "The Ride Board", ForURL: "/dev/kit#ride",
		Meta: []Meta{{Before: "to", Strong: "Amina Warsame"}, {Before: "by", Strong: "11 December", After: ", in 8 days", Datetime: "2026-12-11"}}},
	{State: StateOf("redated", "New day, once"), What: "Marcus Ellery will ask the parents’ list for two drivers", Meta: []Meta{{Before: "by", Strong: "31 January", After: ", was 10 January"}}},
	{State: StateOf("lapsed", "4 weeks past its date"), What: "Dale Ostrander will introduce Amina to Maureen"},
	{State: StateOf("partly", "Partly there, 4 of 6"), What: "Luz Armenta will drive six Wednesday mornings", Meta: []Meta{{Before: "by", Strong: "10 February"}}},
}, {
	{State: StateOf("delivered", "Rosa says it is done. Is it?"), What: "Rosa Villaseñor will lend the bakery van"},
	{Class: "is-done", Stamp: Stamped{"Kept", "11 Dec"}, What: "Hank Lindqvist built a cork board", Meta: []Meta{{Before: "Say thanks", URL: "/dev/kit#thanks"}}},
	{Class: "is-done", State: StateOf("released", "Let go on 4 January"), What: "Lemuel Greer was to ask for Sunday drivers"},
	{Class: "is-done", State: StateOf("declined", "Not needed, with thanks"), What: "Priya Raman offered a second half page"},
	{State: StateOf("unsent", "Waiting to send"), What: "I will bring eight folding chairs", Meta: []Meta{{Before: "It is safe on this phone and goes out by itself."}}},
}}

var kitAsked = []Ask{
	{Kind: "time", What: "Six drivers, one morning a week", Filled: 4, Needed: 6, DoLabel: "I will…", DoURL: "/dev/kit#1"},
	{Kind: "space", What: "A desk with a phone, two mornings", DoLabel: "I will…", DoURL: "/dev/kit#2"},
	{Kind: "introduction", What: "Ten neighbors over seventy who like to talk", Filled: 4, Needed: 10, Unit: "people"},
	{Kind: "money", What: "$900 for flour until June", Money: true, MoneyFilled: 35000, MoneyNeeded: 90000, Words: "$350 found", DoLabel: "I will…", DoURL: "/dev/kit#3"},
	{Kind: "materials", What: "A spare phone", Full: true, Who: "Cal, Millrace Credit Union"},
}

var kitEvening = []AgendaItem{
	{Time: "6:00", Datetime: "18:00", What: "Welcome, and a poem by Bea", Minutes: "10 min", Past: true},
	{Time: "6:25", Datetime: "18:25", What: "The Ride Board", Minutes: "30 min", Turn: true, Now: true},
	{Time: "6:55", Datetime: "18:55", What: "Porch Papers", URL: "/dev/kit#porch", Minutes: "30 min", Turn: true},
	{Time: "7:25", Datetime: "19:25", What: "Stretch, tea", Minutes: "15 min"},
}

var kitBill = []Fact{
	{Strong: "6:00 to 8:30 pm", Text: "Soup from half past five", Act: Button{Label: "Add to my calendar", URL: "/dev/kit#ics", Icon: "calendar", Kind: "quiet"}},
	{Strong: "Grange Hall", Text: "12 Ferry Street. Ramp on the river side", Act: Button{Label: "How to get there", URL: "/dev/kit#map", Icon: "pin", Kind: "quiet"}},
	{Strong: "Or from home", Text: "The link opens at a quarter to six", Act: Button{Label: "Join by video", URL: "/dev/kit#video", Icon: "video", Kind: "quiet"}},
}

var kitTabs = []Link{{Label: "All", URL: "/dev/kit", Current: true}, {Label: "Your word, 2", URL: "/dev/kit?show=word"}, {Label: "Kept, 9", URL: "/dev/kit?show=kept"}}

var kitFigures = []Figure{
	{Number: "42", Words: "promises since September"}, {Number: "31", Words: "of them kept", Note: "24 confirmed, 7 said", URL: "/dev/kit#kept"}, {Number: "18 days", Words: "from word to deed, as a rule"},
}

var kitBars = []Bar{
	{Label: "Time", Value: 14, Most: 14, Figure: "14"}, {Label: "Introduction", Value: 9, Most: 14, Figure: "9"}, {Label: "Money", Value: 2, Most: 14, Figure: "2"},
}

var kitFacts = []Fact{
	{Strong: "Can offer", Text: "welding, phone calls, patience"}, {Strong: "Is looking for", Text: "a ride after dark"},
	{Strong: "E-mail", Text: "walt@example.org", Act: Button{Label: "Change", Kind: "quiet", URL: "/dev/kit#me"}},
}
