// Package account is about what a person may do with their own account: sign in with another address, choose the letters
// they get, give their calendar a new address, take a copy of all that is kept about them, leave a collaboratory, and be
// erased.
//
// A change of address takes two mailboxes. The new one is asked to confirm, and nothing changes before it does; the old
// one is told at once, and may stop the change, or undo it, for seven days. The answer is the same whether somebody has
// the new address already or not.
//
//	asked ──new mailbox confirms──▶ changed ──old mailbox stops it──▶ as it was
//	  ├──old mailbox stops it, or another is asked for──▶ over
//	  └──a day──▶ over
//
// A copy is one file with every row of every table that is theirs, made by a job and kept for a day. records, in
// store_records.go, is the one list of what is kept about people where; a test holds it against the schema.
//
// Whoever asks to be erased has seven days to think again. Then they leave wherever they belong: turns are given back,
// open promises let go, and each other side hears of it. Once those letters are on their way every room blanks what it
// keeps of them. A row without a name stays, so that what others did still reads.
package account
