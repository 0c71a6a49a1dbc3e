package example_test

import (
	"testing"

	"collaboratory/internal/access"
	"collaboratory/internal/collaboratory"
	"collaboratory/internal/example"
	"collaboratory/internal/example/exampletest"
)

func TestTheTownIsThere(t *testing.T) {
	h := exampletest.OpenTown(t)
	ctx := h.As(t.Context(), example.Convener)
	if !access.From(ctx).Convenes(h.Club) {
		t.Error("June calls them together")
	}
	d, err := h.Collaboratories.Members(ctx, h.Club, collaboratory.Sought{})
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Members) != len(example.People) || len(d.Members) != 40 {
		t.Errorf("%d members of %d people", len(d.Members), len(example.People))
	}
	if !h.Clock.Now().Equal(example.Now) {
		t.Error("the clock stands at", h.Clock.Now())
	}
}
