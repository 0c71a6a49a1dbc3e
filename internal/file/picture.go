package file

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	_ "image/png" // read, never written
	"net/http"

	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp" // read, never written

	"collaboratory/internal/fault"
)

// MaxPicture is how large a picture may be as it comes: 5 MB.
const MaxPicture = 5 << 20

// Picture is a picture as it is kept: a JPEG of our own making.
type Picture struct {
	Body          []byte
	Width, Height int
	Hash          []byte // of Body: names it to browsers
}

// ContentType is what every kept picture is.
const ContentType = "image/jpeg"

const (
	mostPixels = 25_000_000 // a good camera; decoded, that is some 100 MB for a moment
	mostSide   = 12_000
	mostScans  = 100 // of a JPEG that comes into focus; cameras write ten
	quality    = 85
)

// oneAtATime bounds what pictures cost: several large ones at once would be a way to fell a small server.
var oneAtATime = make(chan struct{}, 1)

// Square makes the picture that is kept out of what was uploaded: upright, cut to a square around the middle (in a tall
// picture a little above it, where faces are), at most side pixels. What is no JPEG, PNG or WebP by its content, cannot
// be read, or would unfold to far too many pixels: fault.Invalid on that field.
func Square(ctx context.Context, field string, raw []byte, side int) (Picture, error) {
	if err := readable(field, raw); err != nil {
		return Picture{}, err
	}
	select {
	case oneAtATime <- struct{}{}:
		defer func() { <-oneAtATime }()
	case <-ctx.Done():
		return Picture{}, ctx.Err()
	}
	decoded, _, err := image.Decode(bytes.NewReader(raw))
	if err != nil {
		return Picture{}, unreadable(field).Because(err)
	}
	turn := orientation(raw)
	small := shrink(decoded, square(decoded.Bounds(), turn), side)
	return encode(turned(small, turn))
}

// readable judges by content and by the header alone, before anything is unfolded.
func readable(field string, raw []byte) error {
	switch http.DetectContentType(raw) {
	case "image/jpeg", "image/png", "image/webp":
	default:
		return fault.Invalid(field, "Choose a picture: a JPEG, PNG or WebP file")
	}
	header, kind, err := image.DecodeConfig(bytes.NewReader(raw))
	if err != nil {
		return unreadable(field).Because(err)
	}
	if header.Width > mostSide || header.Height > mostSide || header.Width*header.Height > mostPixels {
		return fault.Invalid(field, "This picture has too many pixels: please choose a smaller one")
	}
	if header.Width < 1 || header.Height < 1 || kind == "jpeg" && bytes.Count(raw, []byte{0xff, 0xda}) > mostScans {
		return unreadable(field).Because(errors.New("a picture no camera makes"))
	}
	return nil
}

func unreadable(field string) *fault.Error {
	return fault.Invalid(field, "This picture cannot be read: please choose another")
}

// square is the part that is kept, in the picture as it lies in the file.
func square(b image.Rectangle, turn int) image.Rectangle {
	side := min(b.Dx(), b.Dy())
	x, y := (b.Dx()-side)/2, (b.Dy()-side)/2
	switch above := (b.Dx() + b.Dy() - 2*side) / 4; { // a quarter of what is cut off stays above
	case b.Dy() > b.Dx() && (turn == 1 || turn == 2):
		y = above
	case b.Dy() > b.Dx() && (turn == 3 || turn == 4):
		y = b.Dy() - side - above
	case b.Dx() > b.Dy() && (turn == 5 || turn == 6):
		x = above
	case b.Dx() > b.Dy() && (turn == 7 || turn == 8):
		x = b.Dx() - side - above
	}
	return image.Rect(0, 0, side, side).Add(b.Min).Add(image.Pt(x, y))
}

// shrink draws that part on white, at most side pixels wide; a small picture stays as small as it is.
func shrink(from image.Image, part image.Rectangle, side int) *image.RGBA {
	side = min(side, part.Dx())
	to := image.NewRGBA(image.Rect(0, 0, side, side))
	draw.Draw(to, to.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.CatmullRom.Scale(to, to.Bounds(), from, part, draw.Over, nil)
	return to
}

func encode(from image.Image) (Picture, error) {
	var out bytes.Buffer
	if err := jpeg.Encode(&out, from, &jpeg.Options{Quality: quality}); err != nil {
		return Picture{}, err
	}
	hash := sha256.Sum256(out.Bytes())
	return Picture{Body: out.Bytes(), Width: from.Bounds().Dx(), Height: from.Bounds().Dy(), Hash: hash[:]}, nil
}

// Whole makes the picture that is kept out of what was uploaded: upright, all of it, on white, at most so wide and high.
// The same refusals as Square.
func Whole(ctx context.Context, field string, raw []byte, width, height int) (Picture, error) {
	if err := readable(field, raw); err != nil {
		return Picture{}, err
	}
	select {
	case oneAtATime <- struct{}{}:
		defer func() { <-oneAtATime }()
	case <-ctx.Done():
		return Picture{}, ctx.Err()
	}
	decoded, _, err := image.Decode(bytes.NewReader(raw))
	if err != nil {
		return Picture{}, unreadable(field).Because(err)
	}
	turn := orientation(raw)
	if turn >= 5 {
		width, height = height, width // it lies on its side in the file
	}
	return encode(upright(fit(decoded, width, height), turn))
}

// fit draws a picture on white within so many pixels; a small picture stays as small as it is.
func fit(from image.Image, width, height int) *image.RGBA {
	w, h := from.Bounds().Dx(), from.Bounds().Dy()
	if w > width {
		w, h = width, max(1, h*width/w)
	}
	if h > height {
		w, h = max(1, w*height/h), height
	}
	to := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(to, to.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.CatmullRom.Scale(to, to.Bounds(), from, from.Bounds(), draw.Over, nil)
	return to
}

// upright turns a picture of any shape the way its camera was held.
func upright(from *image.RGBA, turn int) *image.RGBA {
	if turn == 1 {
		return from
	}
	w, h := from.Bounds().Dx(), from.Bounds().Dy()
	size := image.Rect(0, 0, w, h)
	if turn >= 5 {
		size = image.Rect(0, 0, h, w)
	}
	to := image.NewRGBA(size)
	for y := range h {
		for x := range w {
			tx, ty := target(turn, x, y, w-1, h-1)
			to.SetRGBA(tx, ty, from.RGBAAt(x, y))
		}
	}
	return to
}

// target is where the point at x, y in the file ends up.
func target(turn, x, y, right, bottom int) (int, int) {
	switch turn {
	case 2:
		return right - x, y
	case 3:
		return right - x, bottom - y
	case 4:
		return x, bottom - y
	case 5:
		return y, x
	case 6:
		return bottom - y, x
	case 7:
		return bottom - y, right - x
	case 8:
		return y, right - x
	}
	return x, y
}
