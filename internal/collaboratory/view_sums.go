package collaboratory

import (
	"context"

	"collaboratory/internal/i18n"
	"collaboratory/internal/member"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

// sumsPage is who a collaboratory is, in sums.
type sumsPage struct {
	Back      string
	MineLabel string
	Parts     []sumPart
}

type sumPart struct {
	Title string
	Bars  []ui.Bar
	Words string // about what is not shown
}

func sumsView(ctx context.Context, c page.Club, s Sums) page.View {
	p := sumsPage{Back: c.URL("members"), MineLabel: i18n.T(ctx, "Add my answers")}
	if s.Mine {
		p.MineLabel = i18n.T(ctx, "Change or delete my answers")
	}
	age := func(band string) string { return member.AgeWord(ctx, band) }
	stand := func(words string) string { return member.IdeologyWord(ctx, words) }
	p.Parts = []sumPart{
		sumPartOf(ctx, i18n.T(ctx, "Age"), s.Age, s.Members, age),
		sumPartOf(ctx, i18n.T(ctx, "Where we stand in politics"), s.Ideology, s.Members, stand),
		sumPartOf(ctx, i18n.T(ctx, "Background"), s.Roots, s.Members, func(words string) string { return words }),
	}
	return page.View{Title: i18n.T(ctx, "Who we are, in sums"), Section: "members", Body: sumsBody(p)}
}

func sumPartOf(ctx context.Context, title string, s Sum, members int, word func(string) string) sumPart {
	part := sumPart{Title: title}
	add := func(label string, n int) {
		part.Bars = append(part.Bars, ui.Bar{Label: label, Value: float64(n), Most: float64(members), Figure: i18n.Number(ctx, int64(n))})
	}
	answered := false
	for _, g := range s.Groups {
		if g.Answer != "" {
			answered = true
			add(word(g.Answer), g.Count)
		}
	}
	if !answered {
		return sumPart{Title: title, Words: i18n.T(ctx, "Too few have answered to show a sum.")}
	}
	part.Words = i18n.T(ctx, "Five or more stand behind each number.")
	if s.Rest > 0 {
		add(i18n.T(ctx, "All other answers, and some not said"), s.Rest)
		part.Words = i18n.T(ctx, "Smaller groups are put together, so that nobody can be found in them.")
	}
	for _, g := range s.Groups {
		if g.Answer == "" {
			add(i18n.T(ctx, "Not said"), g.Count)
		}
	}
	return part
}

// memberPhotoPage takes a photo for somebody without an address.
type memberPhotoPage struct {
	Name, Back, URL string
	PhotoURL        string
	Photo           ui.Field
	Errors          []ui.FieldError
}

func memberPhotoView(ctx context.Context, c page.Club, p Profile, f *page.FormData) page.View {
	own := c.URL("members", p.ID.String())
	v := page.FormView(f, i18n.T(ctx, "Photo"), "members")
	photo := f.Field(ctx, "photo", i18n.T(ctx, "Choose a photo"), i18n.T(ctx, "A JPEG, PNG or WebP file of at most 5 MB. We cut it to a square and take out where and when it was taken."))
	photo.Required = true
	photo.Attrs = map[string]any{"accept": "image/jpeg,image/png,image/webp"}
	m := memberPhotoPage{Name: p.Name, Back: own, URL: own + "/photo", Photo: photo, Errors: f.Errors(ctx)}
	if p.HasPhoto {
		m.PhotoURL = own + "/photo.jpg"
	}
	v.Body = memberPhotoBody(m)
	return v
}
