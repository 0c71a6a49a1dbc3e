package example

// turn is one presentation of the town: who presents what, what they ask for, and what was promised.
type turn struct {
	presenter string
	with      string // a co-presenter
	kind      string // project when empty
	title     string
	summary   string
	serves    string
	stands    string
	asks      []ask
	promises  []promise
}

// ask is one specific need of a turn.
type ask struct {
	kind   string
	what   string
	amount float64
	unit   string
	cents  int64
}

// promise is help pledged at a turn and what came of it.
type promise struct {
	giver   string
	kind    string
	words   string
	ask     int // which ask it answers, from 1; 0: none
	amount  float64
	unit    string
	cents   int64
	days    int // from the gathering to its date
	came    string
	note    string // what was said with it
	org     bool   // on behalf of the giver’s organisation
	aloud   bool   // said aloud, typed by the scribe
	private string // for the presenter only
	hidden  bool   // shown as “a member”
}

// What may come of a promise. Days count from its date; those still under way are measured back from today.
const (
	kept     = "kept"      // delivered, then received with thanks
	saidDone = "said done" // delivered some days ago, the receiver has not answered
	longAgo  = "long ago"  // delivered more than thirty days ago, never answered
	open     = "open"      // on its way
	lapsed   = "lapsed"    // past its date without a word
	letGo    = "let go"    // released by its giver
	notNeed  = "not need"  // declined with thanks
	talk     = "talk"      // “Let’s talk”
	madeFirm = "made firm" // “Let’s talk” that became a promise and was kept
	partly   = "partly"    // some of it is there
	redated  = "re-dated"  // given a new day, on its way
	notYet   = "not yet"   // said done, the receiver says not yet
	revived  = "revived"   // lapsed, then done after all and received
)

