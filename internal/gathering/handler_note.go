package gathering

import (
	"net/http"

	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
	"collaboratory/internal/session"
)

func (h *Handlers) askNote(w http.ResponseWriter, r *http.Request) error {
	return h.noteForm(w, r, page.Filled(map[string]string{"audience": string(Everyone)}), nil)
}

// noteForm shows the form of a note, or its preview.
func (h *Handlers) noteForm(w http.ResponseWriter, r *http.Request, f *page.FormData, preview func(*noteView)) error {
	ctx := r.Context()
	c, id, err := gatheringOf(r)
	if err != nil {
		return err
	}
	g, err := h.service.forNote(ctx, c.CollaboratoryID, id)
	if err != nil {
		return err
	}
	v := newNoteView(ctx, c, g, f)
	if preview != nil {
		preview(&v)
	}
	view := page.FormView(f, i18n.T(ctx, "Write a note to members"), "gatherings")
	view.Body = notePage(v)
	return page.Render(w, r, view)
}

// note shows the preview first; only the button on it sends.
func (h *Handlers) note(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	c, g, err := gatheringOf(r)
	if err != nil {
		return err
	}
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	in := Writing{Key: f.Key(), Audience: Audience(f.Value("audience")), Subject: f.Text("subject", 150), Body: f.Lines("body", 5000)}
	if !f.OK() || f.Has("change") {
		return h.noteForm(w, r, f, nil)
	}
	if f.Has("send") {
		return h.sendNote(w, r, f, in)
	}
	names, err := h.service.PreviewNote(ctx, c.CollaboratoryID, g, &in)
	if err != nil && !f.Take(err) {
		return err
	}
	if err != nil {
		return h.noteForm(w, r, f, nil)
	}
	return h.noteForm(w, r, f, func(v *noteView) { v.show(ctx, in, names) })
}

func (h *Handlers) sendNote(w http.ResponseWriter, r *http.Request, f *page.FormData, in Writing) error {
	ctx := r.Context()
	c, g, err := gatheringOf(r)
	if err != nil {
		return err
	}
	letters, err := h.service.Note(ctx, c.CollaboratoryID, g, in)
	if err == nil {
		session.Flash(w, r, i18n.N(ctx, "Your note is on its way to one person.", "Your note is on its way to %d people.", letters))
		return page.Redirect(w, r, c.URL("gatherings", g.String()))
	}
	if !f.Take(err) {
		return err
	}
	return h.noteForm(w, r, f, nil)
}
