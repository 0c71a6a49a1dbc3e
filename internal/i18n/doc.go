// Package i18n says things in the reader's language: words from the
// catalogue, and dates, times, numbers, money and lists in each language's
// manner.
//
// English is the source. The English text in the code is itself the key of
// the catalogue (locales/es.po), so a text that has no translation yet is
// shown in English, never as a code. The language travels in the context:
//
//	ctx = i18n.With(ctx, i18n.Match(r.Header.Get("Accept-Language")))
//	i18n.T(ctx, "%s pledged to you", name)
//	i18n.N(ctx, "%d seat left", "%d seats left", seats)
//
// Texts must be written out where T, N or Mark is called: the command in
// extract reads the source to keep the catalogue complete.
package i18n
