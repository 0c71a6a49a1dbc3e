// Package commitment is the heart of the house: somebody promises a presenter help, and both follow the promise until
// it is kept or kindly let go.
//
// A promise is firm when it says who, what, how much where that applies, by when, and who moves first. Anything vaguer
// is kept as “Let’s talk”. From then on:
//
//	 exploring ──made firm──▶ pledged ──giver: did it──▶ delivered ──receiver: received it──▶ fulfilled
//	("Let’s talk")             │  ▲ └─ re-dated (counted)    │
//	     ▲                     │  │                          └─ “not yet, because…” ─▶ pledged
//	     └─ not what I said ───┤  └────────────── any word from the giver revives ◀── lapsed
//	                           │                              (14 days past its date, no word)
//	                           ├─ released   either side lets go; nobody is blamed
//	                           └─ declined   the presenter does not need it; with thanks
//
// Exploring and lapsed ones may be released or declined too, and “did it” on a lapsed one makes it delivered. Partly
// done, re-dated, handed over, contacted and thanked are events, not states. state.go holds the one table of all this;
// every pair that is not in it is refused in words.
//
// The giver is the person who promised, or a guest of that evening. A guest’s promise is not verified until they open
// the letter sent to their address: “yes, that was me” verifies it, and makes it that of the member who has the address,
// if there is one, also when they become one later; “that was not me” withdraws it. By their pass alone a guest writes,
// changes and takes back what they promised, nothing else. The receiver is the presenter and every
// co-presenter: any of them may answer. A convener may act on a person’s word; the event then says for whom. A giver
// never confirms their own promise, not even as a convener. Delivered and unanswered for 30 days counts as kept, said
// by its giver.
//
// Every change adds one event to a history that is never changed: who, for whom, when, from, to. Free text stands
// beside it in a table of its own, so that a person can be erased. The number of the newest event (seq) travels in
// every form: whoever answers to an older one is told that this has changed meanwhile.
package commitment
