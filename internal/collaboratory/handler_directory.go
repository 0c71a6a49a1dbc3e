package collaboratory

import (
	"bytes"
	"context"
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"

	"collaboratory/internal/access"
	"collaboratory/internal/csv"
	"collaboratory/internal/fault"
	"collaboratory/internal/file"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/member"
	"collaboratory/internal/page"
	"collaboratory/internal/session"
)

// directoryRoutes mounts what stands around the list of members.
func (h *Handlers) directoryRoutes(r chi.Router) {
	r.Method(http.MethodGet, "/members/sums", page.Handler(h.sums))
	r.Method(http.MethodPost, "/members/export", page.Handler(h.exportMembers))
	r.Method(http.MethodGet, "/members/{id}/card.vcf", page.Handler(h.card))
	r.Method(http.MethodGet, "/members/{id}/photo.jpg", page.Handler(h.photo))
	r.Method(http.MethodGet, "/members/{id}/photo", page.Handler(h.photoForm))
	r.Method(http.MethodPost, "/members/{id}/photo", page.Handler(h.setPhoto))
	r.Method(http.MethodPost, "/members/{id}/photo/removal", page.Handler(h.removePhoto))
}

func (h *Handlers) sums(w http.ResponseWriter, r *http.Request) error {
	c := page.ClubOf(r.Context())
	s, err := h.service.Sums(r.Context(), c.CollaboratoryID)
	if err != nil {
		return err
	}
	return page.Render(w, r, sumsView(r.Context(), c, s))
}

func (h *Handlers) exportMembers(w http.ResponseWriter, r *http.Request) error {
	c := page.ClubOf(r.Context())
	all, err := h.service.ExportMembers(r.Context(), c.CollaboratoryID)
	if err != nil {
		return err
	}
	var file bytes.Buffer
	header, rows := membersTable(r.Context(), all)
	if err := csv.Write(&file, header, rows); err != nil {
		return err
	}
	return page.Download(w, c.Slug+"-members.csv", "text/csv; charset=utf-8", file.Bytes())
}

// membersTable is all members as a table, in the reader's words.
func membersTable(ctx context.Context, all []Profile) (header []string, rows [][]string) {
	header = []string{
		i18n.T(ctx, "Name"), i18n.T(ctx, "How the name is said"), i18n.T(ctx, "Pronouns"), i18n.T(ctx, "Organization, or trade"),
		i18n.T(ctx, "Role there"), i18n.T(ctx, "Sector"), i18n.T(ctx, "Place"), i18n.T(ctx, "Causes"), i18n.T(ctx, "Can offer"),
		i18n.T(ctx, "Is looking for"), i18n.T(ctx, "Skills"), i18n.T(ctx, "Languages spoken"), i18n.T(ctx, "E-mail"),
		i18n.T(ctx, "Letters in care of"), i18n.T(ctx, "Phone"), i18n.T(ctx, "Best way to be reached"), i18n.T(ctx, "Role here"), i18n.T(ctx, "Member since"),
	}
	for _, p := range all {
		role := i18n.T(ctx, "Member")
		if p.Role == RoleConvener {
			role = i18n.T(ctx, "Convener")
		}
		rows = append(rows, []string{
			p.Name, p.Spoken, p.Pronouns, p.Organisation, p.Job, member.SectorWord(ctx, p.Sector), p.Place, issueWords(ctx, p.Issues),
			strings.Join(p.Offers, "; "), strings.Join(p.LookingFor, "; "), strings.Join(p.Skills, "; "), strings.Join(p.Languages, "; "),
			p.Email, p.CareOf, p.Phone, p.Reach, role, p.JoinedAt.Format("2006-01-02"),
		})
	}
	return header, rows
}

// card is one member for an address book, as far as the reader may see them; nothing to reach them by, no card.
func (h *Handlers) card(w http.ResponseWriter, r *http.Request) error {
	c := page.ClubOf(r.Context())
	p, err := h.memberIn(r)
	if err != nil {
		return err
	}
	if p.Email == "" && p.Phone == "" {
		return fault.NotFound("That page is not here")
	}
	url := page.HouseOf(r.Context()).Base + c.URL("members", p.ID.String())
	return page.Download(w, "card.vcf", "text/vcard; charset=utf-8", vCard(p, url))
}

// memberIn is the member whose page this is, as the reader may see them.
func (h *Handlers) memberIn(r *http.Request) (Profile, error) {
	person, err := inPath(r)
	if err != nil {
		return Profile{}, err
	}
	p, _, err := h.service.Member(r.Context(), page.ClubOf(r.Context()).CollaboratoryID, person)
	return p, err
}

func (h *Handlers) photo(w http.ResponseWriter, r *http.Request) error {
	person, err := inPath(r)
	if err != nil {
		return err
	}
	picture, err := h.service.Photo(r.Context(), page.ClubOf(r.Context()).CollaboratoryID, person)
	if err != nil {
		return err
	}
	return member.SendPhoto(w, r, picture)
}

func (h *Handlers) photoForm(w http.ResponseWriter, r *http.Request) error {
	return h.showPhoto(w, r, page.Filled(nil))
}

func (h *Handlers) showPhoto(w http.ResponseWriter, r *http.Request, f *page.FormData) error {
	c := page.ClubOf(r.Context())
	if err := access.Check(access.From(r.Context()), access.MemberEdit, access.Scope{Collaboratory: c.CollaboratoryID}); err != nil {
		return err
	}
	p, err := h.memberIn(r)
	if err != nil {
		return err
	}
	if p.HasAddress {
		return fault.Forbidden("People with an e-mail address of their own keep their profile themselves")
	}
	return page.Render(w, r, memberPhotoView(r.Context(), c, p, f))
}

func (h *Handlers) setPhoto(w http.ResponseWriter, r *http.Request) error {
	raw, err := file.Upload(w, r, "photo", file.MaxPicture)
	if err == nil {
		err = h.keepPhoto(w, r, raw, i18n.T(r.Context(), "Saved."))
	}
	if f := page.Filled(nil); f.Take(err) {
		return h.showPhoto(w, r, f)
	}
	return err
}

func (h *Handlers) removePhoto(w http.ResponseWriter, r *http.Request) error {
	return h.keepPhoto(w, r, nil, i18n.T(r.Context(), "The photo is removed."))
}

// keepPhoto keeps that photo of the member in the address, or none.
func (h *Handlers) keepPhoto(w http.ResponseWriter, r *http.Request, raw []byte, said string) error {
	person, err := id.Parse(chi.URLParam(r, "id"))
	if err != nil {
		return err
	}
	c := page.ClubOf(r.Context())
	if err := h.service.SetPhoto(r.Context(), c.CollaboratoryID, person, raw); err != nil {
		return err
	}
	session.Flash(w, r, said)
	return page.Redirect(w, r, c.URL("members", person.String()))
}
