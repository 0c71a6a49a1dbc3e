package coach

// lexiconEn holds English words folded by token.go, contractions spelled out.
var lexiconEn = &lexicon{
	respell: map[string]string{
		"i'll": "i will", "ill": "i will", "we'll": "we will", "you'll": "you will", "he'll": "he will", "she'll": "she will",
		"they'll": "they will", "it'll": "it will", "i'm": "i am", "im": "i am", "we're": "we are", "you're": "you are", "they're": "they are",
		"i'd": "i would", "id": "i would", "we'd": "we would", "they'd": "they would", "he'd": "he would", "she'd": "she would",
		"i've": "i have", "ive": "i have", "we've": "we have", "can't": "can not", "cant": "can not", "cannot": "can not",
		"won't": "will not", "wont": "will not", "don't": "do not", "dont": "do not", "let's": "let us", "lets": "let us",
		"u": "you", "ur": "your", "gonna": "going to", "wanna": "want to", "tmrw": "tomorrow", "tomorow": "tomorrow", "tmw": "tomorrow",
		"wensday": "wednesday", "thrus": "thursday", "def": "definitely", "prob": "probably", "probly": "probably", "pls": "please",
		"defintely": "definitely", "thx": "thanks", "bc": "because", "tho": "though", "intro": "introduce",
	},
	abbreviations: wordSet("rev dr mr mrs ms st jan feb mar apr aug sept oct nov dec mon tue tues wed thu thurs fri hrs approx"),
	numbers: map[string]float64{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
		"ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
		"hundred": 100, "thousand": 1000, "dozen": 12, "couple": 2, "half": 0.5},
	breaks: wordSet("but however although though"),
	joins:  wordSet("and so then because"),
	before: phraseSet("before, before the, prior to, ahead of"),
	after:  phraseSet("after, after the, last, since"),

	hedges: phraseSet(`maybe, perhaps, possibly, probably, hopefully, i hope, if i can, if possible, no promises, i guess, not sure,
		we will see, i think, depending, most likely, try to, at some point, when the time is right`),
	conditions: phraseSet(`if, unless, once, as long as, provided, assuming, depending on, subject to, pending, weather permitting, in case, whether`),
	courtesies: phraseSet(`if you, if it helps, if it would help, if that helps, if that works, if it works for you, if needed, once you, as soon as you`),
	approvals: phraseSet(`have to ask, have to check, need to ask, need to check, have to run it by, need to run it by, let me check, let me ask,
		has to vote, has to approve, has to decide, needs to approve, needs to vote, needs to sign off, have to get permission,
		need permission, has to sign off, has to agree, waiting to hear, pending approval, have to clear it`),
	firstSteps: phraseSet("send me, email me, text me, give me, tell me, get me, hand me, if you send, if you tell, if you give, once you, would you send me"),
	vague: phraseSet(`help, help out, support, assist, be, be there, be in touch, stay in touch, keep in touch, get in touch, reach out, follow up, get back, be back,
		see, see if, see what, look into, think, think about, try, do whatever, do something, do anything, do my best, do what, spread,
		spread the word, get involved, chip in, pitch in, join, participate, volunteer, contribute, let, let you know, mention, tell, consider,
		come, show up, work, find out, ask around, connect you with the right people, take part, talk`),
	contact:     phraseSet("call, email, text, contact, message, phone, write, meet"),
	selfEvident: phraseSet("introduce, drive, tutor, cook, paint, host, babysit, translate, bake"),
	concrete:    concreteEn,
	emptyWords: wordSet(`you your yours to for of in on at by with from the a an and or it's that this these those there here up out over off down some any
		something anything everything stuff things whatever somehow help support feedback thoughts advice input time soon asap possible as many lots
		please just also too definitely really back again later eventually sometime when then so very much more i me my we us our if be is are was
		can will would do all before after until about into though but not no day days week weeks month year right people's`),
	pronouns: wordSet("it them him her"),
	judging:  wordSet("is are was were seems looks feels sounds should isn't wouldn't"),
	timeUnits: wordSet(`hour hours hr hrs minute minutes min mins morning mornings afternoon afternoons evening evenings night nights
		day days weekend weekends saturday saturdays sunday sundays shift shifts`),
	moneyUnits:   wordSet("dollar dollars buck bucks usd euros cents grand hundred"),
	single:       wordSet("a an my our one another"),
	wholePeriods: phraseSet("all day, all morning, all afternoon, the whole day, the whole morning, the whole afternoon, half a day, half an hour, a full day"),
}

