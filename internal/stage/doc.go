// Package stage is the live room: the console of the host, the phones of the room, the scribe’s keyboard, the
// presenter’s page and the big screen, all at one address that fits whoever opens it.
//
// It keeps what exists only on the evening: what is on and its clock, how long things really took, raised hands, what is
// hidden from the big screen, a guest’s nod, presenters’ notes, paired screens, printed cards. Whatever lasts is done by
// the verbs of gathering, presentation and commitment; this room only calls them.
//
//	agenda        item ──▶ item ──▶ turn ──▶ turn ──▶ item ──▶ finished ──▶ (the host closes the gathering)
//	                                 │
//	a turn                 pitch ─▶ questions ─▶ writing ─▶ commitments ─▶ thanks ─▶ done
//
//	a verb commits ─▶ the counter of the gathering rises ─▶ one reading of the room ─▶ one rendering for each face and
//	language ─▶ every screen. What is one person’s own (their promises) each browser fetches for itself.
//
// The host starts, moves, pauses and closes; every press carries the version it saw, so that two hosts never skip an
// item between them. Members and guests raise hands and promise. The scribe types what is said aloud. What the big
// screen shows is the same for everybody and holds nothing private.
//
// An evening can be practiced first: Rehearse makes a practice room, a collaboratory of its own in which play-members
// promise by themselves. Mail lets no letter out of one, sweeps and front pages leave it out, and EndRehearsal, or the
// house after a day, has each room forget its own.
package stage
