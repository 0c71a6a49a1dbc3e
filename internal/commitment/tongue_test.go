package commitment

import (
	"context"
	"strings"
	"testing"

	"collaboratory/internal/i18n"
)

func TestAPromiseIsReadInItsOwnLanguage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		promise string
		spanish bool
	}{
		{"guardar cuarenta frascos de vidrio con tapa", true},
		{"traducir los rótulos al español", true},
		{"ayudar a reparar la jaula una tarde", true},
		{"prestar sillas", true},
		{"encargarme de la música", true},
		{"weld the frame for the seed cabinet", false},
		{"deliver firewood", false},
		{"repair bikes", false},
		{"offer six mornings", false},
		{"deliver the van to la mesa de ayuda", false},
		{"rehearse songs", false},
		{"introduce Inés to the college’s legal clinic", false},
		{"6 Tuesday mornings", false},
		{"", false},
	} {
		if got := spanish(c.promise); got != c.spanish {
			t.Errorf("%q: Spanish %v", c.promise, got)
		}
	}
	en, es := i18n.With(context.Background(), "en"), i18n.With(context.Background(), "es")
	if got := sentence(en, "Rosa", "guardar cuarenta frascos"); got != "Rosa: “guardar cuarenta frascos”" {
		t.Error(got)
	}
	if got := sentence(es, "Rosa", "guardar cuarenta frascos"); strings.Contains(got, "“") {
		t.Error(got)
	}
	if got := sentence(en, "Walt", plainPromise("Will lend my ladder.")); got != "Walt will lend my ladder" {
		t.Error(got)
	}
}
