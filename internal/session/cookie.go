package session

import (
	"net/http"
	"time"

	"collaboratory/internal/page"
	"collaboratory/internal/token"
)

const (
	yearSeconds  = 365 * 24 * 60 * 60
	flashPurpose = "flash"
	flashLasts   = 2 * time.Minute
	longestFlash = 600
)

// cookieName: a browser sends a __Host- cookie only over https, and only to the very host that set it.
func (s *Sessions) cookieName(plain string) string {
	if s.options.Secure {
		return "__Host-" + plain
	}
	return plain
}

func (s *Sessions) setCookie(w http.ResponseWriter, name, value string, seconds int) {
	http.SetCookie(w, &http.Cookie{
		Name: s.cookieName(name), Value: value, Path: "/", MaxAge: seconds, HttpOnly: true,
		Secure: s.options.Secure, SameSite: http.SameSiteLaxMode,
	})
}

func (s *Sessions) cookie(r *http.Request, name string) string {
	c, err := r.Cookie(s.cookieName(name))
	if err != nil {
		return ""
	}
	return c.Value
}

// BrowserID is a random name for this browser, to bind codes and limits to. It is set when there is none yet, so it
// must be asked for before the answer is written. It says nothing about who sits there. It works under Load only.
func BrowserID(w http.ResponseWriter, r *http.Request) string {
	h := held(r.Context())
	if h.browser != "" {
		return h.browser
	}
	h.browser = h.sessions.cookie(r, "browser")
	if len(h.browser) < 27 || len(h.browser) > 64 {
		h.browser = token.New()
		h.sessions.setCookie(w, "browser", h.browser, yearSeconds)
	}
	return h.browser
}

// Keep gives this browser something to hold for so many seconds under a name: the pass of a guest, the key of a big
// screen. No script can read it. Zero seconds takes it back. It works under Load only.
func Keep(w http.ResponseWriter, r *http.Request, name, value string, seconds int) {
	if seconds <= 0 {
		seconds = -1
	}
	held(r.Context()).sessions.setCookie(w, name, value, seconds)
}

// Kept is what this browser holds under a name; empty when it holds nothing. It works under Load only.
func Kept(r *http.Request, name string) string { return held(r.Context()).sessions.cookie(r, name) }

// Flash carries a sentence, in the reader's language already, over the redirect that follows. The next page shows it
// once. It works under Load only.
func Flash(w http.ResponseWriter, r *http.Request, message string) {
	s := held(r.Context()).sessions
	if runes := []rune(message); len(runes) > longestFlash {
		message = string(runes[:longestFlash])
	}
	signed := s.signer.Sign(flashPurpose, s.clock.Now().Add(flashLasts), message)
	s.setCookie(w, "flash", signed, int(flashLasts/time.Second))
}

// takeFlash gives the sentence to the page that is asked for. A redirect on the way does not use it up, nor does the
// stream of a page that is still open.
func (s *Sessions) takeFlash(w http.ResponseWriter, r *http.Request) (http.ResponseWriter, *http.Request) {
	signed := s.cookie(r, "flash")
	if signed == "" || r.Method != http.MethodGet || r.Header.Get("Accept") == "text/event-stream" {
		return w, r
	}
	if parts, err := s.signer.Read(flashPurpose, signed, s.clock.Now()); err == nil && len(parts) == 1 {
		r = r.WithContext(page.WithStatus(r.Context(), parts[0]))
	}
	return &flashWriter{ResponseWriter: w, sessions: s}, r
}

// flashWriter takes the flash cookie back as soon as a page answers.
type flashWriter struct {
	http.ResponseWriter
	sessions *Sessions
	begun    bool
}

// WriteHeader begins the answer.
func (f *flashWriter) WriteHeader(code int) {
	if !f.begun && (code < 300 || code >= 400) {
		f.sessions.setCookie(f.ResponseWriter, "flash", "", -1)
	}
	f.begun = true
	f.ResponseWriter.WriteHeader(code)
}

// Write begins the answer when nobody has.
func (f *flashWriter) Write(b []byte) (int, error) {
	if !f.begun {
		f.WriteHeader(http.StatusOK)
	}
	return f.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach what is underneath.
func (f *flashWriter) Unwrap() http.ResponseWriter { return f.ResponseWriter }
