package commitment

import (
	"strconv"
	"strings"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/id"
)

// stretches are the ranges of the index of a giver’s promises that together are their list: in each, the rows lie in
// the order of the list, so that a page reads no more of it than it shows.
var stretches = []struct {
	band  Band
	where string
}{
	{WaitsForWord, `c.state = 'delivered' AND c.delivered_at > $4`},
	{PastItsDate, `c.state = 'lapsed'`},
	{PastItsDate, `c.state = 'pledged' AND c.due < $3`},
	{OnTheWay, `c.state = 'pledged' AND c.due >= $3`},
	{ToExplore, `c.state = 'exploring'`},
	{BandKept, `c.state = 'fulfilled'`},
	{BandKept, `c.state = 'delivered' AND c.delivered_at <= $4`},
	{LetGo, `c.state = 'released'`},
	{LetGo, `c.state = 'declined'`},
}

// givenParts is every stretch twice, with a day and without one: no range holds both in the order of the list.
var givenParts = func() string {
	var parts []string
	for _, s := range stretches {
		band := strconv.Itoa(int(s.band))
		for _, day := range []string{`c.due >= CASE WHEN $6 = ` + band + ` THEN $10::text::date ELSE '-infinity' END`, `c.due IS NULL`} {
			parts = append(parts, `
		  (SELECT c.id, `+band+` AS band, `+byDate+` AS sort_key
		   FROM commitment c`+listWhere+ofGiver+`
		     AND `+s.where+` AND `+day+`
		     AND `+band+` = ANY ($5::int[]) AND `+band+` >= $6 AND (`+band+`, `+byDate+`, c.id) > ($6, $7, $8)
		   ORDER BY c.due, c.id
		   LIMIT $9)`)
		}
	}
	return strings.Join(parts, `
		  UNION ALL`)
}()

// queueGiven reads one page of what somebody promised, by day, however much that is.
func queueGiven(b *db.Batch, rows *[]listed, collaboratory id.ID, q query) {
	from := "-infinity"
	if q.After.Key == "9999" {
		from = "infinity"
	} else if _, err := time.Parse(time.DateOnly, q.After.Key); err == nil {
		from = q.After.Key
	}
	db.QueueAll(b, rows, `
		WITH found AS (`+givenParts+`),
		shown AS (
		  SELECT id, band, sort_key
		  FROM found
		  ORDER BY band, sort_key, id
		  LIMIT $9)`+listColumns+`, s.sort_key
		FROM shown s
		JOIN commitment c ON c.collaboratory_id = $1 AND c.id = s.id`+listJoins+`
		ORDER BY s.band, s.sort_key, s.id`,
		collaboratory, q.Of, q.Today, q.Kept, q.Bands, q.After.Band, q.After.Key, q.After.ID, q.Limit, from)
}
