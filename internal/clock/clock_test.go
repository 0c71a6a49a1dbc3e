package clock

import (
	"testing"
	"time"
)

func TestTodayIsTheDateOfTheZone(t *testing.T) {
	late := time.Date(2026, time.December, 4, 3, 30, 0, 0, time.UTC)
	for zone, want := range map[string]time.Time{
		"America/Chicago": Date(2026, time.December, 3),
		"UTC":             Date(2026, time.December, 4),
		"Asia/Tokyo":      Date(2026, time.December, 4),
		"No/Such_Zone":    Date(2026, time.December, 4),
	} {
		for range 2 { // from the database of zones, then from memory
			if got := Today(late, zone); !got.Equal(want) {
				t.Errorf("today in %s is %s, want %s", zone, got, want)
			}
		}
	}
}

func TestAFixedClockMovesOnlyWhenTold(t *testing.T) {
	at := time.Date(2026, time.November, 22, 17, 0, 0, 0, Zone("America/Chicago"))
	c := At(at)
	for range 2 {
		if got := c.Now(); !got.Equal(at) {
			t.Fatalf("it moved by itself, to %s", got)
		}
	}
	c.Advance(36 * time.Hour)
	if want := at.Add(36 * time.Hour); !c.Now().Equal(want) {
		t.Errorf("it stands at %s, want %s", c.Now(), want)
	}
}
