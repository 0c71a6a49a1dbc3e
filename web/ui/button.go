package ui

import "github.com/a-h/templ"

// Button is an act, or with a URL a way to a page. Kind is "" (plain), "main" (one a form),
// "quiet", "pledge" (only ever makes a promise) or "next" (the console).
type Button struct {
	Label    string
	About    string // said after the label to those who do not see what it stands beside
	Kind     string
	URL      string
	Icon     string // before the words
	After    string // icon after the words
	Name     string
	Value    string
	Busy     string // words while it is sent; “Sending…” when empty
	Wide     bool
	Disabled bool
	Class    string // further classes
	Attrs    templ.Attributes
}

func (b Button) class() string {
	class := "btn"
	if b.Kind != "" {
		class += " is-" + b.Kind
	}
	if b.Wide {
		class += " is-wide"
	}
	if b.Class != "" {
		class += " " + b.Class
	}
	return class
}

func (b Button) attributes() templ.Attributes {
	all := templ.Attributes{"class": b.class()}
	if b.URL == "" {
		put(all, "name", b.Name)
		put(all, "value", b.Value)
		put(all, "data-busy", b.Busy)
		if b.Disabled {
			all["disabled"] = true
		}
	}
	for name, value := range b.Attrs {
		all[name] = value
	}
	return all
}