var concreteEn = phraseSet(`bring, print, call, email, introduce, send, design, redesign, fix, build, cook, bake, drive, host, lend, donate, give, pay,
	cover, write, translate, review, teach, train, record, post, share, publish, run, film, deliver, paint, install, set, put, connect,
	invite, open, reserve, match, make, edit, proofread, draft, map, clean, repair, sew, plant, photograph, take, carry, move, staff,
	pick, drop, forward, order, buy, fund, sponsor, sign, book, hold, hang, chair, pledge, promise, mail, text, tutor, loan, provide,
	supply, collect, compile, pull, analyze, knock, sort, pack, wire, contribute, commit, babysit, knit, walk, look over, schedule, organize`)

// openersEn need no subject or carry their own.
var openersEn = forms{}.
	add(firmly, "happy to, glad to, honored to, let me print, let me bring, let me send, what i can do is").
	add(hedged, "would love to, might be able to, may be able to, could probably, can i, could i, may i, wish i could, i wish i could, hoping to").
	add(offering, `put me down for, sign me up for, mark me down for, count on me for, count me in for, count us in for, from me, on me, from us,
		you can use our, you can use my, you can have our, you can have my, you can borrow our, you can borrow my, you may use our,
		you are welcome to our, you are welcome to my, you are welcome to use our, you are welcome to use my, welcome to use, is yours, are yours`).
	add(willing, `count me in, count us in, let me know if, let me know how, call me, let us talk, sign me up, i am interested, we are interested,
		we would be interested, i would be interested, here for you, we are in, you could have them, chairs you could use`).
	add(refusing, "not this time, sorry not, no thank you, no thanks, not this month, not able to").
	add(judging, "if i were you, you can not, you should, you could, you can, you need, you might, you may, would you, do you, can you, could you, will you, make sure")

// modalsEn stand behind "I", "we" or the name of one's own organization.
var modalsEn = forms{}.
	add(firmly, `will, shall, can, am going to, are going to, am able to, are able to, commit to, promise to, pledge to, am happy to, are happy to,
		would be happy to, will be happy to, am glad to, are glad to, would be glad to, am committing to, are committing to, agree to`).
	add(hedged, `might, may, could, would love to, would like to, will try to, will try, am trying to, are trying to, will see if, hope to, am hoping to, are hoping to,
		plan to, plan on, am planning to, are planning to, want to, think i can, think i could, think we can, think we could, think our church would, should be able to,
		should, would be willing to, am willing to, are willing to, intend to, will probably, can probably, can try to, can maybe, would be open to,
		usually give, will see, am thinking of, will look into`).
	add(refusing, "can not, will not, am not able to, are not able to, am unable to, wish i could, would not").
	add(willing, `have a, have an, have some, have two, have three, have six, have room, have space, have plenty, have got, have lots, have the, know a, know an, know someone,
		know somebody, am a, am an, am in, are in, am interested, are interested, would be interested, support, know the`).
	add(judging, `can see, can tell, can imagine, can not see, can not believe, can not imagine, can not tell, will say, will be honest, will never, have a question,
		have questions, have a concern, have a doubt, have some concerns, have some questions, have a problem, am a bit, am a little, am not sure, would be careful,
		am afraid, think, could not, may be wrong, might be wrong, could see, can understand`)

var (
	adverbsEn = wordSet(`also just definitely gladly both all certainly absolutely surely personally still really honestly then always each
		even now today tonight totally only simply`)
	helpersEn  = wordSet("am are would")
	othersEn   = wordSet("he she they someone somebody")
	othersWill = wordSet("will can could might may would")
	peopleEn   = wordSet(`brother sister cousin uncle aunt mother father mom dad wife husband son daughter friend friends boss manager director neighbor
		neighbors students kids guy lady pastor landlord roommate partner colleague coworker coworkers board editor supervisor team's niece nephew
		grandmother grandson parents family girlfriend boyfriend`)
)
