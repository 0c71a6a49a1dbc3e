package example

// Neighbor is somebody of Pell River.
type Neighbor struct {
	Name         string
	Email        string // empty: has none
	CareOf       string // the address letters for them go to, when it is somebody else's
	Phone        string
	Organisation string
	Sector       string
	Language     string // “es” reads Spanish; empty is English
}

// Convener is who calls Pell River together.
const Convener = "June Abernathy"

// People is the whole cast, the convener first.
var People = []Neighbor{
	{Name: Convener, Email: "june@pellriver.example", Phone: "555 0101", Organisation: "Pell River Library", Sector: "nonprofit"},
	{Name: "Marcus Ellery", Email: "marcus@pellriver.example", Organisation: "River Bend Baseball", Sector: "nonprofit"},
	{Name: "Ruth Ann Popovic", Email: "ruthann@pellriver.example", Phone: "555 0103", Organisation: "Senior Center", Sector: "nonprofit"},
	{Name: "Nell Hathaway", Email: "nell@pellriver.example", Organisation: "Pell River Food Shelf", Sector: "nonprofit"},
	{Name: "Tomas Birch", Email: "tomas@pellriver.example", Organisation: "River Keepers", Sector: "nonprofit"},
	{Name: "Inés Calderón", Email: "ines@pellriver.example", Organisation: "Casa Puente", Sector: "nonprofit", Language: "es"},
	{Name: "Owen Fairley", Email: "owen@pellriver.example", Organisation: "Repair Saturdays", Sector: "nonprofit"},
	{Name: "Delia Moss", Email: "delia@pellriver.example", Organisation: "Seed Library", Sector: "nonprofit"},
	{Name: "Rosa Villaseñor", Email: "rosa@pellriver.example", Phone: "555 0109", Organisation: "Panadería Villaseñor", Sector: "business", Language: "es"},
	{Name: "Cal Dvorak", Email: "cal@pellriver.example", Organisation: "Millrace Credit Union", Sector: "business"},
	{Name: "Hank Lindqvist", Email: "hank@pellriver.example", Organisation: "Lindqvist Hardware", Sector: "business"},
	{Name: "Greta Holm", Email: "greta@pellriver.example", Organisation: "Holm and Daughter Printing", Sector: "business"},
	{Name: "Teo Navarro", Email: "teo@pellriver.example", Organisation: "Navarro Auto Repair", Sector: "business", Language: "es"},
	{Name: "Lindy Park", Email: "lindy@pellriver.example", Organisation: "Ferry Street Laundry", Sector: "business"},
	{Name: "Abel Kowalski", Email: "abel@pellriver.example", Organisation: "Kowalski Orchards", Sector: "business"},
	{Name: "Ximena Duarte", Email: "ximena@pellriver.example", Organisation: "Pell River High School", Sector: "education"},
	{Name: "Ruth Ortiz", Email: "ruth@pellriver.example", Phone: "555 0117", Organisation: "East Bank Elementary", Sector: "education", Language: "es"},
	{Name: "Harold Biddle", Email: "harold@pellriver.example", Organisation: "Pell River Community College", Sector: "education"},
	{Name: "Mei Tanaka", Email: "mei@pellriver.example", Organisation: "After-School Lab", Sector: "education"},
	{Name: "Carmen Rivas", Email: "carmen@pellriver.example", Organisation: "Adult Learning Center", Sector: "education", Language: "es"},
	{Name: "Dale Ostrander", Email: "dale@pellriver.example", Organisation: "County Roads", Sector: "government"},
	{Name: "Paula Whitcomb", Email: "paula@pellriver.example", Organisation: "Town Clerk’s Office", Sector: "government"},
	{Name: "Andre Fontaine", Email: "andre@pellriver.example", Organisation: "Fire Department", Sector: "government"},
	{Name: "Sylvia Brandt", Email: "sylvia@pellriver.example", Organisation: "Parks Department", Sector: "government"},
	{Name: "Nolan Pike", Email: "nolan@pellriver.example", Organisation: "Water Works", Sector: "government"},
	{Name: "Bea Nakai", Email: "bea@pellriver.example", Organisation: "Lantern Theatre", Sector: "arts"},
	{Name: "Otis Merriweather", Email: "otis@pellriver.example", Organisation: "Brass on Ferry Street", Sector: "arts"},
	{Name: "Frida Solano", Email: "frida@pellriver.example", Organisation: "Mural House", Sector: "arts", Language: "es"},
	{Name: "Amina Warsame", Email: "amina@pellriver.example", Phone: "555 0129", Organisation: "River Clinic", Sector: "health"},
	{Name: "Gordon Teague", Email: "gordon@pellriver.example", Organisation: "Teague Pharmacy", Sector: "health"},
	{Name: "Hodan Ali", Email: "hodan@pellriver.example", Organisation: "Home Nursing", Sector: "health"},
	{Name: "Lemuel Greer", Email: "lemuel@pellriver.example", Organisation: "Harbor AME Church", Sector: "faith"},
	{Name: "Agnes Dolan", Email: "agnes@pellriver.example", Organisation: "St. Brendan’s", Sector: "faith"},
	{Name: "Walt Pruitt", Email: "walt@pellriver.example", Phone: "555 0134", Organisation: "retired welder", Sector: "neighbor"},
	{Name: "Luz Armenta", Email: "luz@pellriver.example", Sector: "neighbor", Language: "es"},
	{Name: "Opal Jenkins", Phone: "555 0136", Organisation: "Ferry Street", Sector: "neighbor"},
	{Name: "Earl Stubbs", Phone: "555 0137", Organisation: "retired ferryman", Sector: "neighbor"},
	{Name: "Mabel Quist", CareOf: "ruthann@pellriver.example", Organisation: "Senior Center choir", Sector: "neighbor"},
	{Name: "Constance Avery", Email: "constance@pellriver.example", Organisation: "Pell River Community Foundation", Sector: "philanthropy"},
	{Name: "Priya Raman", Email: "priya@pellriver.example", Organisation: "The Pell River Ledger", Sector: "media"},
}
