package mail

import (
	"context"
	"strings"
	"unicode/utf8"

	"collaboratory/internal/i18n"
)

// width is where lines of a text letter break; an address is never broken.
const width = 72

// plainText is the letter for a reader without HTML. ctx carries the recipient's language.
func plainText(ctx context.Context, l Letter) string {
	var w lines
	w.paragraph(l.Greeting)
	if l.To.CareOf {
		w.paragraph(careOf(ctx, l))
	}
	for _, b := range l.Blocks {
		w.block(b)
	}
	if l.Action != nil {
		w.action(*l.Action)
	}
	for _, a := range l.More {
		w.action(a)
	}
	w.paragraph("--")
	if l.Why != "" {
		w.paragraph(l.Why)
	}
	if l.Unsubscribe != "" {
		w.action(Action{Label: stopWords(ctx), URL: l.Unsubscribe})
	}
	return w.String()
}

func careOf(ctx context.Context, l Letter) string {
	return i18n.T(ctx, "This letter is for %s. You get it because this address looks after their letters.", l.To.Name)
}

func stopWords(ctx context.Context) string { return i18n.T(ctx, "Stop letters like this") }

// lines writes parts with an empty line between.
type lines struct{ strings.Builder }

func (w *lines) block(b Block) {
	switch b := b.(type) {
	case Paragraph:
		w.paragraph(b.Text)
	case Heading:
		w.part(b.Text + "\n" + strings.Repeat("-", min(utf8.RuneCountInString(b.Text), width)))
	case Facts:
		var all []string
		for _, f := range b {
			all = append(all, hang("", f.Label+": "+f.Value, "  "))
		}
		w.part(strings.Join(all, "\n"))
	case List:
		var all []string
		for _, item := range b {
			all = append(all, hang("- ", item, "  "))
		}
		w.part(strings.Join(all, "\n"))
	case Promises:
		for _, p := range b {
			w.promise(p)
		}
	}
}

func (w *lines) promise(p Promise) {
	all := []string{hang("* ", p.What, "  ")}
	for _, line := range p.lines() {
		all = append(all, hang("  ", line, "  "))
	}
	for _, a := range p.Links {
		all = append(all, hang("  ", a.Label+":", "  "), "  "+a.URL)
	}
	w.part(strings.Join(all, "\n"))
}

func (w *lines) paragraph(text string) { w.part(hang("", text, "")) }

func (w *lines) action(a Action) { w.part(hang("", a.Label+":", "") + "\n" + a.URL) }

func (w *lines) part(text string) {
	if strings.TrimSpace(text) == "" {
		return
	}
	if w.Len() > 0 {
		w.WriteString("\n")
	}
	w.WriteString(text + "\n")
}

// hang breaks text into lines, the first begun with first and the others with rest.
func hang(first, text, rest string) string {
	var out []string
	start := first
	for line := range strings.SplitSeq(text, "\n") {
		now := start
		empty := true
		for word := range strings.FieldsSeq(line) {
			if !empty && utf8.RuneCountInString(now)+1+utf8.RuneCountInString(word) > width {
				out, now, empty = append(out, now), rest, true
			}
			if !empty {
				now += " "
			}
			now, empty = now+word, false
		}
		out, start = append(out, strings.TrimRight(now, " ")), rest
	}
	return strings.Join(out, "\n")
}
