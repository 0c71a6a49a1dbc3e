package i18n

import "strings"

// manner is how a language writes dates, times, numbers and lists.
type manner struct {
	months, shortMonths     [12]string
	weekdays, shortWeekdays [7]string // Sunday first, as time.Weekday

	of     string // between day, month and year
	am, pm string
	to     string // between the ends of a range

	today, tomorrow, yesterday string
	ahead, ago, past           string // %s is an amount of time
	day, week                  [2]string

	and func(last string) string // the word before the last of a list
}

var englishManner = manner{
	months: [12]string{
		"January", "February", "March", "April", "May", "June",
		"July", "August", "September", "October", "November", "December",
	},
	shortMonths:   [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
	weekdays:      [7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
	shortWeekdays: [7]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
	of:            " ",
	am:            "am",
	pm:            "pm",
	to:            "to",
	today:         "today",
	tomorrow:      "tomorrow",
	yesterday:     "yesterday",
	ahead:         "in %s",
	ago:           "%s ago",
	past:          "%s past its date",
	day:           [2]string{"a day", "%d days"},
	week:          [2]string{"a week", "%d weeks"},
	and:           func(string) string { return "and" },
}

// spanishManner is the Spanish of the United States: twelve hours, a point
// in decimals. The space inside “p. m.” does not break.
var spanishManner = manner{
	months: [12]string{
		"enero", "febrero", "marzo", "abril", "mayo", "junio",
		"julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
	},
	shortMonths:   [12]string{"ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"},
	weekdays:      [7]string{"domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"},
	shortWeekdays: [7]string{"dom", "lun", "mar", "mié", "jue", "vie", "sáb"},
	of:            " de ",
	am:            "a.\u00a0m.",
	pm:            "p.\u00a0m.",
	to:            "a",
	today:         "hoy",
	tomorrow:      "mañana",
	yesterday:     "ayer",
	ahead:         "en %s",
	ago:           "hace %s",
	past:          "pasó su fecha hace %s",
	day:           [2]string{"un día", "%d días"},
	week:          [2]string{"una semana", "%d semanas"},
	and:           spanishAnd,
}

// spanishAnd is “y”, but “e” before the sound of i: “Ana e Inés”. Before
// “hie” the sound is another: “agua y hielo”.
func spanishAnd(last string) string {
	word := strings.ToLower(last)
	if strings.HasPrefix(word, "hie") || strings.HasPrefix(word, "ia") || strings.HasPrefix(word, "ie") || strings.HasPrefix(word, "io") {
		return "y"
	}
	for _, sound := range []string{"i", "í", "hi", "hí"} {
		if strings.HasPrefix(word, sound) {
			return "e"
		}
	}
	return "y"
}
