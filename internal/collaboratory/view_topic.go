package collaboratory

import (
	"context"
	"strconv"

	"collaboratory/internal/i18n"
	"collaboratory/internal/member"
	"collaboratory/internal/page"
	"collaboratory/web/ui"
)

// wordKey is the word as it is kept: the house's own by its key, others as they stand.
func wordKey(ctx context.Context, t Topic, typed string) string {
	if t == Causes {
		return member.IssueKey(ctx, oneLine(typed))
	}
	return member.SectorKey(ctx, oneLine(typed))
}

func words(ctx context.Context, t Topic, club Collaboratory) []string {
	var all []string
	for _, key := range club.Words(t) {
		all = append(all, wordOf(ctx, t, key))
	}
	return all
}

func wordOf(ctx context.Context, t Topic, key string) string {
	if t == Causes {
		return member.IssueWord(ctx, key)
	}
	return member.SectorWord(ctx, key)
}

// wordsPage is the form of a topic: a line for each word, and some to add.
type wordsPage struct {
	formPage
	Lines []wordLine
}

type wordLine struct {
	Was   string
	Label string
	Field ui.Field
}

func wordsForm(ctx context.Context, t Topic, club Collaboratory) *page.FormData {
	return page.Filled(map[string]string{"seen": club.WordsMark(t), "stands": i18n.List(ctx, words(ctx, t, club))})
}

// moreWords is how many empty lines stand below the words.
const moreWords = 3

func wordsView(ctx context.Context, c page.Club, t Topic, club Collaboratory, f *page.FormData) page.View {
	title, lede := i18n.T(ctx, "Sectors"), i18n.T(ctx, "The kinds of places your members come from.")
	if t == Causes {
		title, lede = i18n.T(ctx, "Causes"), i18n.T(ctx, "What your members work for.")
	}
	p := wordsPage{formPage: formPageOf(ctx, c, f, title, lede+" "+i18n.T(ctx, "A new word for one carries its members along. Empty a line to take it off the list; members keep the word until they choose another."), "words", string(t))}
	was, typed := club.Words(t), words(ctx, t, club)
	if sent := f.Values("word"); sent != nil { // what was typed stays
		was, typed = f.Values("was"), sent
	}
	for len(typed) < len(was)+moreWords {
		typed = append(typed, "")
	}
	for i, word := range typed {
		line := wordLine{Field: ui.Field{Name: "word", ID: "word-" + strconv.Itoa(i+1), Value: word, MaxLength: 60}, Label: i18n.T(ctx, "Line %d", i+1)}
		if i == 0 {
			line.Field.ID, line.Field.Error = "word", f.Error(ctx, "word")
		}
		if i < len(was) {
			line.Was = was[i]
		}
		line.Field.Label = line.Label
		p.Lines = append(p.Lines, line)
	}
	p.overtaken(f, ui.Fact{Strong: title, Text: f.Value("stands")})
	v := page.FormView(f, p.Title, "")
	v.Body = wordsBody(p)
	return v
}
