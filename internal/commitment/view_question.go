package commitment

import (
	"collaboratory/internal/commitment/coach"
	"collaboratory/internal/i18n"
)

// questions are the coach’s questions as the catalogue knows them.
var questions = map[coach.Question]string{
	coach.AskOwnAct:     i18n.Mark("Is there a question in that, or something you could do yourself?"),
	coach.AskSmaller:    i18n.Mark("Thank you for saying so. Is there a smaller part you could do?"),
	coach.AskYourself:   i18n.Mark("What could you do yourself? An introduction counts."),
	coach.AskWithoutIf:  i18n.Mark("Which part could you do, whatever the answer is?"),
	coach.AskPlainYes:   i18n.Mark("May they count on this? Then say it with “I will”."),
	coach.AskFirstCall:  i18n.Mark("By when could you do the first call?"),
	coach.AskHowMuch:    i18n.Mark("How much could you give?"),
	coach.AskHowLong:    i18n.Mark("About how many hours?"),
	coach.AskHowMany:    i18n.Mark("How many could you bring?"),
	coach.AskWhatOther:  i18n.Mark("What exactly will you do, so that anyone could see it was done?"),
	coach.AskWhatMoney:  i18n.Mark("What would you pay for, or how much would you give?"),
	coach.AskWhatIntro:  i18n.Mark("Whom could you introduce?"),
	coach.AskWhatSkill:  i18n.Mark("What could you make, check or teach for them?"),
	coach.AskWhatTime:   i18n.Mark("What could you do in that time?"),
	coach.AskWhatSpace:  i18n.Mark("Which room or place could they use?"),
	coach.AskWhatThings: i18n.Mark("What could you bring or lend?"),
	coach.AskWhatNews:   i18n.Mark("Where could you put the word out?"),
	coach.AskWhatJoint:  i18n.Mark("What would your organization do first?"),
	coach.AskWhatData:   i18n.Mark("Which numbers or papers could you send?"),
	coach.AskByWhen:     i18n.Mark("By when could you do it?"),
	coach.AskWhenIntro:  i18n.Mark("By when could you make the introduction?"),
	coach.AskWhenTime:   i18n.Mark("Which day could you start?"),
	coach.AskWhenSpace:  i18n.Mark("From which day could they use it?"),
	coach.AskWhenMoney:  i18n.Mark("By when could they have it?"),
	coach.AskWhenBring:  i18n.Mark("By when could you bring it?"),
	coach.AskWhenNews:   i18n.Mark("By when could it be out?"),
	coach.AskWhenSend:   i18n.Mark("By when could you send it?"),
}
