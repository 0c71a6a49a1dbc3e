package coach

import "time"

var monthsEs = map[string]time.Month{
	"enero": 1, "ene": 1, "febrero": 2, "feb": 2, "marzo": 3, "abril": 4, "abr": 4, "mayo": 5, "junio": 6, "jun": 6,
	"julio": 7, "jul": 7, "agosto": 8, "ago": 8, "septiembre": 9, "setiembre": 9, "sept": 9, "sep": 9, "octubre": 10,
	"oct": 10, "noviembre": 11, "nov": 11, "diciembre": 12, "dic": 12,
}

var weekdaysEs = map[string]time.Weekday{
	"lunes": 1, "lun": 1, "martes": 2, "miercoles": 3, "mie": 3, "jueves": 4, "jue": 4, "viernes": 5, "vie": 5,
	"sabado": 6, "sabados": 6, "sab": 6, "domingo": 0, "domingos": 0, "dom": 0,
}

var holidaysEs = map[string]holiday{
	"accion de gracias": floating(time.November, time.Thursday, 4), "dia de gracias": floating(time.November, time.Thursday, 4),
	"nochebuena": fixed(12, 24), "navidad": fixed(12, 25), "nochevieja": fixed(12, 31), "noche vieja": fixed(12, 31),
	"ano nuevo": fixed(1, 1), "dia de reyes": fixed(1, 6), "reyes": fixed(1, 6), "martin luther king": floating(time.January, time.Monday, 3),
	"candelaria": fixed(2, 2), "san valentin": fixed(2, 14), "viernes santo": fromEaster(-2), "semana santa": fromEaster(0),
	"pascua": fromEaster(0), "cinco de mayo": fixed(5, 5), "dia de la madre": floating(time.May, time.Sunday, 2),
	"dia de las madres": floating(time.May, time.Sunday, 2), "dia del padre": floating(time.June, time.Sunday, 3),
	"cuatro de julio": fixed(7, 4), "dia de la independencia": fixed(7, 4), "dia del trabajo": floating(time.September, time.Monday, 1),
	"halloween": fixed(10, 31), "dia de los muertos": fixed(11, 2), "dia de muertos": fixed(11, 2), "dia de los veteranos": fixed(11, 11),
}

var gatheringsEs = phraseSet(`nuestro proximo encuentro, el proximo encuentro, proximo encuentro, nuestra proxima reunion, la proxima reunion,
	la proxima vez que nos veamos, la proxima vez que nos reunamos, el proximo colaboratorio, nuestra proxima cena, el encuentro que viene`)

var ordinalsEs = map[string]int{"primer": 1, "primera": 1, "primero": 1, "segundo": 2, "segunda": 2, "tercer": 3, "tercera": 3,
	"cuarto": 4, "cuarta": 4, "ultimo": -1, "ultima": -1}

var soonEs = map[string]int{"hoy": 0, "hoy mismo": 0, "esta noche": 0, "esta tarde": 0, "ahorita mismo": 0, "manana mismo": 1,
	"pasado manana": 2, "de hoy en ocho": 7}

// edgesEs are the parts of a month and the day each is over.
var edgesEs = map[string]int{"principios": 10, "inicios": 10, "comienzos": 10, "mediados": 15, "fines": 31, "finales": 31, "final": 31, "fin": 31}

// datesEs reads Spanish dates, day before month.
type datesEs struct{}

func (d datesEs) periodAt(c calendar, t []token, i int) (period, int, bool) {
	for _, read := range []func(calendar, []token, int) (period, int, bool){
		d.named, d.dayMonth, d.edgeOf, d.weekOf, d.nthWeekday, d.weekday, d.nextOne, d.fromNow, d.inMonth,
	} {
		if p, end, ok := read(c, t, i); ok {
			return p, end, true
		}
	}
	return period{}, i, false
}

// named reads hoy, mañana, holidays, the next gathering and numeric dates.
func (datesEs) named(c calendar, t []token, i int) (period, int, bool) {
	if n, end := longestName(soonEs, t, i); end > i {
		return oneDay(c.days(n)), end, true
	}
	if wordAt(t, i) == "manana" && !isMorning(t, i) {
		return oneDay(c.days(1)), i + 1, true
	}
	if h, end := longestName(holidaysEs, t, i); end > i {
		return oneDay(h.comes(c)), end, true
	}
	if n := gatheringsEs.at(t, i); n > 0 && c.gathering != nil {
		return oneDay(c.on(*c.gathering)), i + n, true
	}
	day, ok := c.numericDate(wordAt(t, i), false)
	return oneDay(day), i + 1, ok
}

// isMorning tells "la mañana" (the morning) from "mañana" (tomorrow).
func isMorning(t []token, i int) bool {
	switch wordAt(t, i-1) {
	case "la", "una", "esta", "cada", "toda", "media":
		return true
	}
	return false
}

// dayMonth reads "4 de diciembre", "el primero de mayo de 2027", "el 15", "día 30".
func (datesEs) dayMonth(c calendar, t []token, i int) (period, int, bool) {
	d, ok := wholeDay(t, i)
	if wordAt(t, i) == "primero" {
		d, ok = 1, true
	}
	if !ok {
		return period{}, i, false
	}
	at := i + 1
	if wordAt(t, at) == "de" {
		at++
	}
	if m, isMonth := monthsEs[wordAt(t, at)]; isMonth {
		year := at + 1
		if w := wordAt(t, year); w == "de" || w == "del" {
			year++
		}
		day, end, found := withYear(c, t, year, m, d)
		return oneDay(day), max(at+1, min(end, len(t))), found
	}
	day, found := c.dayOfMonth(d)
	return oneDay(day), i + 1, found && namesDay(t, i)
}

