package stage_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/clock"
	"collaboratory/internal/commitment"
	"collaboratory/internal/db"
	"collaboratory/internal/example"
	"collaboratory/internal/example/exampletest"
	"collaboratory/internal/fault"
	"collaboratory/internal/gathering"
	"collaboratory/internal/id"
	"collaboratory/internal/stage"
)

// rehearsing is Pell River with a practice room of tonight’s gathering, made by June.
type rehearsing struct {
	*example.House
	t       *testing.T
	tonight id.ID
	made    stage.Practice
}

func rehearse(t *testing.T) *rehearsing {
	t.Helper()
	w := &rehearsing{House: exampletest.OpenTown(t), t: t}
	w.tonight = w.find(`SELECT id FROM gathering WHERE title = $1`, example.TonightTitle)
	made, err := w.Stages.Rehearse(w.june(), w.Club, w.tonight)
	w.must(err)
	w.made = made
	return w
}

func (w *rehearsing) june() context.Context { return w.As(w.t.Context(), example.Convener) }

func (w *rehearsing) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *rehearsing) find(sql string, args ...any) id.ID {
	w.t.Helper()
	found, err := db.Value[id.ID](w.t.Context(), w.DB.Pool(), sql, args...)
	w.must(err)
	return found
}

func (w *rehearsing) count(sql string, args ...any) int {
	w.t.Helper()
	n, err := db.Value[int](w.t.Context(), w.DB.Pool(), `SELECT count(*) FROM `+sql, args...)
	w.must(err)
	return n
}

func (w *rehearsing) press(do stage.Do) {
	w.t.Helper()
	version, err := db.Value[int](w.t.Context(), w.DB.Pool(), `SELECT coalesce(max(version), 0) FROM stage WHERE collaboratory_id = $1`, w.made.Collaboratory)
	w.must(err)
	w.must(w.Stages.Press(w.june(), w.made.Collaboratory, w.made.Gathering, stage.Press{Do: do, Version: version}))
}

// play lets the play-members do something until they wait, and counts what they did.
func (w *rehearsing) play() map[stage.Deed]int {
	w.t.Helper()
	did := map[stage.Deed]int{}
	for range 40 {
		w.Clock.Advance(4 * time.Second)
		p, err := w.Stages.Play(w.june(), w.made.Collaboratory, w.made.Gathering)
		w.must(err)
		if p.Deed == stage.Waited {
			return did
		}
		did[p.Deed]++
	}
	w.t.Fatal("they never wait")
	return did
}

// evening goes through the whole gathering from start to close, and adds up what the play-members did.
func (w *rehearsing) evening() map[stage.Deed]int {
	w.t.Helper()
	did := map[stage.Deed]int{}
	w.press(stage.DoStart)
	for range 60 {
		if w.count(`stage WHERE collaboratory_id = $1 AND finished`, w.made.Collaboratory) == 1 {
			break
		}
		for deed, n := range w.play() {
			did[deed] += n
		}
		w.must(w.Stages.Called(w.june(), w.made.Collaboratory, w.made.Gathering, id.Nil))
		w.press(stage.DoNext)
	}
	w.press(stage.DoClose)
	return did
}

func TestAPracticeRoomIsACopyWithPlayMembers(t *testing.T) {
	t.Parallel()
	w := rehearse(t)
	if !strings.HasPrefix(w.made.Slug, "practice-") || len(w.made.Slug) != len("practice-")+8 {
		t.Errorf("its address is %s", w.made.Slug)
	}
	if n := w.count(`membership m JOIN person p ON p.id = m.person_id WHERE m.collaboratory_id = $1 AND p.email IS NULL`, w.made.Collaboratory); n != 12 {
		t.Errorf("%d play-members", n)
	}
	name, err := db.Value[string](t.Context(), w.DB.Pool(), `SELECT name FROM collaboratory WHERE id = $1`, w.made.Collaboratory)
	w.must(err)
	if name != "Practice: "+example.TonightTitle {
		t.Errorf("it is called %q", name)
	}
	for _, what := range []string{
		`SELECT title, minutes, kind FROM agenda_item WHERE gathering_id = $1 ORDER BY position`,
		`SELECT p.title, p.summary, p.serves FROM presentation t JOIN proposal p ON p.id = t.proposal_id WHERE t.gathering_id = $1 ORDER BY t.position`,
		`SELECT a.kind, a.what, a.amount, a.cents FROM presentation t JOIN ask a ON a.proposal_id = t.proposal_id WHERE t.gathering_id = $1 ORDER BY t.position, a.position`,
	} {
		if was, is := w.rows(what, w.tonight), w.rows(what, w.made.Gathering); len(was) == 0 || !slices.Equal(was, is) {
			t.Errorf("%s\nwas %v\nis  %v", what, was, is)
		}
	}
	g, err := w.Gatherings.Read(w.june(), w.made.Collaboratory, w.made.Gathering)
	w.must(err)
	if was, _ := w.Gatherings.Read(w.june(), w.Club, w.tonight); g.State != gathering.Published || g.Code == was.Code || g.Title != was.Title {
		t.Errorf("the copy: %+v", g)
	}
}

