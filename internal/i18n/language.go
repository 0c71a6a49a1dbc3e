package i18n

import (
	"context"

	"golang.org/x/text/language"
)

// Language is one a reader can choose.
type Language struct {
	Code string // as in the lang attribute: "en", "es"
	Name string // its own name for itself: "English", "Español"
}

// Languages lists what a reader can choose, the source language first.
var Languages = []Language{
	{Code: "en", Name: "English"},
	{Code: "es", Name: "Español"},
}

type contextKey struct{}

// With returns a context whose reader reads lang. A language we do not have
// is read as English.
func With(ctx context.Context, lang string) context.Context {
	for _, s := range speeches {
		if s.code == lang {
			return context.WithValue(ctx, contextKey{}, s)
		}
	}
	return context.WithValue(ctx, contextKey{}, english)
}

// Lang is the code of the reader's language, English when none was chosen.
func Lang(ctx context.Context) string { return of(ctx).code }

// Known says whether code is one of Languages.
func Known(code string) bool {
	for _, l := range Languages {
		if l.Code == code {
			return true
		}
	}
	return false
}

// Name is the language's own name for itself, or the code when we do not
// know the language.
func Name(code string) string {
	for _, l := range Languages {
		if l.Code == code {
			return l.Name
		}
	}
	return code
}

var matcher = language.NewMatcher([]language.Tag{language.English, language.Spanish})

// Match picks the language that suits an Accept-Language header best. It is
// "" when the header names none of ours, so that the collaboratory's own
// language can be taken instead.
func Match(acceptLanguage string) string {
	const longest = 500 // a browser's header is far shorter
	if acceptLanguage == "" || len(acceptLanguage) > longest {
		return ""
	}
	wanted, _, err := language.ParseAcceptLanguage(acceptLanguage)
	if err != nil || len(wanted) == 0 {
		return ""
	}
	_, index, confidence := matcher.Match(wanted...)
	if confidence == language.No {
		return ""
	}
	return Languages[index].Code
}

// of is the speech of the context's reader.
func of(ctx context.Context) *speech {
	if s, ok := ctx.Value(contextKey{}).(*speech); ok {
		return s
	}
	return english
}
