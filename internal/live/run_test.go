package live_test

import (
	"context"
	"testing"
	"time"

	"collaboratory/internal/db"
	"collaboratory/internal/db/dbtest"
	"collaboratory/internal/id"
	"collaboratory/internal/live"
)

// never is how often something happens that a test must do without.
const never = time.Hour

// twoCopies are two halls on one database that show the same topics.
func twoCopies(t *testing.T, o live.Options) (here, there *hall, url string) {
	t.Helper()
	url = dbtest.URL(t)
	var all [2]*hall
	for i := range all {
		d, err := db.Open(context.Background(), url, db.Options{MaxConns: 4, MinConns: 1, Name: "test"})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(d.Close)
		all[i] = newHall(t, d, o)
		all[i].topic, all[i].person = all[0].topic, all[0].person
		all[i].server.Start()
	}
	return all[0], all[1], url
}

func TestTheOtherCopyHears(t *testing.T) {
	t.Parallel()
	here, there, url := twoCopies(t, live.Options{Check: never})
	here.run(url)
	there.run("") // the pool’s own address
	b := there.open("")
	b.sees("wall", "Welcome")
	there.put("wall", "Said over there")
	changed(t, here.db, here.hub, here.topic)
	b.sees("wall", "Said over there")
	changed(t, here.db, here.hub, here.person)
	b.sees("me", "")
}

func TestManyTopicsAreManyWords(t *testing.T) {
	t.Parallel()
	here, there, url := twoCopies(t, live.Options{Check: never})
	here.run(url)
	there.run(url)
	b := there.open("")
	b.sees("wall", "Welcome")
	there.put("wall", "Found among many")
	topics := []live.Topic{here.topic}
	for range 1000 {
		topics = append(topics, live.Of("person", id.New()))
	}
	changed(t, here.db, here.hub, topics...)
	b.sees("wall", "Found among many")
}

func TestAWordThatIsLostIsFoundByLooking(t *testing.T) {
	t.Parallel()
	here, there, url := twoCopies(t, live.Options{Check: 20 * time.Millisecond})
	there.run(url)
	b := there.open("")
	b.sees("wall", "Welcome")
	there.put("wall", "Never spoken of")
	changed(t, here.db, here.hub, here.topic, here.person) // this copy does not speak
	b.seesAll(event{name: "wall", data: "Never spoken of"}, event{name: "me"})
}

// TestABrokenLineEndsInTheTruth: what changed unheard is found when the line is back, without looking in between.
func TestABrokenLineEndsInTheTruth(t *testing.T) {
	t.Parallel()
	here, there, url := twoCopies(t, live.Options{Check: never, Retry: 20 * time.Millisecond})
	there.run(url)
	b := there.open("")
	b.sees("wall", "Welcome")
	there.put("wall", "Said while nobody heard")
	changed(t, here.db, nil, here.topic)
	_, err := here.db.Pool().Exec(context.Background(), `
		SELECT pg_terminate_backend(pid)
		FROM pg_stat_activity
		WHERE datname = current_database()
		  AND application_name = 'collaboratory live'`)
	if err != nil {
		t.Fatal(err)
	}
	b.seesAll(event{name: "wall", data: "Said while nobody heard"}, event{name: "me"})
	here.run(url) // and words are heard again
	there.put("wall", "Heard again")
	until(t, func() bool { return ears(t, here.db) == 2 })
	changed(t, here.db, here.hub, here.topic)
	b.sees("wall", "Heard again")
}

func TestRunSaysWhenTheAddressIsNone(t *testing.T) {
	t.Parallel()
	h := newHall(t, dbtest.New(t), live.Options{})
	if err := h.hub.Run(context.Background(), "postgres://%zz"); err == nil {
		t.Error("it ran")
	}
}

func TestWithoutAHubNobodyIsTold(t *testing.T) {
	t.Parallel()
	var none *live.Hub
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	none.Shut()
	if err := none.Run(ctx, ""); err != nil || none.Listening("gathering/x") != 0 {
		t.Errorf("got %v", err)
	}
}
