package collaboratory

import (
	"context"
	"strconv"

	"collaboratory/internal/i18n"
	"collaboratory/internal/id"
	"collaboratory/internal/mail"
	"collaboratory/internal/member"
)

// invitationLetter asks somebody in, in the name of who invited them.
func invitationLetter(ctx context.Context, c Collaboratory, i invitation, inviter member.Person, language, url string) mail.Letter {
	ctx = i18n.With(ctx, language)
	letter := invitationTo(ctx, c, i)
	letter.ReplyTo = replyTo(c, inviter)
	letter.Subject = i18n.T(ctx, "%s invites you to %s", inviter.Name, c.Name)
	letter.Blocks = []mail.Block{
		mail.Paragraph{Text: i18n.T(ctx, "%s would like you to join %s: neighbors from every part of town who meet a few times a year, help each other’s work with firm promises, and keep their word in between.", inviter.Name, c.Name)},
		mail.Paragraph{Text: i18n.T(ctx, "Nothing to pay and no password to remember. The invitation is good for 30 days.")},
	}
	letter.Action = &mail.Action{Label: i18n.T(ctx, "See the invitation"), URL: url}
	letter.Why = i18n.T(ctx, "You get this letter because %s wrote down your address to invite you. If you do not want to join, there is nothing to do.", inviter.Name)
	return letter
}

// confirmLetter proves the mailbox of somebody who came by the open link.
func confirmLetter(ctx context.Context, c Collaboratory, i invitation, language, url string) mail.Letter {
	ctx = i18n.With(ctx, language)
	letter := invitationTo(ctx, c, i)
	letter.Asked = true
	letter.ReplyTo = c.ReplyTo
	letter.Subject = i18n.T(ctx, "One press and you have joined %s", c.Name)
	letter.Blocks = []mail.Block{mail.Paragraph{Text: i18n.T(ctx, "You asked to join %s. Press the button, so that we know this mailbox is yours.", c.Name)}}
	letter.Action = &mail.Action{Label: i18n.T(ctx, "Join"), URL: url}
	letter.Why = i18n.T(ctx, "You get this letter because somebody wrote this address on the page to join. If it was not you, there is nothing to do.")
	return letter
}

// memberAlreadyLetter answers a member who asked to join once more; the page said nothing of it.
func memberAlreadyLetter(ctx context.Context, c Collaboratory, email, language, signIn string, cause id.ID) mail.Letter {
	ctx = i18n.With(ctx, language)
	return mail.Letter{
		Cause: "member-already/" + cause.String(), Kind: "invitation", Asked: true, Collaboratory: c.ID, Club: c.Name,
		To:       mail.Recipient{Email: email, Language: language},
		Subject:  i18n.T(ctx, "You belong to %s already", c.Name),
		Greeting: i18n.T(ctx, "Hello,"),
		Blocks:   []mail.Block{mail.Paragraph{Text: i18n.T(ctx, "You asked to join %s, and you are a member of it. All you need is to sign in with this address.", c.Name)}},
		Action:   &mail.Action{Label: i18n.T(ctx, "Sign in"), URL: signIn},
		Why:      i18n.T(ctx, "You get this letter because somebody wrote this address on the page to join. If it was not you, there is nothing to do."),
	}
}

// invitationTo is what all letters of an invitation share. The cause tells the page of invitations how it fared.
func invitationTo(ctx context.Context, c Collaboratory, i invitation) mail.Letter {
	greeting := i18n.T(ctx, "Hello,")
	if i.Name != "" {
		greeting = i18n.T(ctx, "Hello %s,", i.Name)
	}
	return mail.Letter{
		Cause: "invitation/" + i.ID.String() + "/" + strconv.Itoa(i.SentCount), Kind: "invitation",
		Collaboratory: c.ID, Club: c.Name, Greeting: greeting,
		To: mail.Recipient{Name: i.Name, Email: i.Email, Language: i18n.Lang(ctx)},
	}
}

func replyTo(c Collaboratory, inviter member.Person) string {
	if c.ReplyTo != "" {
		return c.ReplyTo
	}
	return inviter.Email
}