func (w *rehearsing) rows(sql string, args ...any) []string {
	w.t.Helper()
	rows, err := w.DB.Pool().Query(w.t.Context(), sql, args...)
	w.must(err)
	defer rows.Close()
	var all []string
	for rows.Next() {
		values, err := rows.Values()
		w.must(err)
		all = append(all, fmt.Sprint(values))
	}
	return all
}

func TestPressedTwiceItIsOnePracticeRoom(t *testing.T) {
	t.Parallel()
	w := rehearse(t)
	again, err := w.Stages.Rehearse(w.june(), w.Club, w.tonight)
	w.must(err)
	if again != w.made {
		t.Errorf("first %+v, then %+v", w.made, again)
	}
	theirs, err := w.Stages.Rehearse(w.As(t.Context(), example.Host), w.Club, w.tonight)
	w.must(err)
	if theirs.Collaboratory == w.made.Collaboratory {
		t.Error("the host practices in June’s room")
	}
	w.Clock.Advance(25 * time.Hour)
	later, err := w.Stages.Rehearse(w.june(), w.Club, w.tonight)
	w.must(err)
	if later.Collaboratory == w.made.Collaboratory {
		t.Error("a day later it is still the old room")
	}
	if n := w.count(`collaboratory WHERE id = $1`, w.made.Collaboratory); n != 0 {
		t.Error("and the old one is still there")
	}
}

func TestWhoMayPractice(t *testing.T) {
	t.Parallel()
	w := rehearse(t)
	if _, err := w.Stages.Rehearse(w.As(t.Context(), "Walt Pruitt"), w.Club, w.tonight); !fault.Is(err, fault.KindForbidden) {
		t.Errorf("a member makes one: %v", err)
	}
	if _, err := w.Stages.Rehearse(access.With(t.Context(), access.Actor{}), w.Club, w.tonight); !fault.Is(err, fault.KindNotFound) {
		t.Errorf("a stranger makes one: %v", err)
	}
	if _, err := w.Stages.Rehearse(w.june(), w.made.Collaboratory, w.made.Gathering); !fault.Is(err, fault.KindConflict) {
		t.Errorf("a practice room of a practice room: %v", err)
	}
	for who, ctx := range map[string]context.Context{"another host": w.As(t.Context(), example.Host), "a stranger": access.With(t.Context(), access.Actor{})} {
		if _, err := w.Stages.Play(ctx, w.made.Collaboratory, w.made.Gathering); !fault.Is(err, fault.KindNotFound) {
			t.Errorf("%s plays: %v", who, err)
		}
		if _, err := w.Stages.EndRehearsal(ctx, w.made.Collaboratory); !fault.Is(err, fault.KindNotFound) {
			t.Errorf("%s ends it: %v", who, err)
		}
	}
	player := w.As(t.Context(), "Ada (practice)")
	if _, err := w.Stages.Play(player, w.made.Collaboratory, w.made.Gathering); !fault.Is(err, fault.KindForbidden) {
		t.Errorf("a play-member plays: %v", err)
	}
	if _, err := w.Stages.EndRehearsal(player, w.made.Collaboratory); !fault.Is(err, fault.KindForbidden) {
		t.Errorf("a play-member ends it: %v", err)
	}
}

