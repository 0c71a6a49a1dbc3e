// Package collaboratory is a community: a club of people of one town who help each other's work, and the ways into it.
//
// Whoever creates one is its first convener. A convener invites people by e-mail, opens a link that anyone holding it
// may join by, or adds somebody who has no e-mail at all and then acts for them.
//
//	             ┌──────── sent again ◀────────┐
//	invited ──page seen──▶ opened ──accepted──▶ joined
//	   │  (its letter may bounce)                  ▲
//	   └──taken back──▶ withdrawn                  │
//	open link ──name and e-mail──▶ a letter to that e-mail, confirmed
//
// An invitation and a confirmation are letters with a token of their own: whoever holds it has proven the mailbox, and
// is signed in by accepting. Nothing attaches to a person before that.
//
// Members see each other; only conveners invite, add, remove, give roles and change settings. A collaboratory always
// keeps at least one convener. Leaving and removing end a membership but keep its row, so that what was promised stays
// true.
package collaboratory