// spring is the gathering of half a year ago; nearly all of it is settled.
var spring = []turn{
	{
		presenter: "Owen Fairley", title: "Repair Saturdays",
		summary: "One Saturday a month we mend toasters, bicycles and trousers in the library basement, so that less is thrown away and neighbors meet.",
		serves:  "Anybody with something broken, and six old hands who like to show how.",
		stands:  "Two Saturdays were held in a garage. Forty things came, thirty left working.",
		asks: []ask{
			{kind: "time", what: "Four menders, one Saturday a month", amount: 4, unit: "menders"},
			{kind: "materials", what: "Two work benches", amount: 2, unit: "benches"},
			{kind: "publicity", what: "A line in the paper each month"},
		},
		promises: []promise{
			{giver: "Walt Pruitt", kind: "time", ask: 1, amount: 1, unit: "mender", words: "weld and solder at the first three Saturdays", days: 80, came: kept, note: "Eleven lamps. One cat carrier."},
			{giver: "Hank Lindqvist", kind: "materials", ask: 2, amount: 2, unit: "benches", words: "lend two work benches from the shop until summer", days: 30, came: kept, org: true},
			{giver: "Teo Navarro", kind: "time", ask: 1, amount: 1, unit: "mender", words: "mend bicycles on two Saturdays", days: 70, came: kept, aloud: true},
			{giver: "Priya Raman", kind: "publicity", ask: 3, words: "print the date in the Ledger every month until summer", days: 60, came: kept, org: true},
			{giver: "Lindy Park", kind: "time", ask: 1, amount: 1, unit: "mender", words: "sew and patch at the March Saturday", days: 45, came: kept},
			{giver: "Cal Dvorak", kind: "money", cents: 20000, words: "pay $200 toward fuses, thread and glue", days: 25, came: kept, org: true},
			{giver: "Nolan Pike", kind: "expertise", words: "check the wiring of the basement before the first Saturday", days: 20, came: kept},
			{giver: "Harold Biddle", kind: "introduction", words: "introduce Owen to the dean of the trades school", days: 40, came: letGo, note: "The dean has left the school."},
			{giver: "Gordon Teague", kind: "materials", amount: 1, unit: "box", words: "bring a first-aid box for the bench", days: 21, came: longAgo},
			{giver: "Bea Nakai", kind: "publicity", words: "help with a poster some time", came: talk},
		},
	},
	{
		presenter: "Tomas Birch", kind: "challenge", title: "The Muddy Mile",
		summary: "The river path floods every spring between the mill and the school, and children walk on the road.",
		serves:  "Sixty children who walk to East Bank Elementary.",
		stands:  "The parks department would lay stone if somebody measures and clears.",
		asks: []ask{
			{kind: "time", what: "Ten people for one clearing day", amount: 10, unit: "people"},
			{kind: "data", what: "How high the water stood in the last ten years"},
			{kind: "money", what: "$600 for stone", cents: 60000},
		},
		promises: []promise{
			{giver: "Sylvia Brandt", kind: "partnership", words: "send a crew with a truck on the clearing day", days: 50, came: kept, org: true},
			{giver: "Nolan Pike", kind: "data", ask: 2, words: "hand over ten years of river levels", days: 14, came: kept, org: true},
			{giver: "Andre Fontaine", kind: "time", ask: 1, amount: 4, unit: "people", words: "bring four firefighters to the clearing day", days: 50, came: kept},
			{giver: "Marcus Ellery", kind: "time", ask: 1, amount: 5, unit: "people", words: "bring five baseball parents with rakes", days: 50, came: kept, aloud: true},
			{giver: "Lemuel Greer", kind: "time", ask: 1, amount: 1, unit: "person", words: "cook lunch for everybody on the clearing day", days: 50, came: kept},
			{giver: "Constance Avery", kind: "money", ask: 3, cents: 40000, words: "give $400 for stone from the foundation’s small fund", days: 60, came: kept, org: true},
			{giver: "Abel Kowalski", kind: "money", ask: 3, cents: 10000, words: "give $100 for stone", days: 60, came: revived, hidden: true},
			{giver: "Dale Ostrander", kind: "expertise", words: "walk the mile with Tomas and mark where it drains", days: 30, came: kept},
			{giver: "Ruth Ortiz", kind: "publicity", words: "hablar con las familias de la escuela sobre el camino", days: 35, came: kept},
			{giver: "Earl Stubbs", kind: "time", amount: 2, unit: "hours", words: "take Tomas out in the boat to see the bank", days: 40, came: notNeed, aloud: true, note: "The bank can be seen from the bridge."},
		},
	},
	{
		presenter: "Hodan Ali", kind: "initiative", title: "A Bed at Home",
		summary: "When somebody comes home from hospital, a bed, a walker and a shower chair wait there the same day.",
		serves:  "About thirty households a year.",
		stands:  "A church cellar holds nine beds. There is no list and no van.",
		asks: []ask{
			{kind: "space", what: "A dry room of thirty square yards"},
			{kind: "time", what: "Two people with strong backs, on call", amount: 2, unit: "people"},
			{kind: "expertise", what: "Somebody to make the list of what there is"},
		},
		promises: []promise{
			{giver: "Agnes Dolan", kind: "space", ask: 1, words: "give the room behind the parish hall until next spring", days: 30, came: kept, org: true},
			{giver: "Andre Fontaine", kind: "time", ask: 2, amount: 2, unit: "people", words: "ask two firefighters to carry when they are off duty", days: 45, came: kept},
			{giver: "Mei Tanaka", kind: "expertise", ask: 3, words: "have the lab build the list with photos", days: 60, came: kept, org: true},
			{giver: "Gordon Teague", kind: "materials", words: "give six shower chairs from the store", amount: 6, unit: "chairs", days: 40, came: kept, org: true},
			{giver: "Lindy Park", kind: "materials", amount: 3, unit: "washes", words: "wash and fold the sheets each month until summer", days: 75, came: kept, org: true},
			{giver: "Paula Whitcomb", kind: "introduction", words: "introduce Hodan to the county’s home care office", days: 25, came: kept},
			{giver: "Dale Ostrander", kind: "time", amount: 2, unit: "weekends", words: "lend the county van on one weekend a month", days: 60, came: lapsed},
			{giver: "Otis Merriweather", kind: "publicity", words: "play at the opening of the bed room", days: 50, came: kept, aloud: true},
		},
	},
}

