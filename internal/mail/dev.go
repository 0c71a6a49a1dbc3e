package mail

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/go-chi/chi/v5"

	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

// DevRoutes mounts /dev/mail, where development reads everybody's letters. It must never be mounted in production.
func (o *Office) DevRoutes(r chi.Router) {
	r.Method(http.MethodGet, "/dev/mail", page.Handler(o.listLetters))
	r.Method(http.MethodGet, "/dev/mail/{id}", page.Handler(o.showLetter))
	r.Method(http.MethodGet, "/dev/mail/{id}/body", page.Handler(o.showBody))
	r.Method(http.MethodGet, "/dev/mail/{id}/calendar", page.Handler(o.showCalendar))
}

const lettersShown = 100

func (o *Office) listLetters(w http.ResponseWriter, r *http.Request) error {
	search := strings.ToLower(strings.TrimSpace(r.URL.Query().Get("q")))
	letters, err := newestLetters(r.Context(), o.db.Pool(), search, lettersShown)
	if err != nil {
		return err
	}
	ctx := r.Context()
	return page.Render(w, r, page.View{Title: i18n.T(ctx, "Letters"), Body: devList(search, devLines(ctx, letters))})
}

func (o *Office) letter(r *http.Request) (stored, error) {
	letter, err := id.Parse(chi.URLParam(r, "id"))
	if err != nil {
		return stored{}, err
	}
	return letterByID(r.Context(), o.db.Pool(), letter)
}

func (o *Office) showLetter(w http.ResponseWriter, r *http.Request) error {
	letter, err := o.letter(r)
	if err != nil {
		return err
	}
	return page.Render(w, r, page.View{Title: letter.Subject, Body: devLetter(o.devView(r.Context(), letter))})
}

// The letter brings its own style and no script; its links open in place of it.
const letterPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; " +
	"form-action 'none'; frame-ancestors 'self'"

func (o *Office) showBody(w http.ResponseWriter, r *http.Request) error {
	letter, err := o.letter(r)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Security-Policy", letterPolicy)
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	_, err = w.Write([]byte(letter.HTML))
	return err
}

func (o *Office) showCalendar(w http.ResponseWriter, r *http.Request) error {
	letter, err := o.letter(r)
	if err != nil {
		return err
	}
	return page.Download(w, "invite.ics", "text/calendar; charset=utf-8", letter.Calendar)
}

// devLine is a letter in the list.
type devLine struct{ subject, url, to, when, state string }

func devLines(ctx context.Context, letters []stored) []devLine {
	var all []devLine
	for _, l := range letters {
		all = append(all, devLine{
			subject: l.Subject, url: "/dev/mail/" + l.ID.String(), to: l.Email,
			when: i18n.WhenYear(ctx, l.CreatedAt) + " UTC", state: stateWords(ctx, l.State),
		})
	}
	return all
}

func stateWords(ctx context.Context, state string) string {
	switch state {
	case "sent":
		return i18n.T(ctx, "Sent")
	case "failed":
		return i18n.T(ctx, "Could not be sent")
	case "bounced":
		return i18n.T(ctx, "Came back")
	}
	return i18n.T(ctx, "On its way")
}

// devPage is one letter.
type devPage struct {
	subject, bodyURL, calendarURL string
	facts                         []ui.Fact
	text, calendar                [][]devText
}

// devText is a line of the text form; one that is an address can be followed.
type devText struct{ words, url string }

func (o *Office) devView(ctx context.Context, l stored) devPage {
	v := devPage{
		subject: l.Subject, bodyURL: "/dev/mail/" + l.ID.String() + "/body",
		facts: filled([]ui.Fact{
			{Strong: i18n.T(ctx, "To"), Text: header(l.Name + " <" + l.Email + ">")},
			{Strong: i18n.T(ctx, "From"), Text: o.sender(l)},
			{Strong: i18n.T(ctx, "Answers go to"), Text: l.ReplyTo},
			{Strong: i18n.T(ctx, "State"), Text: header(stateWords(ctx, l.State) + " " + l.Error)},
			{Strong: i18n.T(ctx, "Cause"), Text: l.Cause},
			{Strong: "Message-ID", Text: "<" + o.messageID(l) + ">"},
			{Strong: "List-Unsubscribe", Text: l.Unsubscribe},
		}),
		text: devParts(l.Text),
	}
	if len(l.Calendar) > 0 {
		v.calendar = devParts(strings.ReplaceAll(string(l.Calendar), "\r\n", "\n"))
		v.calendarURL = "/dev/mail/" + l.ID.String() + "/calendar"
	}
	return v
}

func filled(facts []ui.Fact) []ui.Fact {
	return slices.DeleteFunc(facts, func(f ui.Fact) bool { return f.Text == "" })
}

func devParts(text string) [][]devText {
	var all [][]devText
	for part := range strings.SplitSeq(strings.TrimSpace(text), "\n\n") {
		all = append(all, devPart(part))
	}
	return all
}

func devPart(part string) []devText {
	var all []devText
	for line := range strings.SplitSeq(part, "\n") {
		text := devText{words: line}
		if url := strings.TrimSpace(line); strings.HasPrefix(url, "http://") || strings.HasPrefix(url, "https://") {
			text = devText{words: url, url: url}
		}
		all = append(all, text)
	}
	return all
}
