package collaboratory

import (
	"context"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/id"
)

// Sums counts what members said of themselves, and shows only sums that nobody can be found in. Everybody else,
// and where this part is not switched on: fault.NotFound.
func (s *Service) Sums(ctx context.Context, collaboratory id.ID) (Sums, error) {
	actor := access.From(ctx)
	if err := access.Check(actor, access.CollaboratorySee, access.Scope{Collaboratory: collaboratory}); err != nil {
		return Sums{}, err
	}
	var sums Sums
	var club Collaboratory
	var age, ideology, roots []Group
	b := db.NewBatch()
	queueClub(b, &club, collaboratory)
	queueGroups(b, &age, collaboratory, askedAge)
	queueGroups(b, &ideology, collaboratory, askedIdeology)
	queueGroups(b, &roots, collaboratory, askedBackground)
	queueDescribed(b, &sums.Mine, actor.PersonID)
	if err := b.Run(ctx, s.db.Pool()); err != nil {
		return Sums{}, err
	}
	if !club.Shows(PartSums) {
		return Sums{}, fault.NotFound("That page is not here")
	}
	for _, g := range age {
		sums.Members += g.Count
	}
	sums.Age, sums.Ideology, sums.Roots = suppress(age), suppress(ideology), suppress(roots)
	return sums, nil
}
