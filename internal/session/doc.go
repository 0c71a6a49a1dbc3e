// Package session knows who a browser belongs to.
//
// One query a request reads the session, the person and all memberships; what comes of it is the access.Actor in the
// context. A visitor without our cookie costs no query at all. Scs makes and renews the random tokens and sets the
// cookie; the rows are ours, so that a person sees the list of their sessions and can end each.
//
// A session lasts 180 days from signing in. Only a hash of its token is stored. When it was last seen is noted every
// five minutes at most, beside the request.
//
// Around that, three small cookies: the browser (a random name to hold codes and limits by), the language of somebody
// not signed in, and the flash, one sentence carried over a redirect.
package session
