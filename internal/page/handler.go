package page

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"sync"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5/middleware"

	"collaboratory/internal/access"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/web/ui"
)

// Handler answers one request, or says why it cannot. A fault becomes its page; any other error is logged with the
// request id and shown calmly as 500.
type Handler func(w http.ResponseWriter, r *http.Request) error

// ServeHTTP makes a Handler fit for a router.
func (h Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := h(w, r); err != nil {
		Fail(w, r, err)
	}
}

// View is one page: what stands around it, and its body.
type View struct {
	Title   string
	Section string          // which entry of the navigation is current: home, gatherings, turns, commitments, members
	Body    templ.Component //
	Form    bool            // narrow, for forms
	Wrong   bool            // something typed was wrong: the answer is 422
	Code    int             // another status; 200 when zero
	Public  bool            // may be kept by caches for a minute; private pages never are
	Door    *Door           // the front door instead of the usual page
	Stage   bool            // loads the style of the live room, the front door and printed cards
	Bare    bool            // no masthead and foot; the body brings its own main
	Room    bool            // the phone in the room: system fonts, for bad lines
	Script  string          // one more script by name, such as "room.js"
	Scripts []string        // still more of them, loaded after it
	Again   bool            // without scripts it is read anew every five seconds
	Class   string          // of the body, for bare pages such as the big screen
}

// Door is the headline of the front door.
type Door struct{ Headline, Lede string }

// Fail answers with an error: a visitor who must sign in is sent to do so and back again.
func Fail(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, context.Canceled) && r.Context().Err() != nil {
		slog.DebugContext(r.Context(), "the reader went away", "path", r.URL.Path)
		return
	}
	f := fault.Of(err)
	if f == nil {
		slog.ErrorContext(r.Context(), "request failed", "request", middleware.GetReqID(r.Context()), "method", r.Method, "path", r.URL.Path, "error", err)
		f = &fault.Error{}
	}
	if f.Kind == fault.KindUnavailable {
		slog.WarnContext(r.Context(), "unavailable", "request", middleware.GetReqID(r.Context()), "path", r.URL.Path, "error", err)
	}
	if mustSignIn(r, f) {
		http.Redirect(w, r, "/sign-in?next="+url.QueryEscape(r.URL.RequestURI()), http.StatusSeeOther)
		return
	}
	if f.Wait > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int(f.Wait.Seconds())+1))
	}
	if renderErr := Render(w, r, faultView(r.Context(), f)); renderErr != nil {
		slog.ErrorContext(r.Context(), "the error page failed", "error", renderErr)
		http.Error(w, "Something went wrong. Please try again in a moment.", http.StatusInternalServerError)
	}
}

// mustSignIn: what a visitor may not see is asked for again once we know who they are.
func mustSignIn(r *http.Request, f *fault.Error) bool {
	if access.From(r.Context()).SignedIn() || r.Method != http.MethodGet && r.Method != http.MethodHead {
		return false
	}
	return f.Kind == fault.KindForbidden || f.Kind == fault.KindNotFound && behindTheDoor(r)
}

func status(kind fault.Kind) int {
	switch kind {
	case fault.KindNotFound:
		return http.StatusNotFound
	case fault.KindForbidden:
		return http.StatusForbidden
	case fault.KindInvalid:
		return http.StatusUnprocessableEntity
	case fault.KindConflict:
		return http.StatusConflict
	case fault.KindGone:
		return http.StatusGone
	case fault.KindTooMany:
		return http.StatusTooManyRequests
	case fault.KindUnavailable:
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// faultView says what happened and offers the one way on.
func faultView(ctx context.Context, f *fault.Error) View {
	title, lede := faultWords(ctx, f)
	home := "/"
	if c, ok := clubOf(ctx); ok {
		home = c.URL()
	}
	return View{Title: title, Code: status(f.Kind), Body: ui.ErrorPage(title, lede, ui.Button{Label: i18n.T(ctx, "Back to the start"), URL: home})}
}

func faultWords(ctx context.Context, f *fault.Error) (title, lede string) {
	said := i18n.T(ctx, f.Message, f.Args...)
	for _, field := range f.Fields {
		said = i18n.T(ctx, field.Message, field.Args...)
	}
	switch f.Kind {
	case fault.KindNotFound:
		return i18n.T(ctx, "We could not find that page"), i18n.T(ctx, "The address may be mistyped, or the page may not be open to you. If somebody sent you here, ask them for a new link.")
	case fault.KindForbidden:
		return i18n.T(ctx, "That is for somebody else to do"), said + "."
	case fault.KindInvalid, fault.KindConflict:
		return i18n.T(ctx, "That could not be done"), said + "."
	case fault.KindGone:
		return i18n.T(ctx, "That link has ended"), said + "."
	case fault.KindTooMany:
		return i18n.T(ctx, "Please wait a moment"), said + "."
	case fault.KindUnavailable:
		return i18n.T(ctx, "We will be right back"), said + "."
	}
	return i18n.T(ctx, "Something went wrong on our side"), i18n.T(ctx, "Nothing you sent was kept. Please try again in a moment.")
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// Render sends a whole page.
func Render(w http.ResponseWriter, r *http.Request, v View) error {
	ctx := r.Context()
	buf := buffers.Get().(*bytes.Buffer)
	buf.Reset()
	defer buffers.Put(buf)
	if err := around(ctx, v).Render(templ.WithChildren(ctx, v.Body), buf); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", cacheControl(v))
	}
	w.WriteHeader(code(v))
	_, err := w.Write(buf.Bytes())
	if err != nil {
		slog.DebugContext(ctx, "the reader went away", "error", err)
	}
	return nil
}

func code(v View) int {
	switch {
	case v.Code != 0:
		return v.Code
	case v.Wrong:
		return http.StatusUnprocessableEntity
	}
	return http.StatusOK
}

func cacheControl(v View) string {
	if v.Public && code(v) == http.StatusOK {
		return "public, max-age=60"
	}
	return "no-store"
}

// Redirect sends the reader on after something was done (303: the browser asks with GET).
func Redirect(w http.ResponseWriter, r *http.Request, to string) error {
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

// Download sends a file under a name.
func Download(w http.ResponseWriter, name, contentType string, body []byte) error {
	h := w.Header()
	h.Set("Content-Type", contentType)
	h.Set("Content-Disposition", `attachment; filename="`+name+`"`)
	h.Set("Cache-Control", "no-store")
	_, err := w.Write(body)
	return err
}
