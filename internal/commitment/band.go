package commitment

// Band is what a commitment wants of its reader, most urgent first: the tracker shows it in bands.
type Band int

// The bands of a list.
const (
	WaitsForWord Band = iota + 1 // said to be done; the receiver answers
	PastItsDate                  // its day is over, or it lapsed
	OnTheWay                     // under way
	ToExplore                    // “Let’s talk”
	BandKept                     // received, or said to be done for thirty days
	LetGo                        // released or declined
)

// allBands are the bands in their order.
var allBands = []Band{WaitsForWord, PastItsDate, OnTheWay, ToExplore, BandKept, LetGo}

// bandsOf are the tabs of a list: which bands each shows.
var bandsOf = map[string][]Band{
	"":     allBands,
	"word": {WaitsForWord},
	"way":  {PastItsDate, OnTheWay, ToExplore},
	"kept": {BandKept},
	"go":   {LetGo},
}
