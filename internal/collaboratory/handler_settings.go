package collaboratory

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"collaboratory/internal/access"
	"collaboratory/internal/fault"
	"collaboratory/internal/file"
	"collaboratory/internal/i18n"
	"collaboratory/internal/member"
	"collaboratory/internal/page"
	"collaboratory/internal/session"
)

// settingsRoutes mounts the settings: a page that tells how they stand, and one small form each.
func (h *Handlers) settingsRoutes(r chi.Router) {
	get := func(path string, do page.Handler) { r.Method(http.MethodGet, path, do) }
	post := func(path string, do page.Handler) { r.Method(http.MethodPost, path, do) }
	get("/settings", h.settings)
	get("/settings/basics", h.basics)
	post("/settings/basics", h.changeBasics)
	get("/settings/words/{topic}", h.words)
	post("/settings/words/{topic}", h.changeWords)
	get("/settings/norms", h.norms)
	post("/settings/norms", h.changeNorms)
	get("/settings/parts", h.parts)
	post("/settings/parts", h.changeParts)
	get("/settings/address", h.address)
	post("/settings/address", h.changeAddress)
	get("/settings/logo", h.logoForm)
	post("/settings/logo", h.setLogo)
	post("/settings/logo/removal", h.removeLogo)
	get("/settings/powers", h.powers)
	get("/settings/agreement", h.agreementForm)
	post("/settings/agreement", h.writeAgreement)
	get("/settings/archive", h.archive)
	post("/settings/archive", h.putAway)
	post("/settings/archive/return", h.bringBack)
	post("/settings/archive/copies", h.askCopy)
	post("/settings/archive/copies/{id}", h.fetchCopy)
}

func (h *Handlers) settings(w http.ResponseWriter, r *http.Request) error {
	c := page.ClubOf(r.Context())
	o, err := h.service.Overview(r.Context(), c.CollaboratoryID)
	if err != nil {
		return err
	}
	return page.Render(w, r, overviewView(r.Context(), c, o))
}

// settled is the collaboratory as its conveners may change it.
func (h *Handlers) settled(r *http.Request) (Collaboratory, error) {
	c := page.ClubOf(r.Context())
	if err := access.Check(access.From(r.Context()), access.CollaboratoryRules, access.Scope{Collaboratory: c.CollaboratoryID}); err != nil {
		return Collaboratory{}, err
	}
	return h.service.See(r.Context(), c.CollaboratoryID)
}

// part is one form of the settings: how it is filled, how it is shown, and what names what it showed.
type part struct {
	fill func(*http.Request, Collaboratory) *page.FormData
	view func(*http.Request, Collaboratory, *page.FormData) page.View
}

func (h *Handlers) show(w http.ResponseWriter, r *http.Request, p part) error {
	club, err := h.settled(r)
	if err != nil {
		return err
	}
	return page.Render(w, r, p.view(r, club, p.fill(r, club)))
}

// saved answers a form of the settings: back to the overview, or the form again with what is wrong. When somebody else
// was quicker, what stands now is shown beside what was typed, and saving once more puts it in its place.
func (h *Handlers) saved(w http.ResponseWriter, r *http.Request, f *page.FormData, said error, p part) error {
	if said == nil {
		session.Flash(w, r, i18n.T(r.Context(), "Saved."))
		return page.Redirect(w, r, page.ClubOf(r.Context()).URL("settings"))
	}
	overtaken := fault.Is(said, fault.KindConflict)
	if !f.Take(said) && !f.TakeConflict(said) {
		return said
	}
	club, err := h.settled(r)
	if err != nil {
		return err
	}
	if overtaken {
		now := p.fill(r, club)
		f.Set("seen", now.Value("seen"))
		f.Set("stands", now.Value("stands"))
	}
	v := p.view(r, club, f)
	if overtaken {
		v.Code = http.StatusConflict
	}
	return page.Render(w, r, v)
}

var basicsPart = part{
	fill: func(r *http.Request, club Collaboratory) *page.FormData { return basicsForm(r.Context(), club) },
	view: func(r *http.Request, club Collaboratory, f *page.FormData) page.View {
		return basicsView(r.Context(), page.ClubOf(r.Context()), f)
	},
}

func (h *Handlers) basics(w http.ResponseWriter, r *http.Request) error {
	return h.show(w, r, basicsPart)
}

func (h *Handlers) changeBasics(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	settings := Settings{
		Name: f.Value("name"), Town: f.Value("town"), Zone: f.Value("zone"), Language: f.Value("language"),
		Currency: f.Value("currency"), ReplyTo: f.Value("reply-to"),
	}
	err = h.service.ChangeSettings(r.Context(), page.ClubOf(r.Context()).CollaboratoryID, settings, f.Value("seen"))
	return h.saved(w, r, f, err, basicsPart)
}

func topicIn(r *http.Request) (Topic, error) {
	switch topic := Topic(chi.URLParam(r, "topic")); topic {
	case Sectors, Causes:
		return topic, nil
	}
	return "", fault.NotFound("That page is not here")
}

func wordsPart(topic Topic) part {
	return part{
		fill: func(r *http.Request, club Collaboratory) *page.FormData { return wordsForm(r.Context(), topic, club) },
		view: func(r *http.Request, club Collaboratory, f *page.FormData) page.View {
			return wordsView(r.Context(), page.ClubOf(r.Context()), topic, club, f)
		},
	}
}