func TestARealGatheringIsNeverPlayedNorForgotten(t *testing.T) {
	t.Parallel()
	w := rehearse(t)
	if _, err := w.Stages.Play(w.june(), w.Club, w.tonight); !fault.Is(err, fault.KindNotFound) {
		t.Errorf("playing: %v", err)
	}
	if _, err := w.Stages.EndRehearsal(w.june(), w.Club); !fault.Is(err, fault.KindNotFound) {
		t.Errorf("ending: %v", err)
	}
	for name, sql := range map[string]string{
		"the history of a promise": `DELETE FROM commitment_event WHERE collaboratory_id = $1`,
		"becoming a practice room": `UPDATE collaboratory SET rehearsal_club = id, rehearsal_of = (SELECT id FROM gathering WHERE collaboratory_id = $1 LIMIT 1) WHERE id = $1`,
	} {
		if _, err := w.DB.Pool().Exec(t.Context(), sql, w.Club); err == nil {
			t.Errorf("%s: the database lets it", name)
		}
	}
}

func TestNobodyIsInvitedToAPracticeRoom(t *testing.T) {
	t.Parallel()
	w := rehearse(t)
	if _, err := w.Collaboratories.Invite(w.june(), w.made.Collaboratory, "somebody@far.example"); !fault.Is(err, fault.KindConflict) {
		t.Errorf("by letter: %v", err)
	}
	if err := w.Collaboratories.OpenLink(w.june(), w.made.Collaboratory); !fault.Is(err, fault.KindConflict) {
		t.Errorf("by link: %v", err)
	}
	if err := w.Collaboratories.RenewLink(w.june(), w.made.Collaboratory); !fault.Is(err, fault.KindConflict) {
		t.Errorf("by a new link: %v", err)
	}
}

func TestPlayMembersPledgeByThemselves(t *testing.T) {
	t.Parallel()
	w := rehearse(t)
	if did := w.play(); len(did) != 0 {
		t.Errorf("before the start they did %v", did)
	}
	did := w.evening()
	for _, deed := range []stage.Deed{stage.RaisedHand, stage.Promised, stage.WantsToTalk, stage.GuestCame} {
		if did[deed] < 2 {
			t.Errorf("%q was done %d times", deed, did[deed])
		}
	}
	turns := w.count(`presentation WHERE collaboratory_id = $1`, w.made.Collaboratory)
	if n := w.count(`commitment WHERE collaboratory_id = $1 AND state = 'pledged'`, w.made.Collaboratory); n < 10*turns {
		t.Errorf("%d firm promises in %d turns", n, turns)
	}
	if n := w.count(`commitment c JOIN presentation t ON t.id = c.presentation_id WHERE c.giver_person_id = t.presenter_id AND c.collaboratory_id = $1`, w.made.Collaboratory); n != 0 {
		t.Errorf("%d promises of a presenter to themselves", n)
	}
	if n := w.count(`commitment WHERE collaboratory_id = $1 AND giver_guest_id IS NOT NULL AND source = 'self' AND verified_at IS NULL`, w.made.Collaboratory); n < turns {
		t.Errorf("%d promises of guests wait for a nod", n)
	}
}

// TestNothingIsMailed holds a whole practice evening, with all that follows one for weeks, against a town in which
// nobody practices.
func TestNothingIsMailed(t *testing.T) {
	t.Parallel()
	w := rehearse(t)
	before := w.count(`letter`)
	w.evening()
	// A real visitor joins with their own phone and address, and the host tries the letters of an evening.
	pass, err := w.Gatherings.Join(access.With(t.Context(), access.Actor{}), w.code(), gathering.Joining{Key: id.New(), Name: "Real Visitor", Email: "visitor@far.example"})
	w.must(err)
	guest, _, err := w.Gatherings.Pass(t.Context(), pass)
	w.must(err)
	turn := w.find(`SELECT id FROM presentation WHERE collaboratory_id = $1 LIMIT 1`, w.made.Collaboratory)
	w.pledgeAs(access.Actor{Guest: &guest}, turn)
	w.pledgeAs(access.From(w.june()), turn)
	_, err = w.Gatherings.Note(w.june(), w.made.Collaboratory, w.made.Gathering, gathering.Writing{Key: id.New(), Audience: gathering.Everyone, Subject: "Hello", Body: "Hello"})
	w.must(err)
	if n := w.count(`letter`); n != before {
		t.Errorf("%d letters were written", n-before)
	}
	if n := w.count(`letter WHERE collaboratory_id = $1`, w.made.Collaboratory); n != 0 {
		t.Errorf("%d letters of the practice room", n)
	}
	house := access.With(t.Context(), access.AsSystem("test"))
	for range 60 {
		w.Clock.Advance(24 * time.Hour)
		w.must(w.Followups.Sweep(house, w.Clock.Now()))
		_, err := w.Gatherings.Remind(house, w.Clock.Now())
		w.must(err)
		w.must(w.Commitments.ClaimGuests(house))
	}
	for _, table := range []string{"letter", "followup_step", "followup_gathering"} {
		if n := w.count(table+` WHERE collaboratory_id = $1`, w.made.Collaboratory); n != 0 {
			t.Errorf("weeks later: %d rows of the practice room in %s", n, table)
		}
	}
	if n := w.count(`letter WHERE text_body LIKE '%(practice)%' OR text_body LIKE '%bake bread%' OR subject LIKE '%ractice%' OR email = 'visitor@far.example'`); n != 0 {
		t.Errorf("weeks later: %d letters speak of the practice", n)
	}
	if n := w.count(`commitment WHERE collaboratory_id = $1 AND state = 'lapsed'`, w.made.Collaboratory); n != 0 {
		t.Errorf("weeks later: %d play promises have lapsed", n)
	}
}

