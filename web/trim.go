package web

import (
	"path"
	"regexp"
	"strings"
)

var (
	comment = regexp.MustCompile(`(?s)/\*.*?\*/`)
	indent  = regexp.MustCompile(`\n\s+`)
	around  = regexp.MustCompile(`\s*([{};])\s*`)
)

// trim reads a file of ours and takes out what only its readers need: the comments and the space between things. Bad
// lines carry every byte. What others made stays as it came.
func trim(name string) []byte {
	text := read(name)
	if strings.HasSuffix(name, ".min.js") {
		return text
	}
	switch path.Ext(name) {
	case ".css":
		text = comment.ReplaceAll(text, nil)
		text = indent.ReplaceAll(text, []byte(" "))
		return around.ReplaceAll(text, []byte("$1"))
	case ".js":
		return indent.ReplaceAll(comment.ReplaceAll(text, nil), []byte("\n"))
	}
	return text
}
