package collaboratory

import (
	"strings"
	"testing"

	"collaboratory/internal/id"
	"collaboratory/internal/member"
)

func TestVCard(t *testing.T) {
	p := Profile{ID: id.New(), Portrait: member.Portrait{
		Profile: member.Profile{Name: "Rosa; TEL:1\r\nTEL:2 Villaseñor", Organisation: "Bread, Salt; Son", Phone: "555 0109"},
		Reach:   strings.Repeat("ñandú ", 40), Links: []string{"https://panaderia.example"},
	}}
	card := string(vCard(p, "https://club.example/c/pell-river/members/1"))
	for _, line := range []string{
		"BEGIN:VCARD\r\n", "VERSION:3.0\r\n", `N:Villaseñor;Rosa\; TEL:1\nTEL:2;;;`, `ORG:Bread\, Salt\; Son`, "TEL:555 0109\r\n",
		"URL:https://panaderia.example\r\n", "UID:urn:uuid:", "END:VCARD\r\n",
	} {
		if !strings.Contains(card, line) {
			t.Errorf("no %q in\n%s", line, card)
		}
	}
	if strings.Contains(card, "EMAIL") || strings.Contains(card, "TITLE") || strings.Contains(card, "\r\nTEL:2") {
		t.Error("what is not there has no line, and no value makes one:\n" + card)
	}
	for _, line := range strings.Split(card, "\r\n") {
		if len(line) > 75 || !strings.Contains(strings.ToValidUTF8(line, "�"), "�") == false {
			t.Errorf("%d bytes: %q", len(line), line)
		}
	}
	if !strings.Contains(strings.ReplaceAll(card, "\r\n ", ""), "NOTE:"+p.Reach+"\r\n") {
		t.Error("unfolded it is whole again")
	}
}