func (h *Handlers) words(w http.ResponseWriter, r *http.Request) error {
	topic, err := topicIn(r)
	if err != nil {
		return err
	}
	return h.show(w, r, wordsPart(topic))
}

func (h *Handlers) changeWords(w http.ResponseWriter, r *http.Request) error {
	topic, err := topicIn(r)
	if err != nil {
		return err
	}
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	var lines []Line
	was := f.Values("was")
	for i, typed := range f.Values("word") {
		line := Line{Is: wordKey(r.Context(), topic, typed)}
		if i < len(was) {
			line.Was = was[i]
		}
		lines = append(lines, line)
	}
	err = h.service.ChangeWords(r.Context(), page.ClubOf(r.Context()).CollaboratoryID, topic, lines, f.Value("seen"))
	return h.saved(w, r, f, err, wordsPart(topic))
}

var normsPart = part{
	fill: func(r *http.Request, club Collaboratory) *page.FormData {
		return page.Filled(map[string]string{"norms": club.Norms, "seen": club.NormsMark(), "stands": club.Norms})
	},
	view: func(r *http.Request, club Collaboratory, f *page.FormData) page.View {
		return normsView(r.Context(), page.ClubOf(r.Context()), f)
	},
}

func (h *Handlers) norms(w http.ResponseWriter, r *http.Request) error {
	return h.show(w, r, normsPart)
}

func (h *Handlers) changeNorms(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	err = h.service.ChangeNorms(r.Context(), page.ClubOf(r.Context()).CollaboratoryID, f.Value("norms"), f.Value("seen"))
	return h.saved(w, r, f, err, normsPart)
}

var partsPart = part{
	fill: func(r *http.Request, club Collaboratory) *page.FormData { return partsForm(r.Context(), club) },
	view: func(r *http.Request, club Collaboratory, f *page.FormData) page.View {
		return partsView(r.Context(), page.ClubOf(r.Context()), f)
	},
}

func (h *Handlers) parts(w http.ResponseWriter, r *http.Request) error {
	return h.show(w, r, partsPart)
}

func (h *Handlers) changeParts(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	var chosen []Part
	for _, p := range Parts {
		if f.Ticked(string(p)) {
			chosen = append(chosen, p)
		}
	}
	err = h.service.ChangeParts(r.Context(), page.ClubOf(r.Context()).CollaboratoryID, chosen, f.Value("seen"))
	return h.saved(w, r, f, err, partsPart)
}

var addressPart = part{
	fill: func(r *http.Request, club Collaboratory) *page.FormData {
		return page.Filled(map[string]string{"slug": club.Slug})
	},
	view: func(r *http.Request, club Collaboratory, f *page.FormData) page.View {
		return addressView(r.Context(), page.ClubOf(r.Context()), f)
	},
}

func (h *Handlers) address(w http.ResponseWriter, r *http.Request) error {
	return h.show(w, r, addressPart)
}

func (h *Handlers) changeAddress(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	if err := h.service.ChangeAddress(r.Context(), page.ClubOf(r.Context()).CollaboratoryID, f.Value("slug")); err != nil {
		return h.saved(w, r, f, err, addressPart)
	}
	session.Flash(w, r, i18n.T(r.Context(), "Saved. The old address leads here, too."))
	return page.Redirect(w, r, page.ClubURL(cleanSlug(f.Value("slug")), "settings"))
}

func (h *Handlers) logoForm(w http.ResponseWriter, r *http.Request) error {
	return h.showLogo(w, r, page.Filled(nil))
}

func (h *Handlers) showLogo(w http.ResponseWriter, r *http.Request, f *page.FormData) error {
	c := page.ClubOf(r.Context())
	o, err := h.service.Overview(r.Context(), c.CollaboratoryID)
	if err != nil {
		return err
	}
	return page.Render(w, r, logoView(r.Context(), c, o.HasLogo, f))
}

func (h *Handlers) setLogo(w http.ResponseWriter, r *http.Request) error {
	raw, err := file.Upload(w, r, "logo", file.MaxPicture)
	if err == nil {
		err = h.service.SetLogo(r.Context(), page.ClubOf(r.Context()).CollaboratoryID, raw)
	}
	if f := page.Filled(nil); f.Take(err) {
		return h.showLogo(w, r, f)
	}
	return h.done(w, r, err, i18n.T(r.Context(), "Saved."), "settings")
}

func (h *Handlers) removeLogo(w http.ResponseWriter, r *http.Request) error {
	err := h.service.RemoveLogo(r.Context(), page.ClubOf(r.Context()).CollaboratoryID)
	return h.done(w, r, err, i18n.T(r.Context(), "The picture is removed."), "settings")
}

// logo sends the picture, to members, and to strangers where the public page is on.
func (h *Handlers) logo(w http.ResponseWriter, r *http.Request) error {
	picture, err := h.service.Logo(r.Context(), chi.URLParam(r, "slug"))
	if err != nil {
		return err
	}
	return member.SendPhoto(w, r, picture)
}

func (h *Handlers) powers(w http.ResponseWriter, r *http.Request) error {
	club, err := h.settled(r)
	if err != nil {
		return err
	}
	return page.Render(w, r, powersView(r.Context(), page.ClubOf(r.Context()), club))
}

// done says what was done and goes on to a page of the collaboratory, unless it failed.
func (h *Handlers) done(w http.ResponseWriter, r *http.Request, err error, said string, to ...string) error {
	if err != nil {
		return err
	}
	session.Flash(w, r, said)
	return page.Redirect(w, r, page.ClubOf(r.Context()).URL(to...))
}
