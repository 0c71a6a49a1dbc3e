package live

import (
	"context"
	"time"

	"collaboratory/internal/clock"
	"collaboratory/internal/id"
)

// Topic names something people watch: “gathering/<id>”, “person/<id>”, “guest/<id>”.
type Topic string

// Of is the topic of one subject.
func Of(kind string, subject id.ID) Topic { return Topic(kind + "/" + subject.String()) }

// Part is a piece of a screen: Name is the event’s name on the wire and the sse-swap name in the page. A part that a
// rendering leaves out stays on the screen as it was; to clear it, render it empty.
type Part struct {
	Name string
	HTML []byte
}

// Stream is what one browser is told.
type Stream struct {
	// Topics are those of the screen that is the same for everybody: a change of one has the parts rendered anew, once
	// for all streams with the same first topic and the same Key.
	Topics []Topic
	// Key tells screens of the same topic apart: audience and language, and the turn where it matters.
	Key string
	// Render gives the whole screen in parts. It is asked for everybody at once: its context carries the values of one of
	// the requests (the language, say) but nobody is signed in there, and the request may be over by then.
	Render func(ctx context.Context) ([]Part, error)
	// Private are the topics of this reader alone: a change of one has Still asked again, then “me” is sent, and the
	// browser fetches what is its own.
	Private []Topic
	// Still answers nil while this reader may go on. A fault.Unavailable means that nobody knows just now: the stream
	// waits in silence. Any other error sends “bye” and ends the stream. Nil Still: always.
	Still func(ctx context.Context) error
	// Again says that this browser had a stream before and may have missed a “me”: one is sent at once. A request with
	// Last-Event-ID counts as such by itself.
	Again bool
}

// Options are the hub’s measures; zero values mean what stands beside them.
type Options struct {
	Clock    clock.Clock   // whose time the browsers are told; the machine’s
	Check    time.Duration // how often the counters are looked at: 3 s
	Ping     time.Duration // how often a stream is told the time: 15 s
	Patience time.Duration // how long a browser may take to read what it is sent: 10 s
	Coalesce time.Duration // how long the other copies wait for one word about many changes: 4 ms
	Retry    time.Duration // how soon a lost connection is tried again: 500 ms
}

func (o Options) filled() Options {
	if o.Clock == nil {
		o.Clock = clock.Real{}
	}
	o.Check = positive(o.Check, 3*time.Second)
	o.Ping = positive(o.Ping, 15*time.Second)
	o.Patience = positive(o.Patience, 10*time.Second)
	o.Coalesce = positive(o.Coalesce, 4*time.Millisecond)
	o.Retry = positive(o.Retry, 500*time.Millisecond)
	return o
}

func positive(d, otherwise time.Duration) time.Duration {
	if d > 0 {
		return d
	}
	return otherwise
}
