package main

import (
	"fmt"
	"net/http"
)

// largestPage is what the gathering page may weigh, in bytes.
const largestPage = 15_000

func (m served) page() error {
	ours := target{"ours", m.ours, get(m.town.page), http.StatusOK}
	signed := target{"signed", m.bare, get("/signed"), http.StatusOK}
	page := target{"page", m.bare, get("/page"), http.StatusOK}
	got, err := compare(m.ctx, m.settings.rounds, m.driven(ours), m.driven(signed), m.driven(page))
	if err != nil {
		return err
	}
	rate := func(name string) float64 { return median(rates(got[name])) }
	m.out.atLeast("page-against-signed", medianRatio(rates(got["ours"]), rates(got["signed"])), 0.90,
		fmt.Sprintf("ours %.0f/s, bare signed %.0f/s", rate("ours"), rate("signed")))
	m.out.atLeast("page-against-bare", medianRatio(rates(got["ours"]), rates(got["page"])), 0.75,
		fmt.Sprintf("floor 0.70; bare %.0f/s", rate("page")))
	m.out.atMost("page-cpu", medianRatio(cpus(got["ours"]), cpus(got["signed"])), 1.2,
		cpuWords("app and Postgres: ours", got["ours"])+cpuWords(", bare signed", got["signed"])+" a page")
	m.out.atMost("page-round-trips", float64(m.inside.pageTrips), 2, "the warm page, as counted in the app")
	m.out.atMost("page-bytes", float64(m.inside.bytes), largestPage, "HTML as it is, for 3 turns and 30 promises")
	return m.profile("page", ours)
}
