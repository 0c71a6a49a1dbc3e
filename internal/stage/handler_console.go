package stage

import (
	"bytes"
	"context"
	"math"
	"net/http"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"collaboratory/internal/fault"
	"collaboratory/internal/gathering"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
	"collaboratory/internal/session"
)

func (h *Handlers) consoleRoutes(r chi.Router) {
	post(r, "/step", h.step)
	post(r, "/hidden", h.hide)
	post(r, "/nods", h.nod)
	post(r, "/hands/{who}", h.called)
	post(r, "/roles", h.role)
	post(r, "/settings", h.setUp)
	get(r, "/touch", h.touch)
}

// readStaff reads what the console alone shows.
func readStaff(ctx context.Context, h *Handlers, _ *http.Request, s *sight) (err error) {
	s.staff = &staff{listening: h.service.hub.Listening(Topic(s.gathering))}
	s.staff.members, err = membersOf(ctx, h.service.db.Pool(), s.club.CollaboratoryID)
	return err
}

// step takes a press of the host.
func (h *Handlers) step(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	in := Press{Do: Do(f.Value("do")), Item: f.ID("item")}
	if n := f.Whole("version", 0, math.MaxInt32); n != nil {
		in.Version = *n
	}
	v := visitorOf(r)
	return h.answer(w, r, "now", h.service.Press(r.Context(), v.club.CollaboratoryID, v.gathering, in))
}

// hide takes a promise off the screens, or shows it again.
func (h *Handlers) hide(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	v := visitorOf(r)
	return h.answer(w, r, "in", h.service.Hide(r.Context(), v.club.CollaboratoryID, v.gathering, f.ID("commitment"), f.Value("hide") == "1"))
}

// nod lets a guest’s promise onto the screens.
func (h *Handlers) nod(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	v := visitorOf(r)
	return h.answer(w, r, "in", h.service.Nod(r.Context(), v.club.CollaboratoryID, v.gathering, f.ID("commitment")))
}

// everybody stands in the address where the host takes all hands down.
const everybody = "all"

// called takes down the hand of somebody who had the word, or all hands.
func (h *Handlers) called(w http.ResponseWriter, r *http.Request) error {
	who := id.Nil
	if text := chi.URLParam(r, "who"); text != everybody {
		var err error
		if who, err = id.Parse(text); err != nil {
			return err
		}
	}
	v := visitorOf(r)
	return h.answer(w, r, "hands", h.service.Called(r.Context(), v.club.CollaboratoryID, v.gathering, who))
}

// role hands the host’s or the scribe’s part to somebody, or takes it back.
func (h *Handlers) role(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	ctx, v := r.Context(), visitorOf(r)
	in := gathering.Handing{Person: f.ID("person"), Role: gathering.Role(f.Value("role")), Back: f.Ticked("back")}
	if in.Person == id.Nil {
		err = fault.Conflict("Choose the member you want to hand it to")
	} else {
		err = h.service.gatherings.Hand(ctx, v.club.CollaboratoryID, v.gathering, in)
	}
	if err == nil {
		said := i18n.T(ctx, "The role is handed over.")
		if in.Back {
			said = i18n.T(ctx, "The role is taken back.")
		}
		session.Flash(w, r, said)
		return page.Redirect(w, r, v.url())
	}
	return h.answer(w, r, "now", err)
}

// setUp keeps how the room is set up.
func (h *Handlers) setUp(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	ctx, v := r.Context(), visitorOf(r)
	err = h.service.SetUp(ctx, v.club.CollaboratoryID, v.gathering, Settings{
		AloudFirst: f.Ticked("aloud"), Nod: f.Ticked("nod"), Amounts: f.Ticked("amounts"), Sound: f.Ticked("sound"), Motion: f.Ticked("motion"),
	})
	if err == nil {
		session.Flash(w, r, i18n.T(ctx, "The room is set up like that."))
	}
	return h.answer(w, r, "now", err)
}

// touch says how many screens are in touch, for the console to ask now and then.
func (h *Handlers) touch(w http.ResponseWriter, r *http.Request) error {
	s, f, err := h.look(r)
	if err != nil {
		return err
	}
	if !consoleFace.may(s.standing) || f.name != consoleFace.name {
		return fault.NotFound("That page is not here")
	}
	return send(w, r, http.StatusOK, inTouch(h.service.hub.Listening(Topic(s.gathering))))
}

// answer is what somebody reads who pressed a button of the room. Without a script they go back to their page; with one
// they get, at once, the part their press changed, the stream brings the rest. A press that came too late is answered
// with the reason beside the buttons and with the room as it is now.
func (h *Handlers) answer(w http.ResponseWriter, r *http.Request, part string, err error) error {
	refused := refusalOf(r.Context(), err)
	if err != nil && refused == "" {
		return err
	}
	s, f, err := h.look(r)
	if err != nil {
		return err
	}
	inPlace := r.Header.Get("HX-Request") == "true"
	switch {
	case inPlace:
		return h.inPlace(w, r, s, f, part, refused)
	case refused == "":
		return page.Redirect(w, r, s.url()+"?view="+f.name)
	}
	if f.read != nil {
		if err := f.read(r.Context(), h, r, &s); err != nil {
			return err
		}
	}
	ctx := withRefusal(r.Context(), refused)
	if f.name != consoleFace.name {
		ctx = page.WithStatus(ctx, refused)
	}
	view := f.page(ctx, s)
	view.Code = http.StatusConflict
	return page.Render(w, r.WithContext(ctx), view)
}

// inPlace answers with one part of a face, and what is to be said beside it.
func (h *Handlers) inPlace(w http.ResponseWriter, r *http.Request, s sight, f face, name, refused string) error {
	code, answer := http.StatusOK, []templ.Component{said(refused, true)}
	if refused != "" {
		code = http.StatusConflict
	}
	for _, p := range f.parts(r.Context(), s.room, s.own) {
		if p.name == name {
			answer = append(answer, p.body)
		}
	}
	return send(w, r, code, answer...)
}

// send answers with pieces of a page, for a script to put in.
func send(w http.ResponseWriter, r *http.Request, code int, pieces ...templ.Component) error {
	var buf bytes.Buffer
	for _, piece := range pieces {
		if err := piece.Render(r.Context(), &buf); err != nil {
			return err
		}
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(code)
	_, _ = w.Write(buf.Bytes()) // a browser that went away sees the room when it comes back
	return nil
}

// refusalOf is why a press could not be taken, in words for the one who pressed; empty when the matter is no such thing:
// it was taken, or it is for a page of its own.
func refusalOf(ctx context.Context, err error) string {
	f := fault.Of(err)
	if f == nil {
		return ""
	}
	switch f.Kind {
	case fault.KindInvalid:
		return i18n.T(ctx, f.Fields[0].Message, f.Fields[0].Args...) + "."
	case fault.KindConflict, fault.KindUnavailable:
		return i18n.T(ctx, f.Message, f.Args...) + "."
	}
	return ""
}

type refusalKey struct{}

// withRefusal keeps, for the page that answers, why a press could not be taken.
func withRefusal(ctx context.Context, words string) context.Context {
	return context.WithValue(ctx, refusalKey{}, words)
}

// refusedIn is why the press this page answers could not be taken; empty when there is nothing to say.
func refusedIn(ctx context.Context) string {
	words, _ := ctx.Value(refusalKey{}).(string)
	return words
}
