package stage

import (
	"collaboratory/internal/commitment"
	"collaboratory/internal/presentation"
)

// deck is what the play-members of a practice room are called and say. It stands here in each language, and not among
// the words of the pages, because it is said in the language of the collaboratory, as people there would say it.
type deck struct {
	title    string   // of the room, before the title of the gathering
	names    []string // each says that it is played, so that nobody takes it for a neighbor’s
	guests   []string
	promises map[commitment.Kind][]string
	talks    []string
	turn     presentation.Words // for a gathering nobody presents at yet
}

func deckOf(language string) deck {
	if language == "es" {
		return playSpanish
	}
	return playEnglish
}

var playEnglish = deck{
	title: "Practice: ",
	names: []string{
		"Ada (practice)", "Ben (practice)", "Cleo (practice)", "Dario (practice)", "Esme (practice)", "Farid (practice)",
		"Gwen (practice)", "Hugo (practice)", "Ines (practice)", "Jamal (practice)", "Keiko (practice)", "Leo (practice)",
	},
	guests: []string{"Mona, a guest (practice)", "Nico, a guest (practice)", "Olga, a guest (practice)", "Pete, a guest (practice)"},
	promises: map[commitment.Kind][]string{
		commitment.Introduction: {"make an introduction at the school district", "write to two people who should hear of this", "bring the pastor and the presenter together over coffee"},
		commitment.Expertise:    {"look over the plan and mark what could be simpler", "sit down for an hour over the budget", "show two volunteers how it is done"},
		commitment.Time:         {"come and help on a Saturday morning", "take one shift and bring a friend", "drive on the days when it rains"},
		commitment.Space:        {"open the back room for the meetings", "lend the garage until the work is done", "keep the tools dry over the winter"},
		commitment.Money:        {"put money toward this", "match what the neighbors put in", "pay for a share of it"},
		commitment.Materials:    {"bring what is left over in the shed", "lend the folding tables", "ask the lumber yard for the rest"},
		commitment.Publicity:    {"put it into the newsletter", "hang ten posters along Main Street", "tell the story on the radio"},
		commitment.Partnership:  {"ask the board to come in as a partner", "join forces for the first month"},
		commitment.Data:         {"send the figures from last year", "share the list of empty lots"},
		commitment.Other:        {"do what is needed on the day", "cook for everyone at the opening", "take the photographs"},
	},
	talks: []string{"find out whether the hall could be used", "think about what the shop could do", "ask around at work"},
	turn: presentation.Words{
		Kind: presentation.Project, Title: "A bench by the bus stop",
		Summary: "A bench with a roof where the bus to the clinic stops.",
		Serves:  "Everybody who waits there, most of all those who cannot stand for long.",
		Stands:  "The town has said yes. The place is measured.",
		Asks: []presentation.Ask{
			{Kind: "time", What: "Saturday mornings to build it", Amount: playNumber(8), Unit: "mornings"},
			{Kind: "materials", What: "Oak boards, two yards long", Amount: playNumber(12), Unit: "boards"},
			{Kind: "money", What: "Money for the roof", Cents: playCents(40000)},
			{Kind: "introduction", What: "Somebody at the bus company"},
		},
	},
}

var playSpanish = deck{
	title: "Ensayo: ",
	names: []string{
		"Ada (ensayo)", "Ben (ensayo)", "Cleo (ensayo)", "Darío (ensayo)", "Esmeralda (ensayo)", "Farid (ensayo)",
		"Gilda (ensayo)", "Hugo (ensayo)", "Inés (ensayo)", "Jamal (ensayo)", "Keiko (ensayo)", "Leo (ensayo)",
	},
	guests: []string{"Mona, de visita (ensayo)", "Nico, de visita (ensayo)", "Olga, de visita (ensayo)", "Pedro, de visita (ensayo)"},
	promises: map[commitment.Kind][]string{
		commitment.Introduction: {"presentar el proyecto en el distrito escolar", "escribir a dos personas que deberían saber de esto", "reunir al pastor y a quien presenta para un café"},
		commitment.Expertise:    {"revisar el plan y señalar lo que se puede simplificar", "dedicar una hora al presupuesto", "enseñar a dos voluntarios cómo se hace"},
		commitment.Time:         {"ayudar un sábado por la mañana", "cubrir un turno y traer a un amigo", "manejar los días de lluvia"},
		commitment.Space:        {"abrir el salón de atrás para las reuniones", "prestar el garaje hasta que el trabajo esté hecho", "guardar las herramientas en seco durante el invierno"},
		commitment.Money:        {"aportar dinero para esto", "igualar lo que den los vecinos", "pagar una parte"},
		commitment.Materials:    {"traer lo que sobra en el cobertizo", "prestar las mesas plegables", "pedir el resto en el aserradero"},
		commitment.Publicity:    {"publicarlo en el boletín", "colgar diez carteles en la calle principal", "contar la historia en la radio"},
		commitment.Partnership:  {"proponer a la junta que participe", "unir fuerzas durante el primer mes"},
		commitment.Data:         {"enviar las cifras del año pasado", "compartir la lista de terrenos vacíos"},
		commitment.Other:        {"hacer lo que haga falta ese día", "cocinar para todos en la inauguración", "tomar las fotografías"},
	},
	talks: []string{"averiguar si se puede usar el salón", "pensar en lo que podría hacer la tienda", "preguntar en el trabajo"},
	turn: presentation.Words{
		Kind: presentation.Project, Title: "Un banco en la parada del autobús",
		Summary: "Un banco con techo donde para el autobús que va a la clínica.",
		Serves:  "A todos los que esperan allí, sobre todo a quienes no pueden estar mucho tiempo de pie.",
		Stands:  "El municipio ha dicho que sí. El lugar está medido.",
		Asks: []presentation.Ask{
			{Kind: "time", What: "Mañanas de sábado para construirlo", Amount: playNumber(8), Unit: "mañanas"},
			{Kind: "materials", What: "Tablas de roble de dos metros", Amount: playNumber(12), Unit: "tablas"},
			{Kind: "money", What: "Dinero para el techo", Cents: playCents(40000)},
			{Kind: "introduction", What: "Alguien de la compañía de autobuses"},
		},
	},
}

func playNumber(n float64) *float64 { return &n }
func playCents(n int64) *int64      { return &n }
