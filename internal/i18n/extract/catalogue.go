package main

import (
	"fmt"
	"slices"
)

// follow makes the catalogue hold the texts of the source and no others,
// with the translations it has.
func (p *po) follow(s *source) (added, removed int) {
	have := p.byID()
	var entries []*entry
	for id, said := range s.texts {
		e := &entry{id: id, plural: said.plural, files: said.files}
		if old, ok := have[id]; ok {
			e.notes = old.notes
			if (old.plural == "") == (e.plural == "") {
				e.forms = old.forms
			}
			delete(have, id)
		} else {
			added++
		}
		entries = append(entries, e)
	}
	p.entries = entries
	return added, len(have)
}

// merge fills translations that are empty from another file, and with over
// replaces those that differ. It tells what it could not use.
func (p *po) merge(from *po, over bool) (notes []string) {
	have := p.byID()
	for _, e := range from.entries {
		mine, ok := have[e.id]
		switch {
		case !ok:
			notes = append(notes, fmt.Sprintf("%q is not said in the source, left out", e.id))
		case mine.plural != e.plural:
			notes = append(notes, fmt.Sprintf("%q has another plural in the source, left out", e.id))
		case !e.translated():
		case !mine.translated() || over:
			mine.forms = e.forms
			mine.notes = append(mine.notes, e.notes...)
		case !slices.Equal(mine.forms, e.forms):
			notes = append(notes, fmt.Sprintf("%q is already %q, not %q", e.id, mine.forms, e.forms))
		}
	}
	return notes
}

// untranslated are the entries with a form that is empty.
func (p *po) untranslated() []*entry {
	var out []*entry
	for _, e := range p.entries {
		if !e.translated() {
			out = append(out, e)
		}
	}
	return out
}

func (p *po) byID() map[string]*entry {
	byID := make(map[string]*entry, len(p.entries))
	for _, e := range p.entries {
		byID[e.id] = e
	}
	return byID
}

// compare says where source and catalogue disagree.
func compare(s *source, p *po) []string {
	var problems []string
	have := p.byID()
	for id, said := range s.texts {
		e, ok := have[id]
		switch {
		case !ok:
			problems = append(problems, fmt.Sprintf("missing (%s): %q", said.files[0], id))
		case e.plural != said.plural:
			problems = append(problems, fmt.Sprintf("another plural (%s): %q", said.files[0], id))
		case !e.translated():
			problems = append(problems, fmt.Sprintf("not translated (%s): %q", said.files[0], id))
		default:
			problems = append(problems, e.verbProblems()...)
		}
	}
	for id := range have {
		if _, ok := s.texts[id]; !ok {
			problems = append(problems, fmt.Sprintf("stale: %q", id))
		}
	}
	slices.Sort(problems)
	return problems
}
