package coach

// Question is the one question to ask next. Its value is the English sentence, which
// the view translates.
type Question string

// AskNothing is the answer to a firm promise.
const AskNothing Question = ""

// The questions that are the same for every kind.
const (
	AskOwnAct     Question = "Is there a question in that, or something you could do yourself?"
	AskSmaller    Question = "Thank you for saying so. Is there a smaller part you could do?"
	AskYourself   Question = "What could you do yourself? An introduction counts."
	AskWithoutIf  Question = "Which part could you do, whatever the answer is?"
	AskPlainYes   Question = "May they count on this? Then say it with “I will”."
	AskFirstCall  Question = "By when could you do the first call?"
	AskHowMuch    Question = "How much could you give?"
	AskHowLong    Question = "About how many hours?"
	AskHowMany    Question = "How many could you bring?"
	AskWhatOther  Question = "What exactly will you do, so that anyone could see it was done?"
	AskWhatMoney  Question = "What would you pay for, or how much would you give?"
	AskWhatIntro  Question = "Whom could you introduce?"
	AskWhatSkill  Question = "What could you make, check or teach for them?"
	AskWhatTime   Question = "What could you do in that time?"
	AskWhatSpace  Question = "Which room or place could they use?"
	AskWhatThings Question = "What could you bring or lend?"
	AskWhatNews   Question = "Where could you put the word out?"
	AskWhatJoint  Question = "What would your organization do first?"
	AskWhatData   Question = "Which numbers or papers could you send?"
	AskByWhen     Question = "By when could you do it?"
	AskWhenIntro  Question = "By when could you make the introduction?"
	AskWhenTime   Question = "Which day could you start?"
	AskWhenSpace  Question = "From which day could they use it?"
	AskWhenMoney  Question = "By when could they have it?"
	AskWhenBring  Question = "By when could you bring it?"
	AskWhenNews   Question = "By when could it be out?"
	AskWhenSend   Question = "By when could you send it?"
)

var (
	askWhat = map[Kind]Question{Introduction: AskWhatIntro, Expertise: AskWhatSkill, Time: AskWhatTime, Space: AskWhatSpace,
		Money: AskWhatMoney, Materials: AskWhatThings, Publicity: AskWhatNews, Partnership: AskWhatJoint, Data: AskWhatData}
	askAmount = map[Kind]Question{Money: AskHowMuch, Time: AskHowLong, Materials: AskHowMany}
	askWhen   = map[Kind]Question{Introduction: AskWhenIntro, Time: AskWhenTime, Space: AskWhenSpace, Money: AskWhenMoney,
		Materials: AskWhenBring, Publicity: AskWhenNews, Data: AskWhenSend}
)

// Questions lists every question, for the catalog of translations.
func Questions() []Question {
	return []Question{AskOwnAct, AskSmaller, AskYourself, AskWithoutIf, AskPlainYes, AskFirstCall, AskHowMuch, AskHowLong, AskHowMany,
		AskWhatOther, AskWhatMoney, AskWhatIntro, AskWhatSkill, AskWhatTime, AskWhatSpace, AskWhatThings, AskWhatNews, AskWhatJoint, AskWhatData,
		AskByWhen, AskWhenIntro, AskWhenTime, AskWhenSpace, AskWhenMoney, AskWhenBring, AskWhenNews, AskWhenSend}
}

// choose picks the question whose answer helps most. Parts come before doubts: a
// person who has named a day has often left the "maybe" behind.
func choose(a Reading, k Kind, r *reader) Question {
	switch {
	case a.Verdict == Firm:
		return AskNothing
	case a.Verdict == Critique:
		return AskOwnAct
	case a.Declined:
		return AskSmaller
	case a.ThirdParty:
		return AskYourself
	case a.Conditional:
		return AskWithoutIf
	case !a.HasWhat:
		return known(askWhat, k, AskWhatOther)
	case !a.HasAmount:
		return known(askAmount, k, AskHowMuch)
	case !a.HasWhen && r.speaksOfCalls():
		return AskFirstCall
	case !a.HasWhen:
		return known(askWhen, k, AskByWhen)
	}
	return AskPlainYes
}

func known(questions map[Kind]Question, k Kind, otherwise Question) Question {
	if q, ok := questions[k]; ok {
		return q
	}
	return otherwise
}

func (r *reader) speaksOfCalls() bool {
	for _, t := range r.lemmas {
		if t.word == "call" || t.word == "llamar" {
			return true
		}
	}
	return false
}
