package stage

import (
	"net/http"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"collaboratory/internal/commitment"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
	"collaboratory/internal/session"
	"collaboratory/web/ui"
)

func (h *Handlers) phoneRoutes(r chi.Router) {
	post(r, "/hand", h.hand)
	get(r, "/pledges", h.pledgeFor)
	post(r, "/pledges", h.pledge)
	get(r, "/pledges/{commitment}", h.ownPledge)
	post(r, "/pledges/{commitment}", h.changePledge)
	post(r, "/pledges/{commitment}/withdrawal", h.takeBack)
}

// storedHeader says that a promise was stored, to the script that sent it after it had waited for the line.
const storedHeader = "Pledge-Stored"

// hand raises or lowers the visitor’s own hand.
func (h *Handlers) hand(w http.ResponseWriter, r *http.Request) error {
	ctx, v := r.Context(), visitorOf(r)
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	do := h.service.Raise
	if f.Value("up") != "1" {
		do = h.service.Lower
	}
	if err := do(ctx, v.club.CollaboratoryID, v.gathering); err != nil {
		return err
	}
	if scripted(r) {
		return h.mine(w, r)
	}
	return page.Redirect(w, r, v.url()+"?view=phone")
}

// scripted tells whether the answer goes into the page rather than in its place.
func scripted(r *http.Request) bool { return r.Header.Get("HX-Request") == "true" }

// pledgeFor is the form for one turn of the evening, and for one of its asks: what a late promise is written in, and
// where “I will…” leads without a script.
func (h *Handlers) pledgeFor(w http.ResponseWriter, r *http.Request) error {
	ctx, asked := r.Context(), r.URL.Query()
	s, _, err := h.look(r)
	if err != nil {
		return err
	}
	writing, err := h.service.commitments.Write(ctx, s.gathering, id.Maybe(asked.Get("turn")))
	if err != nil {
		return err
	}
	if writing.Opening == commitment.Shut || writing.Opening == commitment.Over {
		words := i18n.T(ctx, "This turn does not take promises just now. It does when it is on, and until noon of the day after.")
		return page.Render(w, r, phoneWith(ctx, s, ui.Banner(writing.Title, words)))
	}
	facts := s.factsOf(id.Maybe(asked.Get("turn")), writing)
	form := formOf(ctx, facts, filledFor(ctx, facts, id.Maybe(asked.Get("ask"))))
	form.Filled, form.From = asked.Get("ask") != "", "turn"
	return page.Render(w, r, phoneWith(ctx, s, wayBack(s.url()+"?view=phone", held(facts.mark(), roomForm(form)))))
}

// pledge takes the form or the answer to the question: what it lacks is asked about once, what is wrong with it stands
// in it with everything that was typed.
func (h *Handlers) pledge(w http.ResponseWriter, r *http.Request) error {
	ctx, v := r.Context(), visitorOf(r)
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	writing, err := h.service.commitments.Write(ctx, v.gathering, f.ID("turn"))
	if err != nil {
		return err
	}
	if f.Has("change") {
		return h.formAgain(w, r, f, writing)
	}
	taken, err := writing.Take(ctx, commitment.Sent{
		FormData: f, Waited: f.Ticked("waited"), Action: v.url("pledges"), Attrs: sendsFrom(v.url("pledges"), f.Value("turn")),
		Hidden: []ui.HiddenField{{Name: "turn", Value: f.Value("turn")}, {Name: "from", Value: f.Value("from")}},
	})
	switch {
	case err != nil:
		return err
	case taken.Made != id.Nil:
		return h.pledged(w, r, f, writing, taken)
	case taken.Question != nil:
		return h.inPledgePlace(w, r, f, writing, taken.Question)
	}
	return h.formAgain(w, r, f, writing)
}

// sendsFrom are what a script needs to send a form from the phone, and to keep it when the line is down.
func sendsFrom(url, turn string) templ.Attributes {
	return templ.Attributes{
		"hx-post": url, "hx-target": "#pledge", "hx-swap": "innerHTML show:#pledge:top", "hx-request": `{"timeout":10000}`,
		"data-pledge": true, "data-form": turn, "data-question": true,
	}
}

// formAgain shows the form with what was typed and what is wrong with it.
func (h *Handlers) formAgain(w http.ResponseWriter, r *http.Request, f *page.FormData, writing *commitment.Writing) error {
	s, _, err := h.look(r)
	if err != nil {
		return err
	}
	facts := s.factsOf(f.ID("turn"), writing)
	form := formOf(r.Context(), facts, f)
	form.From = f.Value("from")
	return h.place(w, r, s, f, held(facts.mark(), roomForm(form)))
}

// inPledgePlace shows a question in place of the form.
func (h *Handlers) inPledgePlace(w http.ResponseWriter, r *http.Request, f *page.FormData, writing *commitment.Writing, body templ.Component) error {
	s, _, err := h.look(r)
	if err != nil {
		return err
	}
	return h.place(w, r, s, f, held(s.factsOf(f.ID("turn"), writing).mark(), body))
}

// place answers with what stands in place of the form: alone for a script, else with the room around it.
func (h *Handlers) place(w http.ResponseWriter, r *http.Request, s sight, f *page.FormData, body templ.Component) error {
	code := http.StatusOK
	if !f.OK() {
		code = http.StatusUnprocessableEntity
	}
	if scripted(r) {
		return send(w, r, code, body)
	}
	view := phoneWith(r.Context(), s, wayBack(s.url()+"?view=phone", body))
	view.Wrong = !f.OK()
	return page.Render(w, r, view)
}

// pledged says at once what was promised.
func (h *Handlers) pledged(w http.ResponseWriter, r *http.Request, f *page.FormData, writing *commitment.Writing, taken commitment.Taken) error {
	ctx := r.Context()
	w.Header().Set(storedHeader, taken.Made.String())
	s, _, err := h.look(r)
	if err != nil {
		return err
	}
	made := s.madeOf(ctx, writing.Presenter, taken)
	if !scripted(r) {
		session.Flash(w, r, made.Thanks)
		return page.Redirect(w, r, s.url()+"?view=phone")
	}
	place := placeOf(ctx, s.room)
	if f.Value("from") == "turn" {
		facts := s.factsOf(f.ID("turn"), writing)
		place = placeView{For: facts.mark(), Form: formOf(ctx, facts, nil)}
		place.Form.From = "turn"
	}
	if place.Form != nil {
		place.Form.Key, place.Form.Lead = id.New().String(), i18n.T(ctx, "Something more? Write it here.")
	}
	place.Made = &made
	return send(w, r, http.StatusOK, pledgePlace(place), mineToo(mineViewOf(ctx, s)))
}

// ownOf finds a promise of the visitor’s own.
func (s sight) ownOf(r *http.Request) (own, error) {
	which := id.Maybe(chi.URLParam(r, "commitment"))
	for _, o := range s.mine.promises {
		if o.ID == which {
			return o, nil
		}
	}
	return own{}, fault.NotFound("That page is not here")
}
