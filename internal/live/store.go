package live

import (
	"context"

	"collaboratory/internal/db"
)

// count is a topic with its counter.
type count struct {
	Topic Topic
	Seq   int64
}

// raise counts each topic once more. The topics come sorted, and their rows are locked in that order.
func raise(ctx context.Context, q db.Querier, topics []Topic) ([]count, error) {
	return db.All[count](ctx, q, `
		INSERT INTO live_topic (topic, seq)
		SELECT topic, 1
		FROM unnest($1::text[]) WITH ORDINALITY AS said (topic, place)
		ORDER BY place
		ON CONFLICT (topic) DO UPDATE
		SET seq = live_topic.seq + 1
		RETURNING topic, seq`, texts(topics))
}

// counters are those of the topics, in their order; one that never changed stands at 0.
func counters(ctx context.Context, q db.Querier, topics []Topic) ([]count, error) {
	return db.All[count](ctx, q, `
		SELECT asked.topic, coalesce(live_topic.seq, 0) AS seq
		FROM unnest($1::text[]) WITH ORDINALITY AS asked (topic, place)
		LEFT JOIN live_topic ON live_topic.topic = asked.topic
		ORDER BY asked.place`, texts(topics))
}

func texts(topics []Topic) []string {
	all := make([]string, len(topics))
	for i, t := range topics {
		all[i] = string(t)
	}
	return all
}
