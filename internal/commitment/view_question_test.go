package commitment

import (
	"testing"

	"collaboratory/internal/commitment/coach"
)

func TestEveryQuestionOfTheCoachIsInTheCatalogue(t *testing.T) {
	for _, q := range coach.Questions() {
		if questions[q] != string(q) {
			t.Errorf("not in the catalogue: %q", q)
		}
	}
}
