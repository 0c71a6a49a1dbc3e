// Package coach reads what a person typed as a promise and says how firm it is,
// which parts of a promise are there, and which one question to ask next. It is
// pure: no clock, no store, no language but English and Spanish.
//
// # The rule
//
// A text is Firm when the speaker, for themselves or their own organization, says
// yes with
//
//   - a deliverable: a verb and a thing that a third person could see was done
//     ("help", "support" and "be in touch" are none),
//   - a date that the calendar settles from the day of speaking ("by Friday",
//     "in May", "at our next gathering"; not "soon", not "in the spring"),
//   - an amount, where the kind is money, materials or time,
//
// and without a hedge ("maybe", "I'd love to") or a condition that hangs on
// somebody else (the boss, the board, the weather). One complete promise anywhere
// makes the whole text firm. Dates and amounts filled in on the form count as said.
//
// It is LetsTalk when there is some will to give, or a no, and one of these is
// missing. It is Critique when there is advice, opinion or doubt and no act of the
// speaker's own.
//
// # How it reads
//
// Each step is a file, and each hands its result to the next:
//
//  1. token.go cuts the text into folded words and spells out the clipped ones
//     ("I'll" and "ill" become "i will").
//  2. dates*.go and amounts.go claim the words that say when and how much.
//  3. english.go and spanish.go find the acts: the places where somebody begins to
//     promise, hedge, refuse, offer or judge. lexicon_*.go hold their words.
//  4. statement.go gives every act the words around it: its dates, amounts, hedges
//     and conditions.
//  5. coach.go asks of each statement whether it is complete and sums up;
//     question.go chooses the one question.
//
// It knows words, not meanings, and errs toward LetsTalk: asking one question too
// many costs a tap, counting a promise that nobody made costs trust.
package coach
