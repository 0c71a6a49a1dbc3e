package member

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"collaboratory/internal/file"
	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
	"collaboratory/internal/session"
)

// profileRoutes mounts what a person says about themselves.
func (h *Handlers) profileRoutes(r chi.Router) {
	r.Method(http.MethodGet, "/me/profile", page.Handler(h.profile))
	r.Method(http.MethodPost, "/me/profile", page.Handler(h.describe))
	r.Method(http.MethodGet, "/me/profile/employer", page.Handler(h.employer))
	r.Method(http.MethodPost, "/me/profile/employer", page.Handler(h.changeEmployer))
	r.Method(http.MethodGet, "/me/profile/audiences", page.Handler(h.audiences))
	r.Method(http.MethodPost, "/me/profile/audiences", page.Handler(h.chooseAudiences))
	r.Method(http.MethodGet, "/me/photo", page.Handler(h.photo))
	r.Method(http.MethodPost, "/me/photo", page.Handler(h.setPhoto))
	r.Method(http.MethodGet, "/me/photo.jpg", page.Handler(h.myPhoto))
	r.Method(http.MethodPost, "/me/photo/removal", page.Handler(h.removePhoto))
	r.Method(http.MethodGet, "/me/self-description", page.Handler(h.self))
	r.Method(http.MethodPost, "/me/self-description", page.Handler(h.describeSelf))
	r.Method(http.MethodPost, "/me/self-description/removal", page.Handler(h.forgetSelf))
}

func (h *Handlers) profile(w http.ResponseWriter, r *http.Request) error {
	mine, err := h.service.MyProfile(r.Context())
	if err != nil {
		return err
	}
	return page.Render(w, r, profileView(r.Context(), mine, Fill(mine.Portrait, mine.Issues)))
}

func (h *Handlers) describe(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	return h.answer(w, r, f, h.service.Describe(r.Context(), Read(f)), "/me#profile", func(mine MyProfile) page.View {
		return profileView(r.Context(), mine, f)
	})
}

// answer goes back to where the form came from, or shows it again with what is wrong.
func (h *Handlers) answer(w http.ResponseWriter, r *http.Request, f *page.FormData, said error, to string, again func(MyProfile) page.View) error {
	if said == nil {
		session.Flash(w, r, i18n.T(r.Context(), "Saved."))
		return page.Redirect(w, r, to)
	}
	if !f.Take(said) {
		return said
	}
	mine, err := h.service.MyProfile(r.Context())
	if err != nil {
		return err
	}
	return page.Render(w, r, again(mine))
}

func (h *Handlers) employer(w http.ResponseWriter, r *http.Request) error {
	mine, err := h.service.MyProfile(r.Context())
	if err != nil {
		return err
	}
	f := page.Filled(map[string]string{"sector": mine.Portrait.Sector})
	return page.Render(w, r, employerView(r.Context(), mine, f))
}

func (h *Handlers) changeEmployer(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	e := Employer{Organisation: f.Value("organisation"), Job: f.Value("job"), Sector: f.Value("sector")}
	return h.answer(w, r, f, h.service.ChangeEmployer(r.Context(), e), "/me#profile", func(mine MyProfile) page.View {
		return employerView(r.Context(), mine, f)
	})
}

func (h *Handlers) audiences(w http.ResponseWriter, r *http.Request) error {
	mine, err := h.service.MyProfile(r.Context())
	if err != nil {
		return err
	}
	return page.Render(w, r, audienceView(r.Context(), mine.Portrait, nil))
}

func (h *Handlers) chooseAudiences(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	chosen := Audiences{}
	for _, field := range Fields {
		chosen[field] = Audience(f.Value(string(field)))
	}
	return h.answer(w, r, f, h.service.ChooseAudiences(r.Context(), chosen), "/me/profile/audiences", func(mine MyProfile) page.View {
		return audienceView(r.Context(), mine.Portrait, f)
	})
}

func (h *Handlers) photo(w http.ResponseWriter, r *http.Request) error {
	mine, err := h.service.MyProfile(r.Context())
	if err != nil {
		return err
	}
	return page.Render(w, r, photoView(r.Context(), mine.Portrait, page.Filled(nil)))
}

func (h *Handlers) setPhoto(w http.ResponseWriter, r *http.Request) error {
	f := page.Filled(nil)
	raw, err := file.Upload(w, r, "photo", file.MaxPicture)
	if err == nil {
		err = h.service.SetMyPhoto(r.Context(), raw)
	}
	return h.answer(w, r, f, err, "/me/photo", func(mine MyProfile) page.View {
		return photoView(r.Context(), mine.Portrait, f)
	})
}

func (h *Handlers) myPhoto(w http.ResponseWriter, r *http.Request) error {
	picture, err := h.service.MyPhoto(r.Context())
	if err != nil {
		return err
	}
	return SendPhoto(w, r, picture)
}

func (h *Handlers) removePhoto(w http.ResponseWriter, r *http.Request) error {
	if err := h.service.RemoveMyPhoto(r.Context()); err != nil {
		return err
	}
	session.Flash(w, r, i18n.T(r.Context(), "The photo is removed."))
	return page.Redirect(w, r, "/me/photo")
}

func (h *Handlers) self(w http.ResponseWriter, r *http.Request) error {
	said, err := h.service.MySelfDescription(r.Context())
	if err != nil {
		return err
	}
	return page.Render(w, r, selfView(r.Context(), said, nil))
}

func (h *Handlers) describeSelf(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	d := SelfDescription{AgeBand: f.Value("age-band"), Ideology: f.Value("ideology"), Background: f.Value("background")}
	return h.answer(w, r, f, h.service.DescribeSelf(r.Context(), d), "/me/self-description", func(MyProfile) page.View {
		return selfView(r.Context(), d, f)
	})
}

func (h *Handlers) forgetSelf(w http.ResponseWriter, r *http.Request) error {
	if err := h.service.ForgetSelf(r.Context()); err != nil {
		return err
	}
	session.Flash(w, r, i18n.T(r.Context(), "Your answers are deleted."))
	return page.Redirect(w, r, "/me/self-description")
}
