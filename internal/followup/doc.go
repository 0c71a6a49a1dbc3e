// Package followup asks people, by letter and kindly, how their promises are doing, and takes their answers from the
// letter without asking them to sign in.
//
// What it asks, of whom, and when:
//
//	before       giver     from 3 days before the date                “In 3 days”
//	today        giver     on the date                                “Today”
//	after        giver     from 2 days after it                       “Did it happen?”
//	             giver     7 days after a word that left the date as it was (some of it is there, I am still on it)
//	lapsed       both      14 days past the date without a word       “Any word from you brings it back”
//	revived      receiver  who was told that it lapsed, once it is under way again
//	received 7   receiver  from 7 days after “did it”                 “Did you receive it?”
//	received 21  receiver  from 21 days after it; at 30 it counts as kept, said by its giver
//
// Each step is asked once of a person for what it is about: a date, a word, a day it lapsed, a day it was said to be
// done. A new date begins anew. A step that was asked is a row (followup_step); what is due is never stored, it follows
// from the commitment and those rows, so nothing is lost when a letter had to wait.
//
// # One letter a week
//
// A person gets at most one follow-up letter in seven days, from all their collaboratories together, sent between 9:00
// and 20:00 where they are.
//
//  1. A step of the table opens a letter on its day, when no letter went to that person in the last seven days.
//  2. A letter that is open carries every promise of that person that has a step to ask now: for each only the most
//     telling one, which is the latest. A promise whose date passed while the letter waited is asked whether it
//     happened, not reminded of its date.
//  3. As no other letter may follow for seven days, it also carries what would fall due in them: a date in up to nine
//     days is spoken of now, and so is the question about a date that was yesterday.
//  4. “Today” is therefore sent when there was no letter in the week before the date; otherwise that letter spoke of it.
//  5. The list after a gathering is sent whatever came before it, and counts as a letter: the next one follows a week
//     later at the earliest. Nobody is reminded of a promise that their list has not told them of.
//
// Letters that a verb of a commitment sends at once (it is done, it was received, thanks) are not follow-up and do not
// count. Who has no address gets no letter and stands on the conveners’ call list; an address in the care of somebody
// else gets letters that name both.
//
// # Lists
//
// At noon of the day after a gathering, when promising ends, everybody who promised gets their own list and everybody
// who was promised something gets theirs: one letter each, once. In a zone where it is night then, it waits for the
// morning. A guest with an address gets theirs too, and no other letter of this room: one who is known by that address
// reads how to reach the presenters and can answer from it, any other is asked whether it was them. What somebody else wrote down can be answered with “that is not what I said” for a week.
//
// # Answers
//
// Each link in a letter is signed for one answer, one commitment, one person, and opens until 30 days after its date.
// Opening it changes nothing: the page names who answers and has one button.
package followup
