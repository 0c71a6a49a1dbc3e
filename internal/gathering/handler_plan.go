package gathering

import (
	"net/http"

	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
	"collaboratory/internal/session"
)

func (h *Handlers) askSchedule(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	b, err := h.service.beginning(ctx, page.ClubOf(ctx).CollaboratoryID)
	if err != nil {
		return err
	}
	return h.scheduleForm(w, r, b, page.Filled(startingValues(b)))
}

func (h *Handlers) scheduleForm(w http.ResponseWriter, r *http.Request, b beginning, f *page.FormData) error {
	v := newScheduleView(r.Context(), page.ClubOf(r.Context()), b, f)
	view := page.FormView(f, v.Title, "gatherings")
	view.Body = planPage(v)
	return page.Render(w, r, view)
}

func (h *Handlers) schedule(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	c := page.ClubOf(ctx)
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	in := Scheduling{Key: f.Key(), Plan: readPlan(f), Template: Template(f.Choice("agenda", string(Evening), string(Evening), string(Short), string(WholeDay)))}
	if f.OK() {
		made, err := h.service.Schedule(ctx, c.CollaboratoryID, in)
		if err == nil {
			session.Flash(w, r, i18n.T(ctx, "The gathering is kept as a draft."))
			return page.Redirect(w, r, afterScheduling(c, made.String(), f))
		}
		if !f.Take(err) {
			return err
		}
	}
	b, err := h.service.beginning(ctx, c.CollaboratoryID)
	if err != nil {
		return err
	}
	return h.scheduleForm(w, r, b, f)
}

func afterScheduling(c page.Club, gathering string, f *page.FormData) string {
	if f.Has("draft") {
		return c.URL("gatherings", gathering)
	}
	return c.URL("gatherings", gathering, "invitation")
}

func (h *Handlers) askEdit(w http.ResponseWriter, r *http.Request) error {
	c, id, err := gatheringOf(r)
	if err != nil {
		return err
	}
	g, err := h.service.forChange(r.Context(), c.CollaboratoryID, id)
	if err != nil {
		return err
	}
	return h.editForm(w, r, g, page.Filled(planValues(g, c.Language)), nil)
}

func (h *Handlers) editForm(w http.ResponseWriter, r *http.Request, g Gathering, f *page.FormData, changed *changedView) error {
	v := newEditView(r.Context(), page.ClubOf(r.Context()), g, f)
	v.Changed = changed
	view := page.FormView(f, v.Title, "gatherings")
	if changed != nil {
		view.Wrong, view.Code = true, http.StatusConflict
	}
	view.Body = planPage(v)
	return page.Render(w, r, view)
}

func (h *Handlers) edit(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	c, id, err := gatheringOf(r)
	if err != nil {
		return err
	}
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	in := Editing{Version: versionOf(f), Plan: readPlan(f)}
	if f.OK() {
		err = h.service.Edit(ctx, c.CollaboratoryID, id, in)
		if err == nil {
			session.Flash(w, r, i18n.T(ctx, "The change is saved."))
			return page.Redirect(w, r, c.URL("gatherings", id.String()))
		}
	}
	g, readErr := h.service.forChange(ctx, c.CollaboratoryID, id)
	switch {
	case readErr != nil:
		return readErr
	case fault.Is(err, fault.KindConflict):
		f.Set("version", planValues(g, c.Language)["version"])
		return h.editForm(w, r, g, f, meanwhile(ctx, g))
	case err != nil && !f.Take(err):
		return err
	}
	return h.editForm(w, r, g, f, nil)
}

func versionOf(f *page.FormData) int {
	if n := f.Whole("version", 0, 1<<30); n != nil {
		return *n
	}
	return 0
}

func (h *Handlers) askAgenda(w http.ResponseWriter, r *http.Request) error {
	c, id, err := gatheringOf(r)
	if err != nil {
		return err
	}
	g, items, err := h.service.agendaForChange(r.Context(), c.CollaboratoryID, id)
	if err != nil {
		return err
	}
	return h.agendaForm(w, r, g, page.Filled(agendaValues(g, items)))
}

func (h *Handlers) agendaForm(w http.ResponseWriter, r *http.Request, g Gathering, f *page.FormData) error {
	ctx := r.Context()
	view := page.FormView(f, i18n.T(ctx, "Agenda"), "gatherings")
	view.Body = agendaPage(newAgendaView(ctx, page.ClubOf(ctx), g, f))
	return page.Render(w, r, view)
}

func (h *Handlers) setAgenda(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	c, id, err := gatheringOf(r)
	if err != nil {
		return err
	}
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	items, version := readAgenda(f), versionOf(f)
	if f.OK() {
		err = h.service.SetAgenda(ctx, c.CollaboratoryID, id, version, items)
		if err == nil {
			session.Flash(w, r, i18n.T(ctx, "The agenda is saved."))
			return page.Redirect(w, r, afterAgenda(c, id.String(), f))
		}
		if !f.Take(err) {
			return err
		}
	}
	g, err := h.service.forChange(ctx, c.CollaboratoryID, id)
	if err != nil {
		return err
	}
	return h.agendaForm(w, r, g, f)
}

func afterAgenda(c page.Club, gathering string, f *page.FormData) string {
	if f.Has("more") {
		return c.URL("gatherings", gathering, "agenda")
	}
	return c.URL("gatherings", gathering) + "#agenda"
}
