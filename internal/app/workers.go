package app

import (
	"context"
	"errors"
	"time"

	"collaboratory/internal/access"
	"collaboratory/internal/jobs"
)

// housekeeping clears away what has had its time.
type housekeeping struct{}

// Kind names the job.
func (housekeeping) Kind() string { return "housekeeping" }

// workers is every job that comes round by itself. Jobs a verb causes are put on the queue by that verb.
func (a *App) workers() {
	a.Collaboratories.AddJobs(a.Queue)
	a.Gatherings.AddJobs(a.Queue)
	a.Followups.AddJobs(a.Queue)
	a.Stages.AddJobs(a.Queue)
	a.Accounts.AddJobs(a.Queue)
	jobs.Add(a.Queue, a.keepHouse)
	a.Queue.Every(time.Hour, housekeeping{})
}

// keepHouse forgets old sessions, links, letters and counts. Each is safe to run twice; one that fails does not keep the
// others from running, and comes again in an hour.
func (a *App) keepHouse(ctx context.Context, _ housekeeping) error {
	ctx = access.With(ctx, access.AsSystem("housekeeping"))
	return errors.Join(
		a.Sessions.Sweep(ctx),
		a.Members.ForgetOldLinks(ctx),
		a.Office.Sweep(ctx),
		a.Limiter.Sweep(ctx),
	)
}
