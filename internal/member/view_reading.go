package member

import (
	"context"

	"collaboratory/internal/i18n"
)

// reading is a page of words: privacy, help.
type reading struct {
	Title string
	Lede  string
	Parts []chapter
	Label string // of the one way on; may be empty
	URL   string
}

type chapter struct {
	Title string
	Words []string
	Steps []string
}

// helpText says what a collaboratory is and how one goes.
func helpText(ctx context.Context, signedIn bool) reading {
	r := reading{
		Title: i18n.T(ctx, "How it works"),
		Lede:  i18n.T(ctx, "A collaboratory is a club for mutual aid: people from every part of a town who help each other’s work with firm promises."),
		Parts: []chapter{
			{Title: i18n.T(ctx, "The five steps"), Steps: []string{
				i18n.T(ctx, "Gather. Members meet a few times a year. A convener sets the day, and everybody gets an invitation."),
				i18n.T(ctx, "Take a turn. At each gathering two to four members present their work for a few minutes and say what they need."),
				i18n.T(ctx, "Promise. The others do not give advice. They say what they will do, and by when."),
				i18n.T(ctx, "Keep it. Everybody gets their own list. When something is done, say so; the one who received it confirms and says thanks."),
				i18n.T(ctx, "Look back. The next gathering opens with what was promised and what came of it."),
			}},
			{Title: i18n.T(ctx, "Signing in"), Words: []string{
				i18n.T(ctx, "There is no password. Write your e-mail address, and we send you a link. It works once, for 15 minutes. If no letter comes, look in the folder for spam, or ask for a new one."),
			}},
			{Title: i18n.T(ctx, "Without e-mail, or without a phone"), Words: []string{
				i18n.T(ctx, "Everybody can belong. A convener can act for you when you say so, and it is written down that they did. At a gathering you can promise aloud or on a paper card."),
			}},
			{Title: i18n.T(ctx, "Who to ask"), Words: []string{
				i18n.T(ctx, "Ask the conveners of your collaboratory: the list of members shows who they are. You can also answer any letter you got from it."),
			}},
		},
	}
	if signedIn {
		r.Label, r.URL = i18n.T(ctx, "Start a collaboratory"), "/c/new"
	} else {
		r.Label, r.URL = i18n.T(ctx, "Sign in"), "/sign-in"
	}
	return r
}

// privacyText says what is kept and who sees it. It must stay true to the code.
func privacyText(ctx context.Context) reading {
	return reading{
		Title: i18n.T(ctx, "Privacy"),
		Lede:  i18n.T(ctx, "What is kept about you, who sees it, and for how long."),
		Parts: []chapter{
			{Title: i18n.T(ctx, "What is kept"), Words: []string{
				i18n.T(ctx, "Your name and your e-mail address. If you gave them: your phone, your organization, your sector and your language. What you proposed, promised and answered, and when."),
				i18n.T(ctx, "We never ask for a date of birth. There is no password to keep."),
			}},
			{Title: i18n.T(ctx, "Who sees it"), Words: []string{
				i18n.T(ctx, "Members of your collaboratory see your name, your organization and your sector. Its conveners also see how to reach you."),
				i18n.T(ctx, "When you promise something, the one you promised it to sees your e-mail address, so that you can arrange it; your phone only if you say so then. You see theirs."),
				i18n.T(ctx, "Nobody outside your collaboratory sees you there. What passed its date is seen only by the two sides and the conveners."),
			}},
			{Title: i18n.T(ctx, "Signing in"), Words: []string{
				i18n.T(ctx, "A cookie keeps you signed in for up to 180 days, or until you sign out. Others remember your language, name your browser by random letters so that a code works only where you asked for it, and carry one sentence from one page to the next. None of them follows you anywhere."),
				i18n.T(ctx, "We note when you signed in and with what kind of browser. You see that under “About me”, and you can sign out each device there."),
			}},
			{Title: i18n.T(ctx, "Letters"), Words: []string{
				i18n.T(ctx, "We keep the letters we sent you for 90 days, so that a convener can see that they arrived. A letter with a link to sign in is emptied as soon as it is sent. Every letter you did not ask for has a link to have no more like it."),
			}},
			{Title: i18n.T(ctx, "What we do not do"), Words: []string{
				i18n.T(ctx, "No advertising, nothing sold, nothing loaded from other companies, no counting of what you read."),
			}},
			{Title: i18n.T(ctx, "When you leave"), Words: []string{
				i18n.T(ctx, "You can leave a collaboratory at any time. From then on its members do not find you in their list. What you promised and kept stays in its history. To have your name taken out of that too, write to a convener."),
			}},
		},
	}
}
