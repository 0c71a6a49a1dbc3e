// Package gathering is a meeting of a collaboratory: when and where it is, what happens in which order, who comes, and
// who runs the room.
//
//	        publish            start           close
//	draft ───────────▶ published ─────▶ live ─────────▶ closed
//	  │ edit ↺            │ edit ↺       ▲                 │
//	  │                   │              └── reopen, within a day
//	  └────── cancel ─────┴──▶ cancelled
//
// The day, the hours and the zone as people wrote them are the truth; the instants are derived from them. Nobody is
// invited until a convener publishes. From then on everybody has the gathering in their calendar: a change of day,
// time, place or link raises its sequence and sends the same calendar entry again.
//
// Each gathering has a code of five characters. Whoever is no member joins by it, from the start until noon of the day
// after, with a name and an address or the word that they have none: a guest, whose pass opens that one room and nothing
// else. What a guest says counts as theirs once they open the letter sent to their address. The house forgets guests who
// never did 30 days later; conveners may invite them before.
//
// Conveners schedule, edit, publish, cancel and send notes. The host (a convener, unless the room was handed to
// somebody) starts, closes and reopens. Every member answers for themselves, a convener also for others. Names of those
// who come are for members; what somebody needs is for conveners and the host only.
package gathering
