package member

import (
	"context"
	"crypto/subtle"
	"log/slog"
	"time"
	"unicode/utf8"

	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/session"
	"collaboratory/internal/token"
)

// Ask is somebody asking to be let in.
type Ask struct {
	Email    string
	Browser  string // names the browser that asks; its code works only there
	Client   string // the client's address, for limits on unknown addresses
	Next     string // the page they were on their way to
	Language string // they read, should the address be unknown
}

// Entry is somebody who has proven their address.
type Entry struct {
	PersonID id.ID
	Name     string // empty when we must ask for it
	Language string
	Next     string // an address of this house
}

// AskToSignIn sends a letter with a link and a code. Whether the address is known or not, it answers the same and does
// the same. What is no address: fault.Invalid. More than five letters an hour to one address: fault.TooMany.
func (s *Service) AskToSignIn(ctx context.Context, ask Ask) error {
	ask.Email = CleanEmail(ask.Email)
	if !IsEmail(ask.Email) {
		return fault.Invalid("email", "Write an e-mail address like maria@example.org")
	}
	if err := s.limiter.Allow(ctx, "sign-in letter to "+ask.Email, s.options.LettersAnHour, time.Hour); err != nil {
		return err
	}
	known, err := personByEmail(ctx, s.db.Pool(), ask.Email)
	if err != nil {
		return err
	}
	if known == nil {
		if full, err := s.tooManyUnknown(ctx, ask.Client); full || err != nil {
			return err
		}
	}
	language := ask.Language
	if known != nil && known.Language != "" {
		language = known.Language
	}
	return s.sendKeys(ctx, ask, known, language)
}

// tooManyUnknown counts one more unknown address asked for by this client. Above the limit no letter is sent, and nothing
// is said of it: an answer of its own would tell known addresses from unknown ones.
func (s *Service) tooManyUnknown(ctx context.Context, client string) (bool, error) {
	key := "unknown address from " + client
	err := s.limiter.Check(ctx, key, s.options.UnknownAnHour, time.Hour)
	if fault.Is(err, fault.KindTooMany) {
		slog.WarnContext(ctx, "many unknown addresses from one client: no letter sent")
		return true, nil
	}
	if err != nil {
		return false, err
	}
	return false, s.limiter.Failed(ctx, key, time.Hour)
}

func (s *Service) sendKeys(ctx context.Context, ask Ask, known *Person, language string) error {
	plain, code := token.New(), token.SixDigits()
	now := s.clock.Now()
	a := asked{ID: id.New(), Email: ask.Email, Next: ownPath(ask.Next), ExpiresAt: now.Add(linkLasts), CodeExpiresAt: now.Add(codeLasts)}
	k := keys{token: token.Hash(plain), code: codeHash(a.ID, ask.Browser, code), browser: browserHash(ask.Browser)}
	return s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		if err := insertAsked(ctx, tx, a, k, now); err != nil {
			return err
		}
		_, err := s.office.Send(ctx, tx, keysLetter(i18n.With(ctx, language), a, known, s.linkURL(plain), code))
		return err
	})
}

// SignInLink makes a link for somebody who cannot wait for a letter: for the command line of whoever runs the install.
// A reusable one works again and again, but only in development.
func (s *Service) SignInLink(ctx context.Context, email string, reusable bool) (url string, err error) {
	email = CleanEmail(email)
	if !IsEmail(email) {
		return "", fault.Invalid("email", "Write an e-mail address like maria@example.org")
	}
	if reusable && !s.options.Dev {
		return "", fault.Forbidden("Links that work again and again are for development only")
	}
	plain, noBrowser := token.New(), token.New()
	now := s.clock.Now()
	a := asked{ID: id.New(), Email: email, Next: "/", Reusable: reusable, ExpiresAt: now.Add(linkLasts), CodeExpiresAt: now}
	if reusable {
		a.ExpiresAt = now.Add(30 * 24 * time.Hour)
	}
	k := keys{token: token.Hash(plain), code: codeHash(a.ID, noBrowser, token.New()), browser: browserHash(noBrowser)}
	err = insertAsked(ctx, s.db.Pool(), a, k, now)
	return s.linkURL(plain), err
}

// LookAtLink tells whose link this is without using it up, so that a page can ask for the press of a button. An unknown
// link: fault.NotFound; one used or over: fault.Gone.
func (s *Service) LookAtLink(ctx context.Context, plain string) (email string, err error) {
	a, err := askedByLink(ctx, s.db.Pool(), token.Hash(plain))
	if err != nil {
		return "", err
	}
	return a.Email, s.usable(a)
}

