package collaboratory

import (
	"errors"
	"net/http"
	"strings"

	"collaboratory/internal/access"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/member"
	"collaboratory/internal/page"
	"collaboratory/internal/session"
)

func (h *Handlers) members(w http.ResponseWriter, r *http.Request) error {
	c := page.ClubOf(r.Context())
	d, err := h.service.Members(r.Context(), c.CollaboratoryID, soughtOf(r))
	if err != nil {
		return err
	}
	return page.Render(w, r, membersView(r.Context(), c, d))
}

func soughtOf(r *http.Request) Sought {
	q := r.URL.Query()
	s := Sought{Words: oneLine(clean(q.Get("q"))), Sector: clean(q.Get("sector")), Place: clean(q.Get("place")), Issue: clean(q.Get("issue")), After: readMark(q.Get("after")), Before: readMark(q.Get("before"))}
	if len(s.Words) > 200 {
		s.Words = ""
	}
	return s
}

// readMark reads a place in the list from an address: the id and the name it stood under.
func readMark(text string) Mark {
	first, name, _ := strings.Cut(text, ".")
	return Mark{ID: id.Maybe(first), Name: clean(name)}
}

// clean drops what no text may hold, from an address somebody may have made up.
func clean(text string) string { return strings.ToValidUTF8(strings.ReplaceAll(text, "\x00", ""), "") }

func (h *Handlers) member(w http.ResponseWriter, r *http.Request) error {
	c := page.ClubOf(r.Context())
	person, err := inPath(r)
	if err != nil {
		return err
	}
	as := r.URL.Query().Get("as")
	if person == access.From(r.Context()).PersonID && (as == asMember || as == asConvener) {
		return h.myselfAsSeen(w, r, as)
	}
	p, _, err := h.service.Member(r.Context(), c.CollaboratoryID, person)
	if err != nil {
		return err
	}
	return page.Render(w, r, memberView(r.Context(), c, p, ""))
}

func (h *Handlers) myselfAsSeen(w http.ResponseWriter, r *http.Request, as string) error {
	c := page.ClubOf(r.Context())
	p, _, err := h.service.MyselfAsSeen(r.Context(), c.CollaboratoryID, as == asConvener)
	if err != nil {
		return err
	}
	return page.Render(w, r, memberView(r.Context(), c, p, as))
}

func (h *Handlers) newPerson(w http.ResponseWriter, r *http.Request) error {
	club, err := h.mayAdd(r)
	if err != nil {
		return err
	}
	return page.Render(w, r, personView(r.Context(), page.ClubOf(r.Context()), club, page.Filled(nil), id.Nil))
}

// mayAdd is the collaboratory, for those who may add people to it.
func (h *Handlers) mayAdd(r *http.Request) (Collaboratory, error) {
	c := page.ClubOf(r.Context())
	if err := access.Check(access.From(r.Context()), access.MemberAdd, access.Scope{Collaboratory: c.CollaboratoryID}); err != nil {
		return Collaboratory{}, err
	}
	return h.service.See(r.Context(), c.CollaboratoryID)
}

func (h *Handlers) addPerson(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	c := page.ClubOf(r.Context())
	person, err := h.service.AddPerson(r.Context(), c.CollaboratoryID, f.Key(), profileOf(f))
	if err == nil {
		session.Flash(w, r, i18n.T(r.Context(), "%s belongs now. You can act for them.", oneLine(f.Value("name"))))
		return page.Redirect(w, r, c.URL("members", person.String()))
	}
	if !f.Take(err) {
		return err
	}
	return h.showPerson(w, r, f, id.Nil)
}

func (h *Handlers) showPerson(w http.ResponseWriter, r *http.Request, f *page.FormData, person id.ID) error {
	club, err := h.mayAdd(r)
	if err != nil {
		return err
	}
	return page.Render(w, r, personView(r.Context(), page.ClubOf(r.Context()), club, f, person))
}

func profileOf(f *page.FormData) member.Profile {
	return member.Profile{
		Name: f.Value("name"), Phone: f.Value("phone"), Organisation: f.Value("organisation"),
		Sector: f.Value("sector"), Language: f.Value("language"), CareOf: f.Value("care-of"),
	}
}

func (h *Handlers) edit(w http.ResponseWriter, r *http.Request) error {
	person, err := inPath(r)
	if err != nil {
		return err
	}
	p, club, err := h.service.Member(r.Context(), page.ClubOf(r.Context()).CollaboratoryID, person)
	if err != nil {
		return err
	}
	if p.HasAddress {
		return fault.Forbidden("People with an e-mail address of their own keep their profile themselves")
	}
	return h.showPerson(w, r, member.Fill(p.Portrait, club.Issues), person)
}

func (h *Handlers) editPerson(w http.ResponseWriter, r *http.Request) error {
	person, err := inPath(r)
	if err != nil {
		return err
	}
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	c := page.ClubOf(r.Context())
	err = h.service.EditPerson(r.Context(), c.CollaboratoryID, person, member.Read(f))
	if err == nil {
		session.Flash(w, r, i18n.T(r.Context(), "Saved."))
		return page.Redirect(w, r, c.URL("members", person.String()))
	}
	if !f.Take(err) {
		return err
	}
	return h.showPerson(w, r, f, person)
}

func (h *Handlers) giveRole(w http.ResponseWriter, r *http.Request) error {
	person, err := inPath(r)
	if err != nil {
		return err
	}
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	c := page.ClubOf(r.Context())
	if err := h.service.GiveRole(r.Context(), c.CollaboratoryID, person, Role(f.Value("role"))); err != nil {
		return err
	}
	session.Flash(w, r, i18n.T(r.Context(), "Saved."))
	return page.Redirect(w, r, c.URL("members", person.String()))
}

func (h *Handlers) remove(w http.ResponseWriter, r *http.Request) error {
	person, err := inPath(r)
	if err != nil {
		return err
	}
	c := page.ClubOf(r.Context())
	if err := h.service.Remove(r.Context(), c.CollaboratoryID, person); err != nil {
		return err
	}
	session.Flash(w, r, i18n.T(r.Context(), "The membership has ended."))
	return page.Redirect(w, r, c.URL("members"))
}

func (h *Handlers) leave(w http.ResponseWriter, r *http.Request) error {
	c := page.ClubOf(r.Context())
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	if f.Ticked("anyway") {
		err = h.service.LeaveAnyway(r.Context(), c.CollaboratoryID)
	} else {
		err = h.service.Leave(r.Context(), c.CollaboratoryID)
	}
	if errors.Is(err, errLastConvener) {
		return page.Render(w, r, lastConvenerView(r.Context(), c))
	}
	if err != nil {
		return err
	}
	session.Flash(w, r, i18n.T(r.Context(), "You have left %s. You are always welcome back.", c.Name))
	return page.Redirect(w, r, "/")
}
