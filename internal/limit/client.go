package limit

import (
	"net/http"
	"net/netip"
	"strings"
)

// ClientIP is the address a request comes from. What X-Forwarded-For says is believed only as far as trusted proxies
// wrote it: read from the right, the first address that is none of theirs. The zero Addr when the request has none.
func ClientIP(r *http.Request, trusted []netip.Prefix) netip.Addr {
	remote, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	client := plain(remote.Addr())
	if !trusts(trusted, client) {
		return client
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0; i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			return client
		}
		client = plain(hop)
		if !trusts(trusted, client) {
			return client
		}
	}
	return client
}

// AddressKey is what to count an address under: a whole IPv4 address, or the /64 one household of IPv6 has.
func AddressKey(a netip.Addr) string {
	if a.Is6() {
		if network, err := a.Prefix(64); err == nil {
			return network.String()
		}
	}
	return a.String()
}

func plain(a netip.Addr) netip.Addr { return a.Unmap().WithZone("") }

func trusts(trusted []netip.Prefix, a netip.Addr) bool {
	for _, p := range trusted {
		if p.Contains(a) {
			return true
		}
	}
	return false
}
