package calendar

import (
	_ "time/tzdata" // so that zones are known where the system has none
)

// Zone is one a collaboratory can choose.
type Zone struct {
	Name  string // IANA: "America/Los_Angeles"
	Label string // English source text, to be shown through i18n.T
}

// Zones lists what a select offers, the United States first, then from west
// to east. Any other IANA name is good too: see Known.
func Zones() []Zone { return append([]Zone(nil), zones...) }

// Known says whether zone is an IANA name we can count with.
func Known(zone string) bool {
	_, err := load(zone)
	return err == nil
}

// Label is the text for a zone; a zone that is not in the list is its own.
func Label(zone string) string {
	for _, z := range zones {
		if z.Name == zone {
			return z.Label
		}
	}
	return zone
}

//i18n:mark
const (
	pacific     = "Pacific time (Los Angeles)"
	mountain    = "Mountain time (Denver)"
	arizona     = "Arizona (Phoenix)"
	central     = "Central time (Chicago)"
	eastern     = "Eastern time (New York)"
	alaska      = "Alaska (Anchorage)"
	hawaii      = "Hawaii (Honolulu)"
	puertoRico  = "Puerto Rico (San Juan)"
	tijuana     = "Mexico, Pacific (Tijuana)"
	mexicoCity  = "Mexico, central (Mexico City)"
	guatemala   = "Guatemala"
	elSalvador  = "El Salvador"
	bogota      = "Colombia (Bogotá)"
	lima        = "Peru (Lima)"
	caracas     = "Venezuela (Caracas)"
	toronto     = "Canada, eastern (Toronto)"
	halifax     = "Canada, Atlantic (Halifax)"
	santiago    = "Chile (Santiago)"
	buenosAires = "Argentina (Buenos Aires)"
	saoPaulo    = "Brazil (São Paulo)"
	utc         = "Universal time (UTC)"
	london      = "Britain (London)"
	madrid      = "Spain (Madrid)"
	berlin      = "Central Europe (Berlin)"
	johannes    = "South Africa (Johannesburg)"
	nairobi     = "East Africa (Nairobi)"
	kolkata     = "India (Kolkata)"
	manila      = "Philippines (Manila)"
	tokyo       = "Japan (Tokyo)"
	sydney      = "Australia, eastern (Sydney)"
	auckland    = "New Zealand (Auckland)"
)

var zones = []Zone{
	{"America/Los_Angeles", pacific},
	{"America/Denver", mountain},
	{"America/Phoenix", arizona},
	{"America/Chicago", central},
	{"America/New_York", eastern},
	{"America/Anchorage", alaska},
	{"Pacific/Honolulu", hawaii},
	{"America/Puerto_Rico", puertoRico},
	{"America/Tijuana", tijuana},
	{"America/Mexico_City", mexicoCity},
	{"America/Guatemala", guatemala},
	{"America/El_Salvador", elSalvador},
	{"America/Bogota", bogota},
	{"America/Lima", lima},
	{"America/Caracas", caracas},
	{"America/Toronto", toronto},
	{"America/Halifax", halifax},
	{"America/Santiago", santiago},
	{"America/Argentina/Buenos_Aires", buenosAires},
	{"America/Sao_Paulo", saoPaulo},
	{"UTC", utc},
	{"Europe/London", london},
	{"Europe/Madrid", madrid},
	{"Europe/Berlin", berlin},
	{"Africa/Johannesburg", johannes},
	{"Africa/Nairobi", nairobi},
	{"Asia/Kolkata", kolkata},
	{"Asia/Manila", manila},
	{"Asia/Tokyo", tokyo},
	{"Australia/Sydney", sydney},
	{"Pacific/Auckland", auckland},
}
