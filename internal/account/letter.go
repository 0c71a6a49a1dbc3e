package account

import (
	"context"

	"collaboratory/internal/i18n"
	"collaboratory/internal/mail"
	"collaboratory/internal/member"
)

const kindAccount = "account"

// stopLetter tells the old mailbox that somebody asked to change the address. ctx is in the reader’s language.
func stopLetter(ctx context.Context, c Change, p member.Person, link string) mail.Letter {
	return mail.Letter{
		Cause: "address/" + c.ID.String() + "/stop", Kind: kindAccount, Asked: true,
		To:       mail.Recipient{PersonID: p.ID, Name: p.Name, Email: c.OldEmail, Language: i18n.Lang(ctx)},
		Subject:  i18n.T(ctx, "Somebody asked to change your address"),
		Greeting: i18n.T(ctx, "Hello %s,", p.Name),
		Blocks: []mail.Block{
			mail.Paragraph{Text: i18n.T(ctx, "Somebody who is signed in as you asked to sign in with %s from now on. If that was you, there is nothing to do here: open the letter that went to the new address.", c.NewEmail)},
			mail.Paragraph{Text: i18n.T(ctx, "If it was not you, stop it. For seven days this also undoes the change, and it signs out every device.")},
		},
		Action: &mail.Action{Label: i18n.T(ctx, "Stop it"), URL: link},
		Why:    i18n.T(ctx, "You get this letter because you sign in with this address."),
	}
}

// confirmLetter asks the new mailbox.
func confirmLetter(ctx context.Context, c Change, link string) mail.Letter {
	return mail.Letter{
		Cause: "address/" + c.ID.String() + "/confirm", Kind: kindAccount, Asked: true,
		To:       mail.Recipient{PersonID: c.PersonID, Email: c.NewEmail, Language: i18n.Lang(ctx)},
		Subject:  i18n.T(ctx, "Confirm your new address"),
		Greeting: i18n.T(ctx, "Hello,"),
		Blocks: []mail.Block{
			mail.Paragraph{Text: i18n.T(ctx, "Press the button to sign in with this address from now on. It works for one day.")},
		},
		Action: &mail.Action{Label: i18n.T(ctx, "Confirm this address"), URL: link},
		Why:    i18n.T(ctx, "You get this letter because somebody wrote this address as their new one. If it was not you, there is nothing to do."),
	}
}

// eraseLetter says until when an erasing can be called back.
func eraseLetter(ctx context.Context, e Erasing, p member.Person, link string) mail.Letter {
	return mail.Letter{
		Cause: "erasing/" + p.ID.String() + "/" + e.AskedAt.UTC().Format("20060102150405"), Kind: kindAccount, Asked: true,
		To:       mail.Recipient{PersonID: p.ID, Name: p.Name, Email: p.Email, Language: i18n.Lang(ctx)},
		Subject:  i18n.T(ctx, "You asked to be erased"),
		Greeting: i18n.T(ctx, "Hello %s,", p.Name),
		Blocks: []mail.Block{
			mail.Paragraph{Text: i18n.T(ctx, "You asked us to erase your account. We do that after %s. Until then you can keep it.", i18n.DateYear(ctx, e.DueAt))},
			mail.Paragraph{Text: i18n.T(ctx, "This is the last letter about it: afterwards we do not know your address any more.")},
		},
		Action: &mail.Action{Label: i18n.T(ctx, "Keep my account"), URL: link},
		Why:    i18n.T(ctx, "You get this letter because somebody signed in as you asked for this."),
	}
}
