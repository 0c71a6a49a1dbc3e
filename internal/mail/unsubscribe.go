package mail

import (
	"context"
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"

	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/page"
)

// The letters of years ago can still be stopped.
const unsubscribeLasts = 5 * 365 * 24 * time.Hour

const unsubscribePurpose = "unsubscribe"

// refusal is what an unsubscribe link speaks about.
type refusal struct {
	email         string
	collaboratory id.ID
	topic         string
	club          string
}

func (o *Office) unsubscribeToken(l Letter) string {
	return o.signer.Sign(unsubscribePurpose, o.clock.Now().Add(unsubscribeLasts),
		l.To.address(), l.Collaboratory.String(), l.topic(), l.Club)
}

func (o *Office) readUnsubscribe(signed string) (refusal, error) {
	parts, err := o.signer.Read(unsubscribePurpose, signed, o.clock.Now())
	if err != nil {
		return refusal{}, err
	}
	if len(parts) != 4 {
		return refusal{}, fault.NotFound("This link is not one of ours, or it did not arrive whole")
	}
	return refusal{email: parts[0], collaboratory: id.Maybe(parts[1]), topic: parts[2], club: parts[3]}, nil
}

// Unsubscribe stops letters like the one that carried the link; all stops every letter of that collaboratory that was
// not asked for. A link that is not ours is fault.NotFound.
func (o *Office) Unsubscribe(ctx context.Context, signed string, all bool) error {
	r, err := o.readUnsubscribe(signed)
	if err != nil {
		return err
	}
	return insertRefusal(ctx, o.db.Pool(), r.email, r.collaboratory, r.kind(all), o.clock.Now())
}

// Resubscribe takes that back.
func (o *Office) Resubscribe(ctx context.Context, signed string) error {
	r, err := o.readUnsubscribe(signed)
	if err != nil {
		return err
	}
	for _, all := range []bool{true, false} {
		if err := deleteRefusal(ctx, o.db.Pool(), r.email, r.collaboratory, r.kind(all)); err != nil {
			return err
		}
	}
	return nil
}

func (r refusal) kind(all bool) string {
	if all {
		return ""
	}
	return r.topic
}

// Routes mounts /unsubscribe/{token}: a page with buttons for people, and the POST that mail readers send themselves
// (RFC 8058). It needs no sign-in: the link is enough.
func (o *Office) Routes(r chi.Router) {
	r.Method(http.MethodGet, "/unsubscribe/{token}", page.Handler(o.askUnsubscribe))
	r.Method(http.MethodPost, "/unsubscribe/{token}", page.Handler(o.takeUnsubscribe))
}

func (o *Office) askUnsubscribe(w http.ResponseWriter, r *http.Request) error {
	link, err := o.readUnsubscribe(chi.URLParam(r, "token"))
	if err != nil {
		return err
	}
	return page.Render(w, r, unsubscribeView(r.Context(), r.URL.Path, link, ""))
}

func (o *Office) takeUnsubscribe(w http.ResponseWriter, r *http.Request) error {
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	ctx, signed := r.Context(), chi.URLParam(r, "token")
	link, err := o.readUnsubscribe(signed)
	if err != nil {
		return err
	}
	said := f.Choice("letters", "stop", "stop", "stop-all", "again")
	if said == "again" {
		err = o.Resubscribe(ctx, signed)
	} else {
		err = o.Unsubscribe(ctx, signed, said == "stop-all")
	}
	if err != nil {
		return err
	}
	return page.Render(w, r, unsubscribeView(ctx, r.URL.Path, link, said))
}

// unsubscribeWords are what the page says before and after.
type unsubscribeWords struct {
	title, lede, url   string
	stop, all, again   string
	offerStop, offered bool
}

func unsubscribeView(ctx context.Context, path string, link refusal, said string) page.View {
	v := unsubscribeWords{url: path, offerStop: said == "" || said == "again", offered: said == "stop"}
	v.stop = i18n.T(ctx, "Stop letters like this")
	v.again = i18n.T(ctx, "Send them again")
	v.all = i18n.T(ctx, "Stop every letter we send by ourselves")
	if link.club != "" {
		v.all = i18n.T(ctx, "Stop every letter from %s", link.club)
	}
	switch said {
	case "":
		v.title, v.lede = i18n.T(ctx, "Stop these letters?"), i18n.T(ctx, "They go to %s. Letters you ask for yourself, such as the one to sign in, still come.", link.email)
	case "again":
		v.title, v.lede = i18n.T(ctx, "The letters come again"), i18n.T(ctx, "We send them to %s as before.", link.email)
	default:
		v.title, v.lede = i18n.T(ctx, "The letters have stopped"), i18n.T(ctx, "We send no more of them to %s. What you promised and what was promised to you stays as it is.", link.email)
	}
	return page.View{Title: v.title, Form: true, Body: unsubscribePage(v)}
}
