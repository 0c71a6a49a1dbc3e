package ui

import (
	"strings"
	"unicode"

	"collaboratory/internal/i18n"
)

// kindWords are the kinds of help and their words.
var kindWords = map[string]string{
	"introduction": i18n.Mark("Introduction"),
	"expertise":    i18n.Mark("Expertise"),
	"time":         i18n.Mark("Time"),
	"space":        i18n.Mark("Space"),
	"money":        i18n.Mark("Money"),
	"materials":    i18n.Mark("Materials"),
	"publicity":    i18n.Mark("Publicity"),
	"partnership":  i18n.Mark("Partnership"),
	"data":         i18n.Mark("Data"),
	"other":        i18n.Mark("Other"),
}

// Kinds are the ten kinds of help in the order they are offered.
var Kinds = []string{
	"introduction", "expertise", "time", "space", "money",
	"materials", "publicity", "partnership", "data", "other",
}

func kindIcon(kind string) string {
	if _, ok := kindWords[kind]; ok {
		return "kind-" + kind
	}
	return "kind-other"
}

// initials are the first letters of the first and the last name.
func initials(name string) string {
	words := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '’' && r != '\'' })
	if len(words) == 0 {
		return "·"
	}
	letters := firstLetter(words[0])
	if len(words) > 1 {
		letters += firstLetter(words[len(words)-1])
	}
	return strings.ToUpper(letters)
}

func firstLetter(word string) string {
	for _, r := range word {
		return string(r)
	}
	return ""
}
