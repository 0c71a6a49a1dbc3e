package commitment

import "strings"

// GuessKind tells from the words of a promise, in English or Spanish, what kind of help it is; Other when they do not
// say. Whoever promises can choose another.
func GuessKind(promise string) Kind {
	words := " " + strings.ToLower(oneLine(promise)) + " "
	for _, g := range guesses {
		for _, sign := range g.signs {
			if strings.Contains(words, sign) {
				return g.kind
			}
		}
	}
	return Other
}

// guesses are the beginnings of words that speak for a kind of help; what is surer stands first.
var guesses = []struct {
	kind  Kind
	signs []string
}{
	{Introduction, []string{" introduc", " put you in touch", " connect you", " presentarle", " presentarl", " ponerle en contacto", " ponerla en contacto", " ponerlo en contacto", " conectar"}},
	{Money, []string{"$", "€", " dollar", " euro", " dólar", " pay ", " pay for", " pagar"}},
	{Publicity, []string{" newsletter", " flyer", " poster", " announce", " put the word out", " spread the word", " volante", " boletín", " anuncia", " difund", " cartel"}},
	{Space, []string{" room ", " hall ", " kitchen", " garage", " office ", " sala ", " salón", " cocina", " oficina", " garaje"}},
	{Data, []string{" data", " figures", " survey", " census", " datos", " cifras", " encuesta", " censo"}},
	{Time, []string{" hour", " morning", " afternoon", " volunteer", " drive ", " hora", " mañanas", " tardes", " voluntari", " manejar", " conducir"}},
	{Materials, []string{" lend", " bring ", " chairs", " tables", " tools", " van ", " truck", " prest", " traer", " sillas", " mesas", " herramient", " camioneta"}},
	{Expertise, []string{" teach", " review", " design", " translat", " repair", " fix ", " train", " advise", " enseñ", " revis", " diseñ", " traduc", " arregl", " repar", " asesor"}},
	{Partnership, []string{" partner", " our organization will", " alianza", " como socio"}},
}
