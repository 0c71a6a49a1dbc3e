// Package live pushes what changed to the screens that show it, and loses nothing on the way.
//
// A topic is something people watch: one gathering, one person. It has a counter, a row of live_topic. A verb says
// Changed in its transaction; the counter rises in that same transaction, as its last work and in sorted order, so that
// the row’s lock puts changes into a true order and two verbs never wait for each other in a ring.
//
//	verb ── Changed(tx, topics) ── COMMIT
//	                                 │ at once                       a few ms later, many in one
//	                                 ├──▶ streams of this copy       └──▶ NOTIFY ──▶ streams of the other copies
//	                                 ▼
//	  Topics  ─▶ the parts are rendered anew, once for all streams of the same topic and key ─▶ those whose bytes differ
//	  Private ─▶ may this reader still? ─▶ “me”: the browser fetches what is its own        ─▶ or “bye”, and the end
//
// Nothing depends on a NOTIFY arriving. Every three seconds each copy looks at the counters its streams listen to, and
// when its listening connection was away, everything counts as changed. A browser that connects gets every part. So
// first load, change, lost line and missed word all end in the same markup.
//
// What a shared rendering shows is the same for everybody, so nobody is signed in while it is made.
//
// On the wire, besides the parts by their names:
//
//	time   the server’s clock in unix milliseconds: on connecting, then every fifteen seconds
//	me     something of this reader’s own has changed (no data)
//	bye    this reader may not listen any longer; do not come back (no data)
//
// A browser that does not read is dropped, never waited for: it comes back by itself and gets the newest.
package live
