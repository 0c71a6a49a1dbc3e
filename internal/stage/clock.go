package stage

import "time"

// Clock is how long what is on may still take. At most one of the two is set; neither means that nothing is timed.
type Clock struct {
	EndsAt *time.Time     // while it runs
	Left   *time.Duration // while it stands still; negative when it was paused over time
}

// runs is a clock that starts now.
func runs(now time.Time, length time.Duration) Clock {
	if length <= 0 {
		return Clock{}
	}
	ends := now.Add(length)
	return Clock{EndsAt: &ends}
}

// Timed tells whether there is a clock at all.
func (c Clock) Timed() bool { return c.EndsAt != nil || c.Left != nil }

// Paused tells whether the clock stands still.
func (c Clock) Paused() bool { return c.Left != nil }

// Remaining is what is left at an instant; below zero it is over time.
func (c Clock) Remaining(now time.Time) time.Duration {
	switch {
	case c.Left != nil:
		return *c.Left
	case c.EndsAt != nil:
		return c.EndsAt.Sub(now)
	}
	return 0
}

// Pause stops the clock; one that stands or that there is none of stays as it is.
func (c Clock) Pause(now time.Time) Clock {
	if c.EndsAt == nil {
		return c
	}
	left := c.EndsAt.Sub(now)
	return Clock{Left: &left}
}

// Resume lets the clock go on.
func (c Clock) Resume(now time.Time) Clock {
	if c.Left == nil {
		return c
	}
	ends := now.Add(*c.Left)
	return Clock{EndsAt: &ends}
}

// More adds time. What is over time gets it from now on: “one minute more” is a minute, however late it is. Where
// nothing was timed a clock starts.
func (c Clock) More(now time.Time, more time.Duration) Clock {
	left := max(c.Remaining(now), 0) + more
	if c.Paused() {
		return Clock{Left: &left}
	}
	return runs(now, left)
}