// TestNothingIsKept counts every row of every table before, and after a practice evening with all its trimmings.
func TestNothingIsKept(t *testing.T) {
	t.Parallel()
	w := &rehearsing{House: exampletest.OpenTown(t), t: t}
	w.tonight = w.find(`SELECT id FROM gathering WHERE title = $1`, example.TonightTitle)
	before := w.census()
	made, err := w.Stages.Rehearse(w.june(), w.Club, w.tonight)
	w.must(err)
	w.made = made
	w.evening()
	w.trimmings()
	w.refuseLetters()
	of, err := w.Stages.EndRehearsal(w.june(), made.Collaboratory)
	w.must(err)
	if of.Gathering != w.tonight || of.Collaboratory != w.Club || of.Slug != example.Slug {
		t.Errorf("it leads back to %+v", of)
	}
	after := w.census()
	delete(before, "live_topic")
	delete(after, "live_topic")
	if !maps.Equal(before, after) {
		for table, n := range after {
			if n != before[table] {
				t.Errorf("%s: %d rows before, %d after", table, before[table], n)
			}
		}
	}
	columns, err := db.All[string](t.Context(), w.DB.Pool(), `
		SELECT c.table_name || ' WHERE ' || c.column_name
		FROM information_schema.columns c
		JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name AND t.table_type = 'BASE TABLE'
		WHERE c.table_schema = 'public'
		  AND c.column_name IN ('collaboratory_id', 'gathering_collaboratory_id')`)
	w.must(err)
	for _, column := range columns {
		if n := w.count(column+` = $1`, made.Collaboratory); n != 0 {
			t.Errorf("%s: %d rows are left", column, n)
		}
	}
	if len(columns) < 20 {
		t.Errorf("only %d columns were looked at", len(columns))
	}
	if _, err := w.Stages.EndRehearsal(w.june(), made.Collaboratory); !fault.Is(err, fault.KindNotFound) {
		t.Errorf("ending it twice: %v", err)
	}
}

// trimmings put a row of the practice room wherever an evening alone does not.
func (w *rehearsing) trimmings() {
	w.t.Helper()
	turn := w.find(`SELECT id FROM presentation WHERE collaboratory_id = $1 ORDER BY position LIMIT 1`, w.made.Collaboratory)
	guests := w.find(`SELECT id FROM commitment WHERE collaboratory_id = $1 AND giver_guest_id IS NOT NULL LIMIT 1`, w.made.Collaboratory)
	w.must(w.Stages.Nod(w.june(), w.made.Collaboratory, w.made.Gathering, guests))
	w.pledgeAs(access.From(w.june()), turn)
	presenter, err := db.Value[string](w.t.Context(), w.DB.Pool(), `SELECT p.name FROM presentation t JOIN person p ON p.id = t.presenter_id WHERE t.id = $1`, turn)
	w.must(err)
	w.must(w.Stages.WriteNote(w.As(w.t.Context(), presenter), w.made.Collaboratory, turn, "Breathe."))
	_, err = w.Gatherings.Note(w.june(), w.made.Collaboratory, w.made.Gathering, gathering.Writing{Key: id.New(), Audience: gathering.Everyone, Subject: "Hello", Body: "Hello"})
	w.must(err)
}

