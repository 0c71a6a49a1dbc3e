package account

import (
	"context"

	"collaboratory/internal/i18n"
	"collaboratory/internal/mail"
	"collaboratory/internal/member"
)

// copyLetter says that the file is there. It carries no key: one must sign in to take the file.
func copyLetter(ctx context.Context, c Copy, p member.Person, url string) mail.Letter {
	return mail.Letter{
		Cause: "copy/" + c.ID.String(), Kind: kindAccount, Asked: true,
		To:       mail.Recipient{PersonID: p.ID, Name: p.Name, Email: p.Email, Language: i18n.Lang(ctx)},
		Subject:  i18n.T(ctx, "Your records are ready"),
		Greeting: i18n.T(ctx, "Hello %s,", p.Name),
		Blocks: []mail.Block{
			mail.Paragraph{Text: i18n.T(ctx, "The file with all that is kept about you is ready. It is there for a day, and only you can take it, once you are signed in.")},
		},
		Action: &mail.Action{Label: i18n.T(ctx, "Take the file"), URL: url},
		Why:    i18n.T(ctx, "You get this letter because somebody signed in as you asked for this."),
	}
}
