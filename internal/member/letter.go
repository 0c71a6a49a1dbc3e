package member

import (
	"context"

	"collaboratory/internal/i18n"
	"collaboratory/internal/mail"
)

// keysLetter carries the link and the code to the address that asked. ctx is in the reader's language.
func keysLetter(ctx context.Context, a asked, known *Person, link, code string) mail.Letter {
	letter := mail.Letter{
		Cause:    "sign-in/" + a.ID.String(),
		Kind:     "sign-in",
		Asked:    true,
		To:       mail.Recipient{Email: a.Email, Language: i18n.Lang(ctx)},
		Subject:  i18n.T(ctx, "Your link to sign in"),
		Greeting: i18n.T(ctx, "Hello,"),
		Blocks: []mail.Block{
			mail.Paragraph{Text: i18n.T(ctx, "Press the button to sign in. It works once, for 15 minutes, on any of your devices.")},
			mail.Paragraph{Text: i18n.T(ctx, "Or type this code where you asked for it: %s. It works for 10 minutes.", spaced(code))},
		},
		Action: &mail.Action{Label: i18n.T(ctx, "Sign in"), URL: link},
		Why:    i18n.T(ctx, "You get this letter because somebody wrote this address on our sign-in page. If it was not you, there is nothing to do."),
	}
	if known != nil {
		letter.To.PersonID, letter.To.Name = known.ID, known.Name
	}
	if known != nil && known.Name != "" {
		letter.Greeting = i18n.T(ctx, "Hello %s,", known.Name)
	}
	return letter
}

// spaced shows a code as people read it aloud: 123 456.
func spaced(code string) string { return code[:3] + " " + code[3:] }
