// Package member is about a person: who they are, and how they sign in.
//
// Nobody has a password. A person writes their address and gets a letter with two keys: a link, which works in any
// browser, once, for fifteen minutes, and a code of six digits, which works only in the browser that asked, for ten
// minutes and five tries. The answer is the same whether the address is known or not.
//
//	asked ──link opened, button pressed──▶ signed in      (a visit alone uses nothing up: scanners open links too)
//	  │  └──code typed where it was asked─▶ signed in
//	  └──15 minutes──▶ over
//
// Whoever proves an address that is not known yet becomes a person then and there, so that anyone may start a
// collaboratory. A person may have no address, or share one ("care of"): such a person never signs in, a convener acts
// for them, and that is recorded.
package member