// UseLink lets its holder in and uses the link up, in any browser. An unknown link: fault.NotFound; one used or over:
// fault.Gone.
func (s *Service) UseLink(ctx context.Context, plain string) (entry Entry, err error) {
	err = s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		a, err := lockAskedByLink(ctx, tx, token.Hash(plain))
		if err != nil {
			return err
		}
		if err := s.usable(a); err != nil {
			return err
		}
		entry, err = s.enter(ctx, tx, a, "link")
		return err
	})
	return entry, err
}

// UseCode lets in who types the code of the letter in the browser that asked for it. A wrong code: fault.Invalid; after
// five, or ten minutes: fault.Gone; too many wrong ones from one client: fault.TooMany.
func (s *Service) UseCode(ctx context.Context, browser, client, typed string) (entry Entry, err error) {
	code, wrong := digitsOf(typed), false
	if len(code) != codeDigits {
		return Entry{}, fault.Invalid("code", "Write the six digits of the letter, such as 123 456")
	}
	if err := s.limiter.Check(ctx, wrongFrom(client), s.options.WrongAnHour, time.Hour); err != nil {
		return Entry{}, err
	}
	err = s.db.InTx(ctx, func(ctx context.Context, tx *db.Tx) error {
		wrong = false
		open, err := lockAskedHere(ctx, tx, browserHash(browser), s.clock.Now())
		if err != nil {
			return err
		}
		a, left := match(open, browser, code)
		switch {
		case len(left) == 0:
			return fault.Gone("This code has ended. Please ask for a new letter")
		case a == nil:
			wrong = true
			return countTry(ctx, tx, left)
		}
		entry, err = s.enter(ctx, tx, *a, "code")
		return err
	})
	if err == nil && wrong {
		return Entry{}, s.wrongCode(ctx, client)
	}
	return entry, err
}

// match finds the asking whose code this is, among those that have tries left.
func match(open []asked, browser, code string) (found *asked, left []id.ID) {
	for i, a := range open {
		if a.Tries >= codeTries {
			continue
		}
		left = append(left, a.ID)
		if subtle.ConstantTimeCompare(a.CodeHash, codeHash(a.ID, browser, code)) == 1 {
			found = &open[i]
		}
	}
	return found, left
}

func (s *Service) wrongCode(ctx context.Context, client string) error {
	if err := s.limiter.Failed(ctx, wrongFrom(client), time.Hour); err != nil {
		return err
	}
	return fault.Invalid("code", "That is not the code of the letter. Please look again")
}

func wrongFrom(client string) string { return "wrong code from " + client }

func (s *Service) usable(a asked) error {
	switch {
	case a.Reusable && !s.options.Dev, a.UsedAt != nil:
		return fault.Gone("This link was used before. Please ask for a new one")
	case !s.clock.Now().Before(a.ExpiresAt):
		return fault.Gone("This link was good for 15 minutes. Please ask for a new one")
	}
	return nil
}

// ForgetOldLinks drops what was asked for and is long over.
func (s *Service) ForgetOldLinks(ctx context.Context) error {
	return forgetAsked(ctx, s.db.Pool(), s.clock.Now().Add(-24*time.Hour))
}

func (s *Service) linkURL(plain string) string { return s.office.URL("/sign-in/" + plain) }

// codeHash ties a code to its asking and to the secret only the asking browser has: six digits alone would be guessed
// from their hash.
func codeHash(asking id.ID, browser, code string) []byte {
	return token.Hash("code/" + asking.String() + "/" + browser + "/" + code)
}

// ownPath is the page to go on to: always one of this house, and of a bearable length.
func ownPath(next string) string {
	if len(next) > 1000 || !utf8.ValidString(next) {
		return "/"
	}
	return session.OwnPath(next)
}

// AskedFrom is the address this browser last asked with and still may type the code for; empty when there is none.
func (s *Service) AskedFrom(ctx context.Context, browser string) (email string, err error) {
	a, err := askedHere(ctx, s.db.Pool(), browserHash(browser), s.clock.Now())
	if err != nil || a == nil {
		return "", err
	}
	return a.Email, nil
}

func browserHash(browser string) []byte { return token.Hash("browser/" + browser) }
