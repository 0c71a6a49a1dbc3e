package mail

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"time"

	"collaboratory/internal/clock"
	"collaboratory/internal/db"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/jobs"
	"collaboratory/internal/token"
)

// Options say where letters come from and how they leave.
type Options struct {
	BaseURL string // of the install, without a slash at the end
	From    string // “Name <address>”
	SMTPURL string // smtp://user:password@host:587 or smtps://…; empty: nothing leaves, letters are read at /dev/mail
}

// Office takes letters and sees to their delivery.
type Office struct {
	db     *db.DB
	clock  clock.Clock
	queue  *jobs.Queue
	signer *token.Signer
	base   *url.URL
	from   string
	post   *post // nil without SMTP
}

// NewOffice opens the office and puts its deliveries on the queue. An address that cannot be read is a plain error.
func NewOffice(d *db.DB, c clock.Clock, q *jobs.Queue, s *token.Signer, o Options) (*Office, error) {
	base, err := url.Parse(o.BaseURL)
	if err != nil || base.Host == "" {
		return nil, fmt.Errorf("mail needs the address of the install, such as https://town.example")
	}
	from, err := sender(o.From)
	if err != nil {
		return nil, err
	}
	office := &Office{db: d, clock: c, queue: q, signer: s, base: base, from: from}
	if o.SMTPURL != "" {
		if office.post, err = newPost(o.SMTPURL, base.Hostname()); err != nil {
			return nil, err
		}
	}
	jobs.Add(q, office.deliver)
	return office, nil
}

// URL is an absolute address of the install, for links in letters.
func (o *Office) URL(path string) string { return o.base.Scheme + "://" + o.base.Host + path }

// Send writes the letter in this transaction; it leaves soon after the commit. Sent is false when there is nothing to
// do: the recipient has no address, refused letters like this, or has this one already; or the letter comes out of a
// practice room, where nothing is mailed.
func (o *Office) Send(ctx context.Context, tx *db.Tx, l Letter) (sent bool, err error) {
	if l.To.address() == "" {
		return false, nil
	}
	refused, err := o.refused(ctx, tx, l)
	if err != nil || refused {
		return false, err
	}
	kept, err := o.write(ctx, l)
	if err != nil {
		return false, err
	}
	fresh, err := insertLetter(ctx, tx, kept)
	if err != nil || !fresh {
		return false, err
	}
	return true, o.queue.Enqueue(ctx, tx, deliver{Letter: kept.ID})
}

func (o *Office) refused(ctx context.Context, q db.Querier, l Letter) (bool, error) {
	if l.Asked {
		return false, nil
	}
	return isRefused(ctx, q, l.To.address(), l.Collaboratory, l.Kind, l.topic())
}

func (l Letter) topic() string {
	if l.Topic != "" {
		return l.Topic
	}
	return l.Kind
}

// write renders the letter in the recipient's language.
func (o *Office) write(ctx context.Context, l Letter) (stored, error) {
	ctx = i18n.With(ctx, l.To.Language)
	if l.Unsubscribe == "" && !l.Asked {
		l.Unsubscribe = o.URL("/unsubscribe/" + o.unsubscribeToken(l))
	}
	l.Subject, l.ReplyTo = header(l.Subject), header(l.ReplyTo)
	var html bytes.Buffer
	if err := letterHTML(l).Render(ctx, &html); err != nil {
		return stored{}, fmt.Errorf("writing the letter %s: %w", l.Kind, err)
	}
	return stored{
		ID: id.New(), Cause: l.Cause, Recipient: l.To.key(), Collaboratory: orNull(l.Collaboratory),
		PersonID: orNull(l.To.PersonID), Kind: l.Kind, Asked: l.Asked, Email: l.To.address(), Name: header(l.To.Name),
		Club: header(l.Club), Language: i18n.Lang(ctx), Subject: l.Subject, Text: plainText(ctx, l), HTML: html.String(),
		Calendar: l.Calendar, CalendarMethod: header(l.CalendarMethod), ReplyTo: l.ReplyTo,
		Unsubscribe: header(l.Unsubscribe), CreatedAt: o.clock.Now(),
	}, nil
}

// keepBodies is how long a letter can be read again; that it was sent stays known.
const keepBodies = 90 * 24 * time.Hour

// Sweep forgets what old letters said, not that they were sent.
func (o *Office) Sweep(ctx context.Context) error {
	return blankBodies(ctx, o.db.Pool(), o.clock.Now().Add(-keepBodies))
}

func orNull(v id.ID) *id.ID {
	if v == id.Nil {
		return nil
	}
	return &v
}