// autumn is the gathering of two months ago; much of it is on its way.
var autumn = []turn{
	{
		presenter: "Delia Moss", with: "June Abernathy", title: "The Seed Library",
		summary: "A cabinet of seeds in the library: take some in spring, bring some back in fall. What grows here stays here.",
		serves:  "Every household with a pot or a plot.",
		stands:  "Two hundred envelopes and a shoe box. The shelf by the window is ours from January.",
		asks: []ask{
			{kind: "materials", what: "A cabinet with sixty small drawers"},
			{kind: "materials", what: "Forty glass jars with lids", amount: 40, unit: "jars"},
			{kind: "expertise", what: "Somebody who knows which seeds keep"},
			{kind: "money", what: "$350 for envelopes and stamps", cents: 35000},
		},
		promises: []promise{
			{giver: "Walt Pruitt", kind: "materials", ask: 1, amount: 1, unit: "cabinet", words: "weld the frame for the seed cabinet", days: 64, came: saidDone, note: "Dropped it at the back door. Mind the left hinge."},
			{giver: "Rosa Villaseñor", kind: "materials", ask: 2, amount: 40, unit: "jars", words: "guardar cuarenta frascos de vidrio con tapa", days: 74, came: open},
			{giver: "Cal Dvorak", kind: "money", ask: 4, cents: 15000, words: "print two hundred seed envelopes for up to $150", days: 46, came: kept, org: true},
			{giver: "Abel Kowalski", kind: "expertise", ask: 3, words: "sort the shoe box and throw out what is dead", days: 40, came: kept},
			{giver: "Greta Holm", kind: "materials", amount: 60, unit: "labels", words: "print the labels for sixty drawers", days: 60, came: notYet, org: true, note: "Half of them are smudged."},
			{giver: "Sylvia Brandt", kind: "space", words: "keep one bed by the bandstand for trying seeds out", days: 150, came: open, org: true},
			{giver: "Nell Hathaway", kind: "publicity", words: "put a packet of beans into every food box in April", days: 210, came: open, org: true},
			{giver: "Opal Jenkins", kind: "expertise", words: "write down how my mother kept tomato seed", days: 55, came: kept, aloud: true},
			{giver: "Carmen Rivas", kind: "time", words: "traducir los rótulos al español", days: 58, came: partly, amount: 60, unit: "labels"},
			{giver: "Frida Solano", kind: "expertise", words: "paint the cabinet doors", days: 90, came: redated, note: "The paint wants a dry week."},
			{giver: "Harold Biddle", kind: "expertise", words: "maybe lend a student from the botany class", came: talk},
			{giver: "Otis Merriweather", kind: "publicity", words: "write a tune for the opening", days: 45, came: letGo, note: "I am on the road until spring."},
		},
	},
	{
		presenter: "Marcus Ellery", title: "Gloves for Everybody",
		summary: "No child sits out a season because a glove costs sixty dollars.",
		serves:  "Forty children between six and twelve.",
		stands:  "Eleven used gloves and a cage with a hole in it.",
		asks: []ask{
			{kind: "materials", what: "Thirty gloves, any age", amount: 30, unit: "gloves"},
			{kind: "time", what: "Two people to mend the cage", amount: 2, unit: "people"},
			{kind: "money", what: "$500 for left-handed gloves", cents: 50000},
		},
		promises: []promise{
			{giver: "Hank Lindqvist", kind: "materials", ask: 1, amount: 12, unit: "gloves", words: "collect a dozen gloves at the counter", days: 60, came: kept, org: true},
			{giver: "Lemuel Greer", kind: "materials", ask: 1, amount: 10, unit: "gloves", words: "ask the congregation for ten gloves", days: 50, came: saidDone},
			{giver: "Walt Pruitt", kind: "time", ask: 2, amount: 1, unit: "person", words: "mend the cage one afternoon", days: 30, came: kept},
			{giver: "Teo Navarro", kind: "time", ask: 2, amount: 1, unit: "person", words: "ayudar a reparar la jaula una tarde", days: 30, came: kept},
			{giver: "Constance Avery", kind: "money", ask: 3, cents: 25000, words: "bring $250 to the foundation’s December table", days: 100, came: open, org: true},
			{giver: "Dale Ostrander", kind: "introduction", words: "introduce Marcus to the county surplus manager", days: 59, came: open},
			{giver: "Ximena Duarte", kind: "time", amount: 4, unit: "students", words: "send four students to umpire on Saturdays in spring", days: 180, came: open},
			{giver: "Priya Raman", kind: "publicity", words: "print a photo of the empty shelf", days: 21, came: kept, org: true},
			{giver: "Andre Fontaine", kind: "time", amount: 1, unit: "afternoon", words: "paint the dugout with the crew", days: 36, came: lapsed},
			{giver: "Paula Whitcomb", kind: "expertise", words: "read through the field permit", days: 35, came: madeFirm},
		},
	},
	{
		presenter: "Inés Calderón", kind: "initiative", title: "La mesa de ayuda",
		summary: "Los martes por la tarde ayudamos con cartas, formularios y llamadas, en español y en inglés.",
		serves:  "Familias que llegaron este año.",
		stands:  "Empezamos con tres voluntarias en la cocina de Casa Puente.",
		asks: []ask{
			{kind: "time", what: "Tres personas, un martes al mes", amount: 3, unit: "personas"},
			{kind: "space", what: "Una sala con puerta que cierre"},
			{kind: "expertise", what: "Una abogada, dos horas al mes"},
		},
		promises: []promise{
			{giver: "Ruth Ortiz", kind: "time", amount: 5, unit: "martes", words: "ayudar el primer martes de cada mes hasta enero", days: 110, came: partly},
			{giver: "June Abernathy", kind: "space", ask: 2, words: "open the small reading room on Tuesdays until nine", days: 68, came: open, org: true},
			{giver: "Paula Whitcomb", kind: "expertise", words: "explain the town’s forms one Tuesday in October", days: 40, came: kept, org: true},
			{giver: "Luz Armenta", kind: "time", ask: 1, amount: 1, unit: "persona", words: "acompañar a quien tenga que ir a la oficina del condado", days: 85, came: open},
			{giver: "Harold Biddle", kind: "introduction", ask: 3, words: "introduce Inés to the college’s legal clinic", days: 45, came: kept, org: true},
			{giver: "Gordon Teague", kind: "publicity", words: "put the card beside the till", days: 20, came: kept, org: true},
			{giver: "Agnes Dolan", kind: "publicity", words: "read it out on Sunday in both languages", days: 25, came: kept, org: true},
			{giver: "Hodan Ali", kind: "expertise", words: "come one Tuesday to read hospital bills", days: 52, came: kept},
			{giver: "Mei Tanaka", kind: "materials", words: "lend two laptops until summer", amount: 2, unit: "laptops", days: 62, came: saidDone, org: true},
			{giver: "Lindy Park", kind: "time", words: "watch the children on two Tuesdays", amount: 2, unit: "Tuesdays", days: 75, came: open},
		},
	},
}

