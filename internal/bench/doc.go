// Command bench measures the house and prints the figures of speed, one a line:
//
//	figure page-against-signed  value=0.91 goal=0.90 ok     # at least; …
//	figure page-cpu             value=1.31 goal=1.20 short  # at most; …
//	figure pledge-one-gathering value=0.88 goal=-    told   # for information
//	figure list-board-time      value=-    goal=1.50 missing # why it could not be measured
//
// Run it by `make bench`. It exits with 1 only when something could not be measured; a figure that is short is news,
// not a failure.
//
//	-only page,pledge,lists,start   only these parts; all take about three minutes
//	-only rooms                     the load of the live room, by `make load`; some five minutes (-short: one)
//	-rounds 7 -round 1s             how often, and how long, each program is driven
//	-large                          lists up to 1,000,000 commitments in place of 200,000
//	-profile DIR                    keep CPU profiles of the app there, and print what costs most
//	-keep                           leave the folder with the cluster in place, and say where
//
// # How it measures
//
// Every figure of speed is a ratio to a bare program in the same run, because a machine has good and bad minutes. The
// bare program does the same work with nothing around it: net/http, pgx, a templ page; no router, no middleware, no
// rules, no translations. Ours and the bare one are processes of their own, started from this program, on one Postgres
// that really flushes to disk, in a folder of its own. This process only makes the requests: 16 connections kept
// alive, each asking again as soon as it has its answer, without compression. Rounds alternate between the programs,
// and the order turns about from round to round; a figure is the median of the ratios of the rounds.
//
// The one that asks shares the machine with those that answer, which pulls every ratio of requests a second a little
// towards 1. The figure of CPU does not have this weakness: it counts the ticks of the program and of all Postgres
// processes.
//
// # What stands against what
//
//	page    a gathering with 3 turns and 30 promises, read by 16 of its 40 members: against `signed` (the session query,
//	        then one query of 30 joined rows, a page of the same size) and against the same without the session query
//	pledge  a promise, acknowledged after COMMIT, from each connection to a gathering of its own: against a bare handler
//	        that sends the same statements in as many round trips, and against pgbench with the same (pledge.sql serves
//	        both). The file is kept in step with the room of commitments by hand; pledge-statements tells when it no
//	        longer is. What a round promised is taken back before the next. One gathering for all is told apart
//	lists   SQL time and pages of Postgres touched, by pg_stat_statements, when all commitments grow from 10,000 to
//	        200,000. Half of them are in the reader’s own collaboratory, which grows along (200 members, 167 gatherings
//	        for every 5,000 promises): harder than life, where it is the number of collaboratories that grows. Time is
//	        the sum of the quickest run of each statement, the session query left out. Pages are those of the statement
//	        that touches most, against the rows it gives; a page touched twice counts twice, so each joined table
//	        costs its two or three pages a row
//	rooms   a hall of 300 phones and a big screen, 60 promises in a minute, 20 lines that keep breaking; then twenty rooms
//	        of fifty at once: from the commit (Postgres’s own stamp of it) to the last screen that shows the promise,
//	        against a bare program that stores a promise, says NOTIFY and sends one rendering to all who LISTEN. Every
//	        fifth promise is sent twice. In the end every screen, the broken ones too, is held against a fresh one
//	start   from exec to the first answer, with Postgres up and the schema current; memory after two quiet seconds
//
// # When one is short
//
// The note behind a figure says where it went: how much of the CPU is Postgres’s, which statement is slow. For the app
// itself run with -profile; for a statement, run with -keep, start Postgres on the folder it names and EXPLAIN it.
package main
