package collaboratory_test

import (
	"testing"

	"collaboratory/internal/access"
	"collaboratory/internal/collaboratory"
)

func TestEveryPowerHasWords(t *testing.T) {
	for _, action := range access.Actions() {
		if !collaboratory.HasPowerWords(action) {
			t.Errorf("%s has no words in power.go", action)
		}
	}
	if len(access.Powers(access.Convener)) <= len(access.Powers(access.Guest)) {
		t.Error("conveners may do more than guests")
	}
}
