package account

import "context"

// Zone is where the actor told us they live; empty when they never did. Nobody signed in: fault.Forbidden.
func (s *Service) Zone(ctx context.Context) (string, error) {
	actor, err := me(ctx)
	if err != nil {
		return "", err
	}
	p, err := s.rooms.Members.Person(ctx, s.DB.Pool(), actor.PersonID)
	return p.Zone, err
}

// ChooseZone keeps where the actor lives; empty is where their collaboratory is. What is no zone: fault.Invalid.
func (s *Service) ChooseZone(ctx context.Context, zone string) error {
	return s.rooms.Members.ChooseZone(ctx, zone)
}
