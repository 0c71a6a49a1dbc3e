package collaboratory

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"collaboratory/internal/fault"
)

const (
	slugShortest = 3
	slugLongest  = 40
)

// reserved are addresses that no collaboratory may take.
var reserved = []string{
	"new", "admin", "api", "app", "assets", "collaboratory", "dev", "help", "home", "login", "mail", "me", "network",
	"privacy", "results", "screen", "settings", "sign-in", "sign-out", "static", "steward", "support", "training", "www",
}

// fillers are the words a name of a collaboratory often has and its address does not need.
var fillers = []string{"the", "collaboratory", "civic", "colaboratorio", "civico", "de", "del", "la", "el", "of"}

// slugOf makes an address of a name: “The Pell River Collaboratory” is pell-river.
func slugOf(name string) string {
	words := plainWords(name)
	short := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return slices.Contains(fillers, w) })
	for _, tried := range [][]string{short, words, append([]string{"club"}, words...)} {
		if slug := cutSlug(strings.Join(tried, "-")); len(slug) >= slugShortest && !slices.Contains(reserved, slug) {
			return slug
		}
	}
	return "club"
}

// slugTry is the address for the nth try: the second pell-river is pell-river-2.
func slugTry(slug string, n int) string {
	if n == 1 {
		return slug
	}
	suffix := "-" + strconv.Itoa(n)
	if len(slug)+len(suffix) > slugLongest {
		slug = strings.TrimRight(slug[:slugLongest-len(suffix)], "-")
	}
	return slug + suffix
}

func cutSlug(slug string) string {
	if len(slug) <= slugLongest {
		return slug
	}
	cut := slug[:slugLongest]
	if i := strings.LastIndexByte(cut, '-'); i >= slugShortest && slug[slugLongest] != '-' {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, "-")
}

// plainWords are the words of a name in plain letters: “Bahía Água” is bahia, agua.
func plainWords(name string) []string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(name)) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’':
		default:
			b.WriteByte(' ')
		}
	}
	return strings.Fields(b.String())
}

// cleanSlug is an address as somebody typed it, without spaces and capitals.
func cleanSlug(typed string) string { return strings.ToLower(strings.TrimSpace(typed)) }

// checkSlug refuses what is no address, and what is kept for the house and for practice rooms.
func checkSlug(slug string) error {
	fine := strings.Trim(slug, "abcdefghijklmnopqrstuvwxyz0123456789-") == "" && strings.Trim(slug, "-") == slug
	switch {
	case len(slug) < slugShortest || len(slug) > slugLongest || !fine:
		return fault.Invalid("slug", "Write %d to %d small letters, digits and dashes, such as pell-river", slugShortest, slugLongest)
	case slices.Contains(reserved, slug) || strings.HasPrefix(slug, "practice-"):
		return fault.Invalid("slug", "This address is kept for the house. Please choose another")
	}
	return nil
}
