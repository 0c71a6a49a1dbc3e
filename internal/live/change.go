package live

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"collaboratory/internal/db"
)

// changeKey finds what a transaction has said so far.
type changeKey struct{ hub *Hub }

type change struct {
	topics map[Topic]struct{}
	raised []count
}

// Changed says, inside the transaction, that these topics change with it. Each counter rises once, however often its
// topic is named. Nobody hears before Postgres has kept the transaction, and nobody ever does of one that was undone.
func (h *Hub) Changed(tx *db.Tx, topics ...Topic) {
	if len(topics) == 0 {
		return
	}
	c, begun := tx.Kept(changeKey{h}).(*change)
	if !begun {
		c = &change{topics: map[Topic]struct{}{}}
		tx.Keep(changeKey{h}, c)
		tx.BeforeCommit(func(ctx context.Context) error { return h.raise(ctx, tx, c) })
		tx.AfterCommit(func() { h.spread(c.raised) })
	}
	for _, t := range topics {
		c.topics[t] = struct{}{}
	}
}

// raise counts the topics in one statement. What is said after it, by another hook, begins a new one.
func (h *Hub) raise(ctx context.Context, tx *db.Tx, c *change) (err error) {
	tx.Keep(changeKey{h}, nil)
	c.raised, err = raise(ctx, tx, slices.Sorted(maps.Keys(c.topics)))
	if err != nil {
		return fmt.Errorf("counting what changed: %w", err)
	}
	return nil
}

// spread tells the streams of this copy, and leaves word for the others.
func (h *Hub) spread(raised []count) {
	if h == nil {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, c := range raised {
		if at := h.topics[c.Topic]; at != nil {
			at.seq = c.Seq
			h.changed(at)
		}
		if h.speaking {
			h.words[c.Topic] = max(h.words[c.Topic], c.Seq)
			nudge(h.tell)
		}
	}
}

// hear takes counters that another copy spoke of, or that were looked at. One that is not as it was last heard has
// changed, be it lower: Postgres may have been put back to an earlier state.
func (h *Hub) hear(counts []count) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, c := range counts {
		if at := h.topics[c.Topic]; at != nil && at.seq != c.Seq {
			at.seq = c.Seq
			h.changed(at)
		}
	}
}

// changed has what is shared rendered anew and those asked again to whom it is private. It never waits.
func (h *Hub) changed(at *topic) {
	for sh := range at.shows {
		h.mark(sh)
	}
	for st := range at.streams {
		st.private = true
		nudge(st.wake)
	}
}

// look reads the counters of topics this copy knows nothing of yet. It comes before Still and the first rendering: what
// changes later than that has another counter, and is heard of.
func (h *Hub) look(ctx context.Context, topics []Topic) error {
	var strange []Topic
	h.mu.Lock()
	for _, t := range topics {
		if at := h.topics[t]; at != nil && at.seq == unknown {
			strange = append(strange, t)
		}
	}
	h.mu.Unlock()
	if len(strange) == 0 {
		return nil
	}
	found, err := counters(ctx, h.db.Pool(), strange)
	if err != nil {
		return fmt.Errorf("looking at what has changed: %w", err)
	}
	h.mu.Lock()
	for i, t := range strange {
		if at := h.topics[t]; at != nil && at.seq == unknown {
			at.seq = found[i].Seq
		}
	}
	h.mu.Unlock()
	h.hear(found)
	return nil
}

// nudge wakes whoever waits on c; one nudge is as good as many.
func nudge(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}