func (w *rehearsing) code() string {
	w.t.Helper()
	g, err := w.Gatherings.Read(w.june(), w.made.Collaboratory, w.made.Gathering)
	w.must(err)
	return g.Code
}

// pledgeAs is a promise that somebody real makes in the practice room.
func (w *rehearsing) pledgeAs(actor access.Actor, turn id.ID) {
	w.t.Helper()
	due := w.Clock.Now().AddDate(0, 0, 3)
	day := clock.Date(due.Date())
	_, err := w.Commitments.Pledge(access.With(w.t.Context(), actor), w.made.Collaboratory, commitment.PledgeInput{
		Presentation: turn, Kind: commitment.Other, Promise: "bake bread", Due: &day, Firm: true, Key: id.New(),
	})
	w.must(err)
}

func (w *rehearsing) refuseLetters() {
	w.t.Helper()
	_, err := w.DB.Pool().Exec(w.t.Context(), `
		INSERT INTO letter_refusal (email, collaboratory_id, kind, refused_at)
		VALUES ('june@pellriver.example', $1, '', $2)`, w.made.Collaboratory, w.Clock.Now())
	w.must(err)
}

// census counts the rows of every table.
func (w *rehearsing) census() map[string]int {
	w.t.Helper()
	tables, err := db.All[string](w.t.Context(), w.DB.Pool(), `SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'`)
	w.must(err)
	all := map[string]int{}
	for _, table := range tables {
		all[table] = w.count(table)
	}
	return all
}

func TestOldPracticeRoomsEndByThemselves(t *testing.T) {
	t.Parallel()
	w := rehearse(t)
	house := access.With(t.Context(), access.AsSystem("test"))
	w.Clock.Advance(23 * time.Hour)
	w.must(w.Stages.EndOldRehearsals(house))
	if n := w.count(`collaboratory WHERE id = $1`, w.made.Collaboratory); n != 1 {
		t.Error("it ended within the day")
	}
	w.Clock.Advance(2 * time.Hour)
	w.must(w.Stages.EndOldRehearsals(house))
	if n := w.count(`collaboratory WHERE id = $1`, w.made.Collaboratory); n != 0 {
		t.Error("it is still there after a day")
	}
	if n := w.count(`collaboratory WHERE id = $1`, w.Club); n != 1 {
		t.Error("the town is gone")
	}
}

func TestAPracticeRoomInSpanish(t *testing.T) {
	t.Parallel()
	w := &rehearsing{House: exampletest.OpenTown(t), t: t}
	w.tonight = w.find(`SELECT id FROM gathering WHERE title = $1`, example.TonightTitle)
	_, err := w.DB.Pool().Exec(t.Context(), `UPDATE collaboratory SET language = 'es' WHERE id = $1`, w.Club)
	w.must(err)
	// Nobody presents yet: there is a turn to practice with.
	_, err = w.DB.Pool().Exec(t.Context(), `UPDATE presentation SET state = 'withdrawn' WHERE gathering_id = $1`, w.tonight)
	w.must(err)
	if w.made, err = w.Stages.Rehearse(w.june(), w.Club, w.tonight); err != nil {
		t.Fatal(err)
	}
	name, err := db.Value[string](t.Context(), w.DB.Pool(), `SELECT name FROM collaboratory WHERE id = $1`, w.made.Collaboratory)
	w.must(err)
	if name != "Ensayo: "+example.TonightTitle {
		t.Errorf("it is called %q", name)
	}
	w.evening()
	promises := w.rows(`SELECT promise FROM commitment WHERE collaboratory_id = $1`, w.made.Collaboratory)
	titles := w.rows(`SELECT title FROM proposal WHERE collaboratory_id = $1`, w.made.Collaboratory)
	if len(promises) < 10 || !slices.Contains(titles, "[Un banco en la parada del autobús]") {
		t.Errorf("%v: %v", titles, promises)
	}
	if n := w.count(`person p JOIN membership m ON m.person_id = p.id WHERE m.collaboratory_id = $1 AND p.email IS NULL AND p.name NOT LIKE '%(ensayo)'`, w.made.Collaboratory); n != 0 {
		t.Errorf("%d play-members could be neighbors", n)
	}
}
