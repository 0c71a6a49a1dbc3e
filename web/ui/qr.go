package ui

import (
	"fmt"
	"image/color"
	"strings"

	"github.com/boombuler/barcode/qr"
)

// QR is a code for a camera, as one drawing: its dark squares, and how many squares stand on a side with the quiet edge.
type QR struct {
	Path string
	Side int
}

// quietEdge is how many empty squares a reader needs around the code.
const quietEdge = 4

// DrawQR draws a text, such as a web address, as a code. A text too long for one gives the empty QR.
func DrawQR(text string) QR {
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return QR{}
	}
	side := code.Bounds().Dx()
	var path strings.Builder
	for y := range side {
		for x := 0; x < side; x++ {
			from := x
			for x < side && dark(code.At(x, y)) {
				x++
			}
			if x > from {
				fmt.Fprintf(&path, "M%d %dh%dv1h-%dz", from+quietEdge, y+quietEdge, x-from, x-from)
			}
		}
	}
	return QR{Path: path.String(), Side: side + 2*quietEdge}
}

func dark(c color.Color) bool {
	r, _, _, _ := c.RGBA()
	return r < 0x8000
}

func (q QR) viewBox() string { return fmt.Sprintf("0 0 %d %d", q.Side, q.Side) }
