package mail

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	netmail "net/mail"
	"net/textproto"
	"net/url"
	"strconv"
	"time"

	gomail "github.com/wneessen/go-mail"

	"collaboratory/internal/fault"
	"collaboratory/internal/id"
	"collaboratory/internal/jobs"
)

// deliver brings one letter to the mail server.
type deliver struct{ Letter id.ID }

// Kind names the job.
func (deliver) Kind() string { return "mail.deliver" }

// deliver may run twice: what is marked sent is not sent again, and if the program died between the two the second
// copy has the same Message-ID.
func (o *Office) deliver(ctx context.Context, job deliver) error {
	letter, err := letterByID(ctx, o.db.Pool(), job.Letter)
	if fault.Is(err, fault.KindNotFound) {
		return nil
	}
	if err != nil || letter.State == "sent" {
		return err
	}
	if o.post == nil {
		return markSent(ctx, o.db.Pool(), letter.ID, o.clock.Now(), false)
	}
	if err := o.bring(ctx, letter); err != nil {
		return o.notBrought(ctx, letter, err)
	}
	return markSent(ctx, o.db.Pool(), letter.ID, o.clock.Now(), letter.Asked)
}

func (o *Office) bring(ctx context.Context, letter stored) error {
	msg, err := o.message(letter)
	if err != nil {
		return jobs.Never(err)
	}
	return o.post.send(ctx, msg)
}

// notBrought keeps what the server said, for the conveners, and asks for another try where one may help.
func (o *Office) notBrought(ctx context.Context, letter stored, cause error) error {
	state := "waiting"
	final := refusedForGood(cause)
	if final || jobs.LastAttempt(ctx) {
		state = "failed"
	}
	if err := markFailed(ctx, o.db.Pool(), letter.ID, state, cause.Error()); err != nil {
		return err
	}
	if final {
		return jobs.Never(cause)
	}
	return cause
}

func refusedForGood(err error) bool {
	var send *gomail.SendError
	if errors.As(err, &send) {
		return !send.IsTemp() && send.ErrorCode() >= 500
	}
	var said *textproto.Error
	if errors.As(err, &said) {
		return said.Code >= 500
	}
	return false
}

// message is the letter as it travels.
func (o *Office) message(l stored) (*gomail.Msg, error) {
	m := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	if err := m.From(o.sender(l)); err != nil {
		return nil, fmt.Errorf("the sender of letters: %w", err)
	}
	if err := m.AddToFormat(l.Name, l.Email); err != nil {
		return nil, fmt.Errorf("the address of a letter: %w", err)
	}
	if l.ReplyTo != "" {
		if err := m.ReplyTo(l.ReplyTo); err != nil {
			return nil, fmt.Errorf("the reply address of a letter: %w", err)
		}
	}
	m.Subject(l.Subject)
	m.SetMessageIDWithValue(o.messageID(l))
	m.SetDateWithValue(l.CreatedAt)
	m.SetGenHeader("Auto-Submitted", "auto-generated")
	m.SetGenHeader("Content-Language", l.Language)
	if l.Unsubscribe != "" {
		m.SetGenHeader("List-Unsubscribe", "<"+l.Unsubscribe+">")
		m.SetGenHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
	}
	m.SetBodyString(gomail.TypeTextPlain, l.Text)
	m.AddAlternativeString(gomail.TypeTextHTML, l.HTML)
	return m, o.enclose(m, l)
}

// enclose adds the .ics twice, as mail readers want it: as one more form of the letter, which shows the answer buttons,
// and as a file to keep.
func (o *Office) enclose(m *gomail.Msg, l stored) error {
	if len(l.Calendar) == 0 {
		return nil
	}
	kind := gomail.ContentType("text/calendar; method=" + l.CalendarMethod)
	m.AddAlternativeString(kind, string(l.Calendar))
	return m.AttachReader("invite.ics", bytes.NewReader(l.Calendar), gomail.WithFileContentType(kind))
}

// sender shows the collaboratory's name on the install's own address.
func (o *Office) sender(l stored) string {
	if l.Club == "" {
		return o.from
	}
	address, err := netmail.ParseAddress(o.from)
	if err != nil {
		return o.from
	}
	return (&netmail.Address{Name: l.Club, Address: address.Address}).String()
}

// messageID is the same each time the same news goes to the same person.
func (o *Office) messageID(l stored) string {
	sum := sha256.Sum256([]byte(l.Cause + "\x00" + l.Recipient))
	return hex.EncodeToString(sum[:16]) + "@" + o.base.Hostname()
}

func sender(from string) (string, error) {
	address, err := netmail.ParseAddress(from)
	if err != nil {
		return "", fmt.Errorf("MAIL_FROM must be like Collaboratory <letters@town.example>: %w", err)
	}
	return address.String(), nil
}

// post is the mail server.
type post struct {
	host    string
	options []gomail.Option
}

const smtpTimeout = 20 * time.Second

// newPost reads SMTP_URL; the error never shows the password.
func newPost(raw, helo string) (*post, error) {
	u, err := url.Parse(raw)
	if err != nil || u.Hostname() == "" || (u.Scheme != "smtp" && u.Scheme != "smtps") {
		return nil, errors.New("SMTP_URL must be like smtp://user:password@host:587 or smtps://user:password@host:465")
	}
	p := &post{host: u.Hostname(), options: []gomail.Option{gomail.WithTimeout(smtpTimeout), gomail.WithHELO(helo)}}
	port := 587
	if u.Scheme == "smtps" {
		port = 465
		p.options = append(p.options, gomail.WithSSL())
	} else {
		p.options = append(p.options, gomail.WithTLSPolicy(gomail.TLSOpportunistic))
	}
	if given, err := strconv.Atoi(u.Port()); err == nil {
		port = given
	}
	p.options = append(p.options, gomail.WithPort(port))
	if password, ok := u.User.Password(); ok {
		p.options = append(p.options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover),
			gomail.WithUsername(u.User.Username()), gomail.WithPassword(password))
	}
	return p, nil
}

func (p *post) send(ctx context.Context, m *gomail.Msg) error {
	client, err := gomail.NewClient(p.host, p.options...)
	if err != nil {
		return fmt.Errorf("reaching the mail server: %w", err)
	}
	return client.DialAndSendWithContext(ctx, m)
}
