// Package jobs does later what a verb need not wait for: a letter, a sweep.
//
// A room's job is its args and a function that calls a verb:
//
//	type Remind struct{ Gathering id.ID }
//	func (Remind) Kind() string { return "gathering.remind" }
//
//	jobs.Add(queue, func(ctx context.Context, a Remind) error { return s.Remind(ctx, a.Gathering) })
//	queue.Enqueue(ctx, tx, Remind{g})          // inside the transaction that caused it
//	queue.Every(time.Hour, Sweep{})            // again and again
//
// A job may run twice: the program can be killed between its work and the note that it is done. So what it does must be
// harmless the second time. It acts as the house itself (access.AsSystem with the job's kind as its cause).
//
// River keeps the jobs. Only this package knows river, except that a room's args satisfy its JobArgs.
//
// In tests nobody waits: the queue is never started, Tick enqueues what comes round at the clock's time and Drain works
// all that is due by it.
package jobs
