package coach

import "strings"

// verbForm is what a Spanish verb form says: whose act, and how sure.
type verbForm struct {
	infinitive  string
	first       bool // yo, nosotros
	conditional bool // daría
}

// verbsEs lists the verbs that someone can see done: infinitive, and first and third
// person of the present where they are not regular.
var verbsEs = splitList(`llevar, traer traigo trae, dar doy da, donar, pagar, poner pongo pone, prestar, mandar, enviar envio envia, entregar,
	presentar, conectar, imprimir imprimo imprime, publicar, compartir comparto comparte, escribir escribo escribe, revisar, devolver devuelvo devuelve,
	traducir traduzco traduce, capacitar, entrenar, ensenar, disenar, redisenar, arreglar, reparar, construir construyo construye, cocinar, hornear,
	manejar, conducir conduzco conduce, llamar, cubrir cubro cubre, comprar, conseguir consigo consigue, organizar, apartar, reservar, abrir abro abre,
	recibir recibo recibe, firmar, patrocinar, plantar, tomar, cuidar, pintar, limpiar, mover muevo mueve, coser coso cose, tejer tejo teje, pegar,
	colgar cuelgo cuelga, repartir reparto reparte, sacar, hacer hago hace, configurar, instalar, atender atiendo atiende, dejar, pasar, invitar, depositar,
	juntar, recoger recojo recoge, editar, grabar, filmar, dibujar, convocar, presidir presido preside, tocar, ofrecer ofrezco ofrece, regalar, aportar,
	igualar, financiar, montar, preparar, servir sirvo sirve, transportar, hospedar, alojar, anunciar, difundir difundo difunde, reunir reuno reune,
	buscar, comprometer comprometo compromete, prometer prometo promete, sentar siento sienta, contribuir contribuyo contribuye, leer leo lee, armar`)

// vagueVerbsEs are conjugated alike, but nobody can see them done.
var vagueVerbsEs = splitList(`ayudar, apoyar, colaborar, cooperar, participar, acompanar, correr corro corre, comentar, avisar, ver veo ve, pensar pienso piensa,
	intentar, tratar, asistir asisto asiste, sumar, contactar, decir digo dice, estar estoy esta, ir voy va, hablar, averiguar`)

var irregularFuture = map[string]string{"hacer": "har", "poner": "pondr", "decir": "dir"}

var formsEs = conjugate()

func conjugate() map[string]verbForm {
	table := map[string]verbForm{}
	for _, line := range append(append([]string{}, verbsEs...), vagueVerbsEs...) {
		part := strings.Fields(line)
		inf := part[0]
		stem, ending := inf[:len(inf)-2], inf[len(inf)-2:]
		present1, present3 := stem+"o", stem+map[string]string{"ar": "a", "er": "e", "ir": "e"}[ending]
		if len(part) == 3 {
			present1, present3 = part[1], part[2]
		}
		future := inf
		if irregular, ok := irregularFuture[inf]; ok {
			future = irregular
		}
		addForms(table, verbForm{infinitive: inf, first: true}, present1, stem+map[string]string{"ar": "amos", "er": "emos", "ir": "imos"}[ending], future+"e", future+"emos")
		addForms(table, verbForm{infinitive: inf}, present3, present3+"n", future+"a", future+"an")
		addForms(table, verbForm{infinitive: inf, first: true, conditional: true}, future+"ia", future+"iamos")
		addForms(table, verbForm{infinitive: inf, conditional: true}, future+"ian")
	}
	return table
}

func addForms(table map[string]verbForm, f verbForm, words ...string) {
	for _, w := range words {
		if _, taken := table[w]; !taken {
			table[w] = f
		}
	}
}

// infinitiveEs takes the pronouns off an infinitive: mandárselas, ayudarle.
func infinitiveEs(word string) string {
	for _, suffix := range []string{"selos", "selas", "selo", "sela", "nos", "les", "los", "las", "le", "lo", "la", "me", "se"} {
		if stem, ok := strings.CutSuffix(word, suffix); ok && isInfinitive(stem) {
			return stem
		}
	}
	return word
}

func isInfinitive(w string) bool {
	return len(w) > 2 && (strings.HasSuffix(w, "ar") || strings.HasSuffix(w, "er") || strings.HasSuffix(w, "ir"))
}

// hasObjectSuffix tells whether a verb form carries its thing: mandárselas, leerlo.
func hasObjectSuffix(word string) bool {
	for _, suffix := range []string{"lo", "la", "los", "las"} {
		if strings.HasSuffix(word, suffix) && infinitiveEs(word) != word {
			return true
		}
	}
	return false
}
