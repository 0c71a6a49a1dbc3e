package main

import (
	"context"
	_ "embed"
	"fmt"
	"net/http"
)

func (m served) pledge() error {
	spread := func(worker int) int { return 3 * (worker % gatheringsPledgedTo) }
	if err := m.pledgeTo("", spread); err != nil {
		return err
	}
	if err := m.pledgeTo("-one-gathering", func(worker int) int { return worker % 3 }); err != nil {
		return err
	}
	return m.pg.exec(m.ctx, forgetSQL)
}

// pledgeTo promises from each connection to the turn it is given.
func (m served) pledgeTo(name string, turnOf func(worker int) int) error {
	ours := target{"ours", m.ours, func(buf []byte, worker, _ int) []byte {
		return post(buf, m.town.pledgePath(turnOf(worker)), worker, m.town.form(nil))
	}, http.StatusSeeOther}
	bare := target{"bare", m.bare, func(buf []byte, worker, _ int) []byte {
		return post(buf, "/turns/"+m.town.turns[turnOf(worker)].String()+"/commitments", worker, m.town.form(nil))
	}, http.StatusSeeOther}
	all := []contestant{m.afresh(m.driven(ours)), m.afresh(m.driven(bare))}
	if script, err := newPgbench(m.pg, m.town, turnOf, m.settings.round); err == nil {
		all = append(all, m.afresh(contestant{"pgbench", script.round}))
	} else if name == "" {
		m.out.missing("pledge-against-pgbench", err)
	}
	rounds := m.settings.rounds
	if name != "" {
		rounds = min(rounds, 3)
	}
	got, err := compare(m.ctx, rounds, all...)
	if err != nil {
		return err
	}
	m.judgePledge(name, got)
	if name != "" {
		return nil
	}
	return m.profile("pledge", ours)
}

//go:embed forget.sql
var forgetSQL string

// afresh takes away what earlier rounds promised: a turn has ten promises, not thousands, and each round finds the same.
func (m served) afresh(c contestant) contestant {
	return contestant{c.name, func(ctx context.Context) (result, error) {
		if err := m.pg.exec(ctx, forgetSQL); err != nil {
			return result{}, err
		}
		if err := m.pg.exec(ctx, `VACUUM commitment, commitment_event`); err != nil {
			return result{}, err
		}
		return c.round(ctx)
	}}
}

func (m served) judgePledge(name string, got map[string][]result) {
	rate := func(name string) float64 { return median(rates(got[name])) }
	toBare := medianRatio(rates(got["ours"]), rates(got["bare"]))
	toPgbench := medianRatio(rates(got["ours"]), rates(got["pgbench"]))
	note := fmt.Sprintf("ours %.0f/s, bare %.0f/s, pgbench %.0f/s", rate("ours"), rate("bare"), rate("pgbench"))
	if name != "" {
		m.out.tell("pledge"+name, toBare, "against bare; "+note)
		m.out.tell("pledge"+name+"-pgbench", toPgbench, "against pgbench")
		return
	}
	m.out.atLeast("pledge-against-bare", toBare, 0.9, note)
	if rate("pgbench") > 0 {
		m.out.atLeast("pledge-against-pgbench", toPgbench, 0.65, "the same statements, no server between")
	}
	m.out.tell("pledge-cpu", medianRatio(cpus(got["ours"]), cpus(got["bare"])),
		cpuWords("app and Postgres: ours", got["ours"])+cpuWords(", bare", got["bare"])+" a promise")
	m.out.atMost("pledge-statements", float64(m.inside.pledgeTrips), float64(roundTrips(sentences(pledgeSQL))),
		"round trips of ours, against those of pledge.sql")
}
