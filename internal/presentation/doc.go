// Package presentation is the Rotating Credit Club: who proposes what, whose turn it is, and what they ask for.
//
// A member writes a proposal: what it is, whom it serves, where it stands, and one to six asks. The conveners accept it
// for a gathering, where it becomes a presentation with a place in the line-up, or say “not this time” with a reason.
//
//	proposal:      draft ──sent──▶ submitted ──accepted──▶ accepted
//	                 ▲  │              │ └──not this time──▶ declined ──sent again──▶ submitted
//	                 │  └──────────────┴──withdrawn──▶ withdrawn ──sent again──▶ submitted
//	                 └── only its author sees it
//	presentation:  waiting ─▶ pitch ─▶ questions ─▶ writing ─▶ commitments ─▶ thanks ─▶ done, or withdrawn before
//
// A proposal may be written and withdrawn by its author and co-presenters; accepting, declining and ordering are the
// conveners’. The rotation shows who waits: those who never had a turn first, then those whose last turn is longest ago,
// then those who asked first.
package presentation