// namesDay tells whether a bare number is a day of the month: "el 15", "el día 15",
// "para el 15", but not "el 15 por ciento".
func namesDay(t []token, i int) bool {
	if wordAt(t, i-1) == "dia" {
		return true
	}
	if w := wordAt(t, i-1); w != "el" && w != "del" {
		return false
	}
	return i+1 >= len(t) || t[i+1].mark || clauseWordsEs[t[i+1].word]
}

var clauseWordsEs = wordSet("y a en para por les le se voy pero con de")

// edgeOf reads "a fines de enero", "fin de mes", "mediados de marzo", "fin de año".
func (datesEs) edgeOf(c calendar, t []token, i int) (period, int, bool) {
	last := edgesEs[wordAt(t, i)]
	link := wordAt(t, i+1)
	if last == 0 || link != "de" && link != "del" {
		return period{}, i, false
	}
	return monthPart(c, t, i+2, last, monthsEs, map[string]int{"mes": 1, "ano": 2})
}

// weekOf reads "la primera semana de enero", "la semana del 7 de diciembre", "el fin
// de semana del 12 de diciembre", "este fin de semana".
func (d datesEs) weekOf(c calendar, t []token, i int) (period, int, bool) {
	if n := ordinalsEs[wordAt(t, i)]; n != 0 && wordAt(t, i+1) == "semana" && wordAt(t, i+2) == "de" {
		return monthPart(c, t, i+3, 7*n, monthsEs, nil)
	}
	unit, at := "week", i+1
	if startsWith(t[min(i, len(t)):], []string{"fin", "de", "semana"}) {
		unit, at = "weekend", i+3
	} else if wordAt(t, i) != "semana" {
		return period{}, i, false
	}
	if w := wordAt(t, at+1); (wordAt(t, at) == "del" || wordAt(t, at) == "de") && w != "semana" && w != "fin" {
		if p, end, ok := d.periodAt(c, t, at+1); ok {
			return around(unit, "of", p.last), end, true
		}
	}
	next, end, ok := whichEs(t, i, at)
	if !ok && wordAt(t, i-1) != "el" || !ok && unit == "week" {
		return period{}, i, false
	}
	p, found := c.span(map[string]int{"week": 7, "weekend": 2}[unit], next)
	return p, end, found
}

// whichEs reads the words around a unit of time that say which one: "próxima …",
// "esta …", "… que viene", "… entrante".
func whichEs(t []token, i, end int) (next bool, stop int, ok bool) {
	switch wordAt(t, i-1) {
	case "proxima", "proximo", "siguiente":
		return true, end, true
	case "esta", "este":
		return false, end, true
	}
	switch wordAt(t, end) {
	case "proxima", "proximo", "entrante", "siguiente":
		return true, end + 1, true
	case "que":
		if wordAt(t, end+1) == "viene" || wordAt(t, end+1) == "entra" {
			return true, end + 2, true
		}
	}
	return false, end, false
}

// nthWeekday reads "el segundo lunes de enero".
func (datesEs) nthWeekday(c calendar, t []token, i int) (period, int, bool) {
	n := ordinalsEs[wordAt(t, i)]
	day, isDay := weekdaysEs[wordAt(t, i+1)]
	m, isMonth := monthsEs[wordAt(t, i+3)]
	if n == 0 || !isDay || !isMonth {
		return period{}, i, false
	}
	return oneDay(nthWeekday(c.month(m), day, n)), i + 4, true
}

// weekday reads "el viernes", "el próximo viernes", "el viernes que viene"; "el
// viernes pasado" is over.
func (datesEs) weekday(c calendar, t []token, i int) (period, int, bool) {
	day, ok := weekdaysEs[wordAt(t, i)]
	if !ok || wordAt(t, i+1) == "pasado" || wordAt(t, i-1) == "pasado" {
		return period{}, i, false
	}
	next, end, _ := whichEs(t, i, i+1)
	return oneDay(c.weekday(day, next)), end, true
}

// nextOne reads "el próximo mes", "el mes que viene", "este año".
func (datesEs) nextOne(c calendar, t []token, i int) (period, int, bool) {
	unit := map[string]int{"mes": 30, "ano": 365}[wordAt(t, i)]
	next, end, ok := whichEs(t, i, i+1)
	if unit == 0 || !ok {
		return period{}, i, false
	}
	p, found := c.span(unit, next)
	return p, end, found
}

// fromNow reads "en dos semanas", "dentro de 10 días". Eight days is a week and
// fifteen days two, as people count them.
func (datesEs) fromNow(c calendar, t []token, i int) (period, int, bool) {
	at := i + 1
	if wordAt(t, i) == "dentro" && wordAt(t, at) == "de" {
		at++
	} else if wordAt(t, i) != "en" {
		return period{}, i, false
	}
	n, ok := count(t, at)
	unit := map[string]int{"dia": 1, "dias": 1, "semana": 7, "semanas": 7, "mes": 30, "meses": 30}[wordAt(t, at+1)]
	if !ok || unit == 0 {
		return period{}, i, false
	}
	if unit == 1 && (n == 8 || n == 15) {
		n--
	}
	return oneDay(c.ahead(n, unit)), at + 2, true
}

// inMonth reads a month by itself, behind "en", "para", "antes de" and the like.
func (datesEs) inMonth(c calendar, t []token, i int) (period, int, bool) {
	m, ok := monthsEs[wordAt(t, i)]
	led := map[string]bool{"en": true, "para": true, "de": true, "este": true, "proximo": true}[wordAt(t, i-1)]
	if !ok || !led {
		return period{}, i, false
	}
	first := c.month(m)
	return period{first, lastOfMonth(first)}, i + 1, true
}
