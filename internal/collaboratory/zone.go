package collaboratory

import (
	"strings"

	"collaboratory/internal/calendar"
)

// homeZone is taken when nothing tells where a town lies.
const homeZone = "America/New_York"

// zoneCurrencies are where sums of money are not counted in US dollars; the longest beginning that fits wins.
var zoneCurrencies = map[string]string{
	"America/Toronto": "CAD", "America/Vancouver": "CAD", "America/Winnipeg": "CAD", "America/Regina": "CAD",
	"America/Halifax": "CAD", "America/St_Johns": "CAD", "America/Edmonton": "CAD",
	"America/Mexico_City": "MXN", "America/Monterrey": "MXN", "America/Tijuana": "MXN",
	"America/Bogota": "COP", "America/Lima": "PEN", "America/Santiago": "CLP", "America/Argentina": "ARS",
	"America/Sao_Paulo": "BRL", "America/Guatemala": "GTQ", "America/Santo_Domingo": "DOP", "America/Montevideo": "UYU",
	"Europe/": "EUR", "Atlantic/Canary": "EUR", "Europe/London": "GBP", "Europe/Zurich": "CHF", "Europe/Warsaw": "PLN",
	"Australia/": "AUD", "Pacific/Auckland": "NZD", "Africa/Johannesburg": "ZAR", "Africa/Nairobi": "KES",
	"Africa/Lagos": "NGN", "Africa/Cairo": "EGP", "Asia/Kolkata": "INR", "Asia/Tokyo": "JPY", "Asia/Manila": "PHP",
	"Asia/Singapore": "SGD", "Asia/Hong_Kong": "HKD", "Asia/Seoul": "KRW", "Asia/Jerusalem": "ILS",
	"Asia/Dubai": "AED", "Asia/Jakarta": "IDR",
}

// guessZone is the first of the guesses that names a zone.
func guessZone(guesses ...string) string {
	for _, zone := range guesses {
		if knownZone(zone) {
			return zone
		}
	}
	return homeZone
}

// guessCurrency is the money of the place a zone stands for.
func guessCurrency(zone string) string {
	best, currency := "", "USD"
	for beginning, money := range zoneCurrencies {
		if strings.HasPrefix(zone, beginning) && len(beginning) > len(best) {
			best, currency = beginning, money
		}
	}
	return currency
}

// knownZone tells whether a text names a zone. "Local" names the machine's, which says nothing.
func knownZone(zone string) bool {
	if zone == "" || zone == "Local" || len(zone) > 60 {
		return false
	}
	return calendar.Known(zone)
}
