package calendar

import (
	"net/url"
	"strings"
)

// webAddress is the address written out anew, so that nothing but an address
// is left; "" unless it is http or https.
func webAddress(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return printable(u.String())
}

// mailAddress is "" when there is no person behind an @.
func mailAddress(address string) string {
	address = strings.TrimSpace(address)
	if at := strings.LastIndexByte(address, '@'); at < 1 || at == len(address)-1 {
		return ""
	}
	return printable(address)
}

// printable is value, or "" when it holds what an address never does.
func printable(value string) string {
	for _, r := range value {
		if r <= ' ' || r == 0x7f || r == '"' || r == '<' || r == '>' || r == '\u0085' || r == '\u2028' || r == '\u2029' {
			return ""
		}
	}
	return value
}
