package member

import (
	"reflect"
	"testing"

	"collaboratory/internal/id"
)

// TestVisible asks for every audience and every kind of reader: the whole rule, cell by cell.
func TestVisible(t *testing.T) {
	here, elsewhere := id.New(), id.New()
	readers := map[string]Reader{
		"themselves":          {Self: true, Collaboratory: here},
		"themselves, nowhere": {Self: true},
		"convener here":       {Collaboratory: here, Convener: true},
		"convener elsewhere":  {Collaboratory: elsewhere, Convener: true},
		"member here":         {Collaboratory: here},
		"member elsewhere":    {Collaboratory: elsewhere},
		"stranger":            {},
		"stranger, convener":  {Convener: true},
	}
	own := []string{"themselves", "themselves, nowhere", "convener here", "convener elsewhere"}
	may := map[Audience][]string{
		ForAll:        append([]string{"member here", "member elsewhere"}, own...),
		ForClub(here): append([]string{"member here"}, own...),
		ForConveners:  own,
		"":            own,
		"somebody":    own,
	}
	for audience, allowed := range may {
		for who, r := range readers {
			want := false
			for _, name := range allowed {
				want = want || name == who
			}
			if got := visible(audience, r); got != want {
				t.Errorf("for %q, %s: %v", audience, who, got)
			}
		}
	}
}

// full is a portrait with something in every field.
func full(audience Audience) Portrait {
	p := Portrait{
		Profile: Profile{Name: "Rosa", Phone: "1", Organisation: "Bakery", Sector: "business", CareOf: "a@b.example"},
		Email:   "r@b.example", Spoken: "s", Pronouns: "s", Job: "s", Place: "s", Issues: []string{"s"}, Skills: []string{"s"},
		Offers: []string{"s"}, LookingFor: []string{"s"}, Languages: []string{"s"}, Story: "s", Links: []string{"s"},
		Reach: "s", HasPhoto: true, Audiences: Audiences{},
	}
	for _, f := range Fields {
		p.Audiences[f] = audience
	}
	return p
}

// TestEveryFieldHides: no field is forgotten in hide, and name, organisation and sector stay.
func TestEveryFieldHides(t *testing.T) {
	here := id.New()
	bare := Portrait{Profile: Profile{Name: "Rosa", Organisation: "Bakery", Sector: "business"}}
	if got := full(ForConveners).SeenBy(Reader{Collaboratory: here}); !reflect.DeepEqual(got, bare) {
		t.Errorf("a member sees %+v", got)
	}
	for _, f := range Fields {
		p := full(ForConveners)
		p.Audiences[f] = ForClub(here)
		if reflect.DeepEqual(p.SeenBy(Reader{Collaboratory: here}), bare) {
			t.Errorf("%s is shown here, but nothing is seen", f)
		}
		if !reflect.DeepEqual(p.SeenBy(Reader{Collaboratory: id.New()}), bare) {
			t.Errorf("%s is seen elsewhere", f)
		}
		if fieldWords[f] == "" {
			t.Errorf("%s has no word", f)
		}
	}
	if got := full(ForAll).SeenBy(Reader{}); !reflect.DeepEqual(got, Portrait{}) {
		t.Errorf("a stranger sees %+v", got)
	}
	if got := full(ForConveners); !reflect.DeepEqual(got.SeenBy(Reader{Collaboratory: here, Convener: true}), full(ForConveners)) {
		t.Error("a convener sees all of it")
	}
}

func TestWebAddresses(t *testing.T) {
	for text, want := range map[string]bool{
		"https://example.org/a?b=c": true, "http://example.org": true, "javascript:alert(1)": false, "data:text/html,x": false,
		"https://": false, "//example.org": false, "https://user:word@example.org": false, "ftp://example.org": false,
		"https://localhost": false, "HTTPS://example.org": true, "mailto:a@b.example": false, "https://exa mple.org": false,
	} {
		if isWebAddress(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
	p := Portrait{Links: []string{" example.org ", "", "www.example.org:8080/x", "https://a.example"}}.tidy()
	if !reflect.DeepEqual(p.Links, []string{"https://example.org", "https://www.example.org:8080/x", "https://a.example"}) {
		t.Error(p.Links)
	}
}
