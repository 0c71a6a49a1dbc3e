package member

import (
	"context"
	"slices"
	"strings"

	"collaboratory/internal/i18n"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

// photoPage shows one's photo and takes another.
type photoPage struct {
	HasPhoto bool
	Name     string
	Photo    ui.Field
	Errors   []ui.FieldError
}

func photoView(ctx context.Context, mine Portrait, f *page.FormData) page.View {
	v := page.FormView(f, i18n.T(ctx, "My photo"), "")
	photo := f.Field(ctx, "photo", i18n.T(ctx, "Choose a photo"), i18n.T(ctx, "A JPEG, PNG or WebP file of at most 5 MB. We cut it to a square and take out where and when it was taken."))
	photo.Required = true
	photo.Attrs = map[string]any{"accept": "image/jpeg,image/png,image/webp"}
	v.Body = photoBody(photoPage{HasPhoto: mine.HasPhoto, Name: mine.Name, Photo: photo, Errors: f.Errors(ctx)})
	return v
}

// selfPage takes what is said only for the sums.
type selfPage struct {
	Age, Ideology, Background ui.Field
	Said                      bool
	Errors                    []ui.FieldError
}

func selfView(ctx context.Context, said SelfDescription, f *page.FormData) page.View {
	if f == nil {
		f = page.Filled(map[string]string{"age-band": said.AgeBand, "ideology": IdeologyWord(ctx, said.Ideology), "background": said.Background})
	}
	v := page.FormView(f, i18n.T(ctx, "Only for the sums"), "")
	p := selfPage{
		Age:        f.Field(ctx, "age-band", i18n.T(ctx, "Your age"), ""),
		Ideology:   line(ctx, f, "ideology", i18n.T(ctx, "Where you stand in politics"), i18n.T(ctx, "In your own words, such as %s", ideologyList(ctx)), 60),
		Background: line(ctx, f, "background", i18n.T(ctx, "Your background"), i18n.T(ctx, "In your own words: where your family comes from, what you call yourself"), 60),
		Said:       !said.Empty(), Errors: f.Errors(ctx),
	}
	p.Age.Optional = true
	p.Age.Options = []ui.Option{{Value: "", Label: i18n.T(ctx, "Not said"), Selected: f.Value("age-band") == ""}}
	for _, band := range AgeBands {
		p.Age.Options = append(p.Age.Options, ui.Option{Value: band, Label: AgeWord(ctx, band), Selected: band == f.Value("age-band")})
	}
	v.Body = selfBody(p)
	return v
}

// AgeWord is the reader's word for an age band.
func AgeWord(ctx context.Context, band string) string { return i18n.T(ctx, ageWords[band]) }

// IdeologyWord is the reader's word for one of ours; anything else stands as it was written.
func IdeologyWord(ctx context.Context, ideology string) string {
	if slices.Contains(Ideologies, ideology) {
		return i18n.T(ctx, ideology)
	}
	return ideology
}

func ideologyList(ctx context.Context) string {
	var words []string
	for _, word := range Ideologies {
		words = append(words, strings.ToLower(i18n.T(ctx, word)))
	}
	return strings.Join(words, ", ")
}
