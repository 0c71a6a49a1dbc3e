// Package private runs a Postgres that belongs to this program alone: for a
// first run on a laptop, a single small house, and the tests. It listens on a
// Unix socket in a folder of its own, so there is no port, no password and
// nobody else.
//
//	Start ─▶ lock the folder ─▶ find Postgres (here, apt-get, npm) ─▶ initdb once ─▶ run as child ─▶ ready
//	Stop  ─▶ fast shutdown ─▶ unlock
//
// A folder holds: data (the cluster), sock (the socket), app.lock (held by the
// one program that may use it). When the program is killed, the server goes
// with it on Linux; elsewhere the next Start takes the orphan over.
package private
