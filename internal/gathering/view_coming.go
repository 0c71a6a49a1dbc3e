package gathering

import (
	"context"

	"collaboratory/internal/i18n"
)

// comingView is who comes.
type comingView struct {
	Shown  bool // not while nobody is invited
	Words  string
	Groups []comingGroup
}

type comingGroup struct {
	Title, Count string
	People       []comingPerson
}

type comingPerson struct{ Name, Of, Note, Needs string }

func newComingView(ctx context.Context, sh *sheet) comingView {
	groups := map[Coming][]comingPerson{}
	remote := 0
	for _, p := range sh.people {
		if p.Answer == nil {
			continue
		}
		person := comingPerson{Name: p.Name, Of: p.Organisation}
		if *p.Answer != Not && p.Manner != nil && *p.Manner == Remote {
			person.Note = i18n.T(ctx, "by video")
			if *p.Answer == Going {
				remote++
			}
		}
		if p.Needs != nil {
			person.Needs = *p.Needs
		}
		if sh.convene && p.WantsToPresent != nil && *p.WantsToPresent {
			person.Note = join(person.Note, i18n.T(ctx, "would like to present"))
		}
		groups[*p.Answer] = append(groups[*p.Answer], person)
	}
	v := comingView{Shown: sh.g.State != Draft, Words: comingWords(ctx, len(groups[Going]), remote)}
	v.add(i18n.T(ctx, "Coming"), groups[Going])
	v.add(i18n.T(ctx, "Perhaps"), groups[Maybe])
	if sh.convene {
		v.add(i18n.T(ctx, "Not this time"), groups[Not])
	}
	return v
}

func (v *comingView) add(title string, people []comingPerson) {
	if len(people) > 0 {
		v.Groups = append(v.Groups, comingGroup{Title: title, People: people})
	}
}

func comingWords(ctx context.Context, going, remote int) string {
	if going == 0 {
		return i18n.T(ctx, "Nobody has said yes so far.")
	}
	words := i18n.N(ctx, "One person is coming", "%d are coming", going)
	if remote > 0 {
		words += ", " + i18n.T(ctx, "%d by video", remote)
	}
	return words + "."
}

func join(a, b string) string {
	if a == "" {
		return b
	}
	return a + ", " + b
}
