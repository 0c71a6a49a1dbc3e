// Package home is the two front pages: `/`, what is mine across all my collaboratories, and `/c/{slug}`, a collaboratory's
// own: what is next, what the last gathering promised and what came of it, and for a new one what to do first.
//
// It writes nothing. What I promised, what was promised to me and what is next come from the rooms they belong to, through
// slots. Names stand only beside what was kept or is under way; nobody reads here that somebody else is late.
package home
