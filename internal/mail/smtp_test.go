package mail_test

import (
	"io"
	"net"
	netmail "net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"collaboratory/internal/mail"
)

// sink is a mail server that keeps what it is given, or refuses it.
type sink struct {
	mu     sync.Mutex
	got    []string
	refuse *smtp.SMTPError
}

func (s *sink) NewSession(*smtp.Conn) (smtp.Session, error) { return &talk{s}, nil }

type talk struct{ sink *sink }

func (*talk) Mail(string, *smtp.MailOptions) error { return nil }
func (*talk) Reset()                               {}
func (*talk) Logout() error                        { return nil }

func (t *talk) Rcpt(string, *smtp.RcptOptions) error {
	t.sink.mu.Lock()
	defer t.sink.mu.Unlock()
	if t.sink.refuse != nil {
		return t.sink.refuse
	}
	return nil
}

func (t *talk) Data(r io.Reader) error {
	all, err := io.ReadAll(r)
	t.sink.mu.Lock()
	defer t.sink.mu.Unlock()
	t.sink.got = append(t.sink.got, string(all))
	return err
}

func (s *sink) answer(with *smtp.SMTPError) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refuse = with
}

func (s *sink) letters() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.got
}

func serve(t *testing.T) (*sink, string) {
	t.Helper()
	s := &sink{}
	server := smtp.NewServer(s)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = server.Serve(listener) }() // ends with Close
	t.Cleanup(func() { _ = server.Close() })
	return s, "smtp://" + listener.Addr().String()
}

func TestALetterOnTheWire(t *testing.T) {
	s, url := serve(t)
	h := open(t, url)
	l := invitation(ruth)
	l.Calendar, l.CalendarMethod = []byte("BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"), "REQUEST"
	h.send(t, l)
	if err := h.queue.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(s.letters()) != 1 || h.letters(t, "ruth@")[0].State != "sent" {
		t.Fatal("one letter arrives and is marked sent")
	}
	msg, err := netmail.ReadMessage(strings.NewReader(s.letters()[0]))
	if err != nil {
		t.Fatal(err)
	}
	head := msg.Header
	if to, err := head.AddressList("To"); err != nil || to[0].Address != "ruth@example.org" || len(to) != 1 || head.Get("Bcc") != "" {
		t.Errorf("To %v, Bcc %q, %v", to, head.Get("Bcc"), err)
	}
	if from, err := head.AddressList("From"); err != nil || from[0].Name != "Pell River" || from[0].Address != "letters@pellriver.example" {
		t.Errorf("From %v, %v", from, err)
	}
	if head.Get("Reply-To") != "<june@example.org>" || head.Get("List-Unsubscribe-Post") != "List-Unsubscribe=One-Click" ||
		!strings.HasPrefix(head.Get("List-Unsubscribe"), "<https://pellriver.example/unsubscribe/") {
		t.Errorf("headers %v", head)
	}
	if !strings.HasSuffix(head.Get("Message-ID"), "@pellriver.example>") {
		t.Error(head.Get("Message-ID"))
	}
	whole := s.letters()[0]
	for _, kind := range []string{"text/plain", "text/html", "text/calendar; method=REQUEST", `filename="invite.ics"`} {
		if !strings.Contains(whole, kind) {
			t.Errorf("%s is missing", kind)
		}
	}
}

func TestASecondCopyHasTheSameMessageID(t *testing.T) {
	s, url := serve(t)
	h := open(t, url)
	h.send(t, invitation(ruth))
	if err := h.queue.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	// The program died after the letter left and before the row said so.
	if _, err := h.db.Pool().Exec(t.Context(), `UPDATE letter SET state = 'waiting'`); err != nil {
		t.Fatal(err)
	}
	if _, err := h.db.Pool().Exec(t.Context(), `UPDATE river_job SET state = 'available', finalized_at = NULL`); err != nil {
		t.Fatal(err)
	}
	if err := h.queue.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := s.letters(); len(got) != 2 || messageID(t, got[0]) != messageID(t, got[1]) {
		t.Error("mail readers must see one letter")
	}
}

func messageID(t *testing.T, raw string) string {
	t.Helper()
	msg, err := netmail.ReadMessage(strings.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	return msg.Header.Get("Message-ID")
}

func TestWhatTheServerRefuses(t *testing.T) {
	s, url := serve(t)
	h := open(t, url)
	s.answer(&smtp.SMTPError{Code: 450, EnhancedCode: smtp.EnhancedCode{4, 2, 1}, Message: "the box is busy"})
	h.send(t, invitation(ruth))
	if err := h.queue.Drain(t.Context()); err == nil {
		t.Error("a failure must be heard of")
	}
	if l := h.letters(t, "ruth@")[0]; l.State != "waiting" || !strings.Contains(l.Error, "busy") {
		t.Errorf("it is tried again: %s %s", l.State, l.Error)
	}
	s.answer(nil)
	h.clock.Advance(time.Minute)
	if err := h.queue.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	if l := h.letters(t, "ruth@")[0]; l.State != "sent" || l.Error != "" {
		t.Errorf("it arrives in the end: %+v", l)
	}
	s.answer(&smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such box"})
	wrong := invitation(mail.Recipient{Name: "Nobody", Email: "nobody@example.org"})
	h.send(t, wrong)
	if err := h.queue.Drain(t.Context()); err == nil {
		t.Error("a failure must be heard of")
	}
	if l := h.letters(t, "nobody@")[0]; l.State != "failed" || !strings.Contains(l.Error, "no such box") {
		t.Errorf("what is refused for good is not tried again: %s %s", l.State, l.Error)
	}
}

func TestAnAskedLetterIsForgottenOnceSent(t *testing.T) {
	s, url := serve(t)
	h := open(t, url)
	l := invitation(ruth)
	l.Kind, l.Asked, l.Club = "sign-in", true, ""
	h.send(t, l)
	if err := h.queue.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(s.letters()[0], "List-Unsubscribe") {
		t.Error("a letter that was asked for needs no unsubscribe")
	}
	if kept := h.letters(t, "ruth@")[0]; kept.Text != "" || kept.HTML != "" {
		t.Error("its link must not lie about")
	}
}