// winter is next week's gathering: three neighbors take their turn.
var winter = []turn{
	{
		presenter: "Amina Warsame", title: "The Ride Board",
		summary: "A phone line and a board that match people who need a ride to the clinic with people already driving that way.",
		serves:  "About forty patients a month who miss their hour for want of a ride.",
		stands:  "The board hangs. Nine rides were found by hand in October.",
		asks: []ask{
			{kind: "time", what: "Six drivers, one morning a week", amount: 6, unit: "drivers"},
			{kind: "space", what: "A desk with a phone, two mornings"},
			{kind: "introduction", what: "Someone at county transit"},
		},
	},
	{
		presenter: "Ximena Duarte", with: "Priya Raman", title: "Porch Papers",
		summary: "Students record what older neighbors remember of the flood year, and the Ledger prints one page a month.",
		serves:  "Twelve students, and everybody over seventy who likes to talk.",
		stands:  "Four stories are recorded, one is printed.",
		asks: []ask{
			{kind: "introduction", what: "Ten neighbors over seventy who like to talk", amount: 10, unit: "neighbors"},
			{kind: "expertise", what: "A lawyer for one hour, on who owns a story"},
		},
	},
	{
		presenter: "Rosa Villaseñor", title: "Bread Before School",
		summary: "Warm rolls at both bus stops at seven, so that no one starts the day on nothing.",
		serves:  "The ninety children of the two early buses.",
		stands:  "A week in May went well. Flour is the question.",
		asks: []ask{
			{kind: "materials", what: "Four insulated crates", amount: 4, unit: "crates"},
			{kind: "money", what: "$900 for flour until June", cents: 90000},
			{kind: "time", what: "Two early risers at each stop", amount: 4, unit: "people"},
		},
	},
}

// tonight is a short evening that can be started now.
var tonight = []turn{
	{
		presenter: "Bea Nakai", title: "Lanterns on the River",
		summary: "On the longest night every household sets a paper lantern on the water, and the theatre plays on the bridge.",
		serves:  "The whole town, and those who find December long.",
		stands:  "The bridge is ours from six to eight. There are eighty lanterns of three hundred.",
		asks: []ask{
			{kind: "materials", what: "Two hundred paper lanterns", amount: 200, unit: "lanterns"},
			{kind: "time", what: "Six people to fold on Saturday", amount: 6, unit: "people"},
			{kind: "money", what: "$300 for candles", cents: 30000},
		},
	},
	{
		presenter: "Nell Hathaway", kind: "challenge", title: "The Last Crate",
		summary: "Every Friday the food shelf has greens left that nobody can fetch after six.",
		serves:  "Fifty families who work late.",
		stands:  "We tried a box at the laundry. It was empty in an hour.",
		asks: []ask{
			{kind: "space", what: "A cold corner that is open until nine"},
			{kind: "time", what: "One driver each Friday at six", amount: 4, unit: "Fridays"},
		},
	},
}

// waiting are proposals that have no turn yet.
var waiting = []turn{
	{
		presenter: "Luz Armenta", title: "Canasta de vecinas",
		summary: "Diez vecinas cocinamos juntas una vez al mes y llevamos la comida a quien está enferma.",
		serves:  "Familias con alguien en cama.",
		stands:  "Lo hicimos dos veces en mi cocina.",
		asks:    []ask{{kind: "space", what: "Una cocina grande, un sábado al mes"}},
	},
	{
		presenter: "Tomas Birch", title: "Eyes on the River",
		summary: "Twenty households read a gauge once a week, so that we know the water before it knows us.",
		serves:  "Everybody below Ferry Street.",
		stands:  "Three gauges are up.",
		asks:    []ask{{kind: "time", what: "Seventeen households, a minute a week", amount: 17, unit: "households"}},
	},
}
