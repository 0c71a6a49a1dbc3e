package stage

import (
	"context"
	"time"

	"collaboratory/internal/jobs"
)

// rehearsals looks for practice rooms to forget.
type rehearsals struct{}

// Kind names the job.
func (rehearsals) Kind() string { return "stage.rehearsals" }

// AddJobs puts the room’s work on the queue: every hour, practice rooms whose time is up.
func (s *Service) AddJobs(q *jobs.Queue) {
	jobs.Add(q, func(ctx context.Context, _ rehearsals) error { return s.EndOldRehearsals(ctx) })
	q.Every(time.Hour, rehearsals{})
}
