package example

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/clock"
	"collaboratory/internal/collaboratory"
	"collaboratory/internal/db"
	"collaboratory/internal/id"
	"collaboratory/internal/member"
)

// Slug is the address of Pell River Collaboratory.
const Slug = "pell-river"

// founded is when the first letters went out.
var founded = time.Date(2024, 1, 14, 19, 0, 0, 0, clock.Zone("America/Chicago"))

// Town builds Pell River in an empty house, through the verbs, and leaves the clock where it stood.
func (h *House) Town(ctx context.Context) error {
	now := h.Clock.Now()
	defer h.Clock.Set(now)
	if err := h.Found(ctx); err != nil {
		return err
	}
	if err := h.evenings(ctx, now); err != nil {
		return fmt.Errorf("building Pell River: %w", err)
	}
	return nil
}

// Found brings the people of Pell River together in an empty house and leaves the clock where it stood: everybody is a
// member, nobody has met or promised anything yet.
func (h *House) Found(ctx context.Context) error {
	now := h.Clock.Now()
	defer h.Clock.Set(now)
	h.Clock.Set(founded)
	for _, step := range []func(context.Context) error{h.foundClub, h.inviteNeighbors, h.addNeighbors, h.settle} {
		if err := step(ctx); err != nil {
			return fmt.Errorf("founding Pell River: %w", err)
		}
	}
	return nil
}

func (h *House) foundClub(ctx context.Context) error {
	june := People[0]
	url, err := h.Members.SignInLink(ctx, june.Email, false)
	if err != nil {
		return err
	}
	entry, err := h.Members.UseLink(ctx, url[strings.LastIndexByte(url, '/')+1:])
	if err != nil {
		return err
	}
	ctx = access.With(ctx, access.Actor{PersonID: entry.PersonID})
	if err := h.Members.UpdateProfile(ctx, june.profile()); err != nil {
		return err
	}
	made, err := h.Collaboratories.Create(ctx, collaboratory.Founding{
		Key: id.New(), Name: "Pell River Collaboratory", Town: "Pell River", Zone: "America/Chicago", Language: "en",
	})
	h.Club = made.ID
	return err
}

// settle switches on what Pell River uses. Who stands in for June is a question she still puts off.
func (h *House) settle(ctx context.Context) error {
	return h.Collaboratories.ChangeParts(h.As(ctx, Convener), h.Club, []collaboratory.Part{collaboratory.PartSums}, "")
}

// inviteNeighbors invites everybody with an address in one paste; each opens their letter and accepts.
func (h *House) inviteNeighbors(ctx context.Context) error {
	var lines []string
	for _, n := range People[1:] {
		if n.Email != "" {
			lines = append(lines, fmt.Sprintf("%s <%s>", n.Name, n.Email))
		}
	}
	if _, err := h.Collaboratories.Invite(h.As(ctx, Convener), h.Club, strings.Join(lines, "\n")); err != nil {
		return err
	}
	for _, n := range People[1:] {
		if n.Email == "" {
			continue
		}
		if err := h.acceptInvitation(ctx, n); err != nil {
			return err
		}
	}
	return nil
}

func (h *House) acceptInvitation(ctx context.Context, n Neighbor) error {
	h.Clock.Advance(3 * time.Minute)
	plain, err := h.Key(ctx, n.Email, "/i/")
	if err != nil {
		return err
	}
	in, err := h.Collaboratories.Accept(ctx, plain, n.Name, n.Language)
	if err != nil {
		return err
	}
	ctx = access.With(ctx, access.Actor{PersonID: in.Entry.PersonID, Name: n.Name})
	return h.Members.UpdateProfile(ctx, n.profile())
}

// addNeighbors adds those who have no address of their own.
func (h *House) addNeighbors(ctx context.Context) error {
	ctx = h.As(ctx, Convener)
	for _, n := range People {
		if n.Email != "" {
			continue
		}
		profile := n.profile()
		profile.CareOf = n.CareOf
		if _, err := h.Collaboratories.AddPerson(ctx, h.Club, id.New(), profile); err != nil {
			return err
		}
	}
	return nil
}

// Key is the token in the newest letter to an address whose link has this beginning: "/i/", "/sign-in/".
func (h *House) Key(ctx context.Context, email, path string) (string, error) {
	letters, err := h.Letters(ctx, email)
	if err != nil {
		return "", err
	}
	link := regexp.MustCompile(regexp.QuoteMeta(h.base+path) + `([A-Za-z0-9_.-]+)`)
	for _, text := range letters {
		if m := link.FindStringSubmatch(text); m != nil {
			return m[1], nil
		}
	}
	return "", fmt.Errorf("no letter to %s has a link to %s", email, path)
}

// FindClub finds Pell River in a copy of the town.
func (h *House) FindClub(ctx context.Context) (err error) {
	h.Club, err = db.Value[id.ID](ctx, h.DB.Pool(), `SELECT id FROM collaboratory WHERE slug = $1`, Slug)
	return err
}

// profile is how a neighbor answers “who are you”.
func (n Neighbor) profile() member.Profile {
	return member.Profile{
		Name: n.Name, Phone: n.Phone, Organisation: n.Organisation, Sector: n.Sector, Language: n.Language,
	}
}
