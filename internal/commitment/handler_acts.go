package commitment

import (
	"context"
	"net/http"

	"collaboratory/internal/access"
	"collaboratory/internal/db"
	"collaboratory/internal/fault"
	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
)

// note reads the free text of an act.
func note(f *page.FormData) string { return f.Lines("note", mostNote) }

func doDelivery(ctx context.Context, s *Service, w Which, f *page.FormData) (string, error) {
	if f.Has("partly") {
		in := PartlyInput{Amount: f.Amount("amount"), Cents: f.Cents("cents"), Note: note(f)}
		if !f.OK() {
			return "", nil
		}
		return i18n.T(ctx, "Kept: this much is there. The rest is still on its way."), s.Partly(ctx, w, in)
	}
	return i18n.T(ctx, "Thank you. We ask the presenter whether it arrived."), s.Deliver(ctx, w, note(f))
}

func doDate(ctx context.Context, s *Service, w Which, f *page.FormData) (string, error) {
	due := f.Date("due")
	if due == nil {
		if f.OK() {
			f.Wrong("due", "Choose the new day")
		}
		return "", nil
	}
	return i18n.T(ctx, "The new day is %s.", i18n.Day(ctx, *due)), s.Redate(ctx, w, *due, note(f))
}

func doPromise(ctx context.Context, s *Service, w Which, f *page.FormData) (string, error) {
	amount, cents, due := f.Amount("amount"), f.Cents("cents"), f.Date("due")
	promise, unit := f.Text("promise", mostPromise), f.Text("unit", mostUnit)
	if !f.OK() {
		return "", nil
	}
	if f.Has("firm") {
		in := FirmInput{Promise: promise, Amount: amount, Unit: unit, Cents: cents, Due: due}
		return i18n.T(ctx, "Now it is a firm promise. Thank you."), s.MakeFirm(ctx, w, in)
	}
	in := EditInput{
		Kind: Kind(f.Value("kind")), Promise: promise, PrivateNote: f.Lines("private_note", mostNote), Organisation: f.Text("organisation", 200),
		ShownAsMember: f.Ticked("shown_as_member"), SharePhone: f.Ticked("share_phone"), Amount: amount, Unit: unit, Cents: cents, Due: due,
	}
	return i18n.T(ctx, "Changed."), s.Edit(ctx, w, in)
}

func doWord(ctx context.Context, s *Service, w Which, f *page.FormData) (string, error) {
	return i18n.T(ctx, "Good to know. It is under way again."), s.Revive(ctx, w, note(f))
}

func doRelease(ctx context.Context, s *Service, w Which, f *page.FormData) (string, error) {
	return i18n.T(ctx, "Let go. It does not count against anyone."), s.Release(ctx, w, note(f))
}

func doRefusal(ctx context.Context, s *Service, w Which, f *page.FormData) (string, error) {
	return i18n.T(ctx, "They hear that you do not need it, with your thanks."), s.Decline(ctx, w, note(f))
}

func doReceipt(ctx context.Context, s *Service, w Which, f *page.FormData) (string, error) {
	if f.Value("answer") == "yes" {
		return i18n.T(ctx, "Confirmed. It is kept, and they hear of it."), s.Receive(ctx, w, note(f))
	}
	due := f.Date("due")
	if !f.OK() {
		return "", nil
	}
	return i18n.T(ctx, "Not yet: it is under way again, and they hear why."), s.NotYet(ctx, w, note(f), due)
}

func doCorrection(ctx context.Context, s *Service, w Which, _ *page.FormData) (string, error) {
	return i18n.T(ctx, "Taken back. It stands as it stood before."), s.Correct(ctx, w)
}

func doGiver(ctx context.Context, s *Service, w Which, f *page.FormData) (string, error) {
	return i18n.T(ctx, "Handed on. They both get a letter."), s.HandOver(ctx, w, f.ID("giver"), note(f))
}

// doContact ticks whatever else has happened since: the tick says nothing about how the promise stands.
func doContact(ctx context.Context, s *Service, w Which, f *page.FormData) (string, error) {
	w.Seq = 0
	if f.Value("in_touch") == "" {
		return i18n.T(ctx, "Noted: not in touch yet."), s.Contact(ctx, w, false)
	}
	return i18n.T(ctx, "Noted: you are in touch."), s.Contact(ctx, w, true)
}

func doThanks(ctx context.Context, s *Service, w Which, f *page.FormData) (string, error) {
	return i18n.T(ctx, "Your thanks are on their way."), s.Thank(ctx, w, note(f))
}

func doObjection(ctx context.Context, s *Service, w Which, f *page.FormData) (string, error) {
	return i18n.T(ctx, "Thank you for saying so. It is kept as “Let’s talk”."), s.Disown(ctx, w, note(f))
}

func doWithdrawal(ctx context.Context, s *Service, w Which, _ *page.FormData) (string, error) {
	return i18n.T(ctx, "Taken back. Nothing more is asked about it."), s.TakeBack(ctx, w)
}

func doVerification(ctx context.Context, s *Service, w Which, _ *page.FormData) (string, error) {
	return i18n.T(ctx, "Verified."), s.Verify(ctx, w)
}

// askThanks is the page that thanks every giver of a turn at once.
func (h *Handlers) askThanks(w http.ResponseWriter, r *http.Request) error {
	return h.showThanks(w, r, page.Filled(nil))
}

func (h *Handlers) showThanks(w http.ResponseWriter, r *http.Request, f *page.FormData) error {
	ctx, see := r.Context(), h.readerOf(r.Context())
	presentation, err := idOf(r)
	if err != nil {
		return err
	}
	var turn *Around
	b := db.NewBatch()
	queueTurn(b, &turn, see.club.CollaboratoryID, presentation, see.person)
	if err := h.run(ctx, b); err != nil {
		return err
	}
	if turn == nil {
		return fault.NotFound("That page is not here")
	}
	if err := see.may(access.CommitmentThank, turn.Is(see.person)); err != nil {
		return err
	}
	v := thankEveryoneForm(ctx, see, turn, presentation, f)
	shown := page.FormView(f, v.title, "commitments")
	shown.Body = actPage(v)
	return page.Render(w, r, shown)
}

func (h *Handlers) thankEveryone(w http.ResponseWriter, r *http.Request) error {
	ctx, club := r.Context(), page.ClubOf(r.Context())
	presentation, err := idOf(r)
	if err != nil {
		return err
	}
	f, err := page.Form(w, r)
	if err != nil {
		return err
	}
	thanked, err := h.service.ThankEveryone(ctx, club.CollaboratoryID, presentation, note(f))
	if err == nil && f.OK() {
		words := i18n.N(ctx, "Your thanks are on their way for one promise.", "Your thanks are on their way for %d promises.", thanked)
		if thanked == 0 {
			words = i18n.T(ctx, "Everyone has your thanks already.")
		}
		return said(w, r, words, club.URL("presentations", presentation.String(), "commitments"))
	}
	if err != nil && !f.Take(err) {
		return err
	}
	return h.showThanks(w, r, f)
}
