package stage

import (
	"testing"
	"time"
)

var noon = time.Date(2026, 12, 3, 12, 0, 0, 0, time.UTC)

func TestClock(t *testing.T) {
	runsTen, standsTen := runs(noon, 10*time.Minute), runs(noon, 10*time.Minute).Pause(noon)
	for what, c := range map[string]struct {
		clock          Clock
		after          time.Duration // when it is looked at
		left           time.Duration
		timed, standed bool
	}{
		"none":                          {Clock{}, 0, 0, false, false},
		"of no length":                  {runs(noon, 0), 0, 0, false, false},
		"just begun":                    {runsTen, 0, 10 * time.Minute, true, false},
		"running":                       {runsTen, 4 * time.Minute, 6 * time.Minute, true, false},
		"over time":                     {runsTen, 11 * time.Minute, -time.Minute, true, false},
		"standing":                      {standsTen, 4 * time.Minute, 10 * time.Minute, true, true},
		"paused twice":                  {standsTen.Pause(noon.Add(time.Hour)), time.Hour, 10 * time.Minute, true, true},
		"paused over time":              {runsTen.Pause(noon.Add(12 * time.Minute)), time.Hour, -2 * time.Minute, true, true},
		"going on":                      {standsTen.Resume(noon.Add(time.Hour)), time.Hour, 10 * time.Minute, true, false},
		"going on while it runs":        {runsTen.Resume(noon.Add(time.Minute)), time.Minute, 9 * time.Minute, true, false},
		"going on with none":            {Clock{}.Resume(noon), 0, 0, false, false},
		"pausing none":                  {Clock{}.Pause(noon), 0, 0, false, false},
		"a minute more":                 {runsTen.More(noon, time.Minute), 0, 11 * time.Minute, true, false},
		"a minute more, over time":      {runsTen.More(noon.Add(13*time.Minute), time.Minute), 13 * time.Minute, time.Minute, true, false},
		"a minute more, standing":       {standsTen.More(noon, time.Minute), time.Hour, 11 * time.Minute, true, true},
		"a minute more, where was none": {Clock{}.More(noon, time.Minute), 0, time.Minute, true, false},
	} {
		if got := c.clock.Remaining(noon.Add(c.after)); got != c.left || c.clock.Timed() != c.timed || c.clock.Paused() != c.standed {
			t.Errorf("%s: %v left, timed %v, paused %v", what, got, c.clock.Timed(), c.clock.Paused())
		}
		if c.clock.EndsAt != nil && c.clock.Left != nil {
			t.Errorf("%s: it runs and stands", what)
		}
	}
}

func TestClockFace(t *testing.T) {
	for want, left := range map[string]time.Duration{
		"0:00": 0, "0:01": 900 * time.Millisecond, "1:00": time.Minute, "11:42": 702 * time.Second, "75:05": 75*time.Minute + 5*time.Second, "2:30": -150 * time.Second,
	} {
		if got := minutesAndSeconds(left); got != want {
			t.Errorf("%v reads %s, want %s", left, got, want)
		}
	}
	v := clockOf(runs(noon, time.Minute), noon.Add(2*time.Minute))
	if !v.Over || v.Text != "1 min" || v.Ends == "" || v.Left != "" {
		t.Errorf("over time it shows %+v", v)
	}
}
