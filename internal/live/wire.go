package live

import (
	"bytes"
	"strconv"
	"time"
)

var (
	retryLine = []byte("retry: 1000\n\n") // how soon a browser that lost its line comes back
	meEvent   = []byte("event: me\ndata:\n\n")
	byeEvent  = []byte("event: bye\ndata:\n\n")
)

func timeEvent(now time.Time) []byte {
	out := append([]byte("event: time\ndata: "), strconv.FormatInt(now.UnixMilli(), 10)...)
	return append(out, '\n', '\n')
}

// partEvent is a part on the wire: a line of data for each line of HTML.
func partEvent(p Part, seq int64) []byte {
	out := make([]byte, 0, len(p.HTML)+len(p.Name)+64)
	out = append(out, "event: "...)
	out = append(out, p.Name...)
	out = append(out, "\nid: "...)
	out = strconv.AppendInt(out, seq, 10)
	out = append(out, '\n')
	html := bytes.ReplaceAll(p.HTML, []byte("\r\n"), []byte("\n"))
	html = bytes.ReplaceAll(html, []byte("\r"), []byte("\n")) // which would end a line too
	for line := range bytes.SplitSeq(html, []byte("\n")) {
		out = append(out, "data: "...)
		out = append(out, line...)
		out = append(out, '\n')
	}
	return append(out, '\n')
}
