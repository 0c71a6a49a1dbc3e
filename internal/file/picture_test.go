package file_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"collaboratory/internal/fault"
	"collaboratory/internal/file"
)

var (
	red   = color.RGBA{R: 220, A: 255}
	green = color.RGBA{G: 200, A: 255}
)

// flag is a picture with a red corner at the upper left and a green one at the upper right.
func flag(width, height int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			switch {
			case y < height/2 && x < width/2:
				img.SetRGBA(x, y, red)
			case y < height/2:
				img.SetRGBA(x, y, green)
			default:
				img.SetRGBA(x, y, color.RGBA{B: 90, A: 255})
			}
		}
	}
	return img
}

// photographed is a JPEG that says how the camera was held, and where.
func photographed(t *testing.T, img image.Image, turn byte) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, nil); err != nil {
		t.Fatal(err)
	}
	exif := []byte("Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00" + string(turn) + "\x00\x00\x00\x00\x00\x00at home, 12 Ferry Street")
	app1 := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(len(exif)+2))
	return append(append(out.Bytes()[:2:2], append(app1, exif...)...), out.Bytes()[2:]...)
}

func square(t *testing.T, raw []byte) image.Image {
	t.Helper()
	picture, err := file.Square(t.Context(), "photo", raw, 512)
	if err != nil {
		t.Fatal(err)
	}
	img, kind, err := image.Decode(bytes.NewReader(picture.Body))
	if err != nil || kind != "jpeg" || img.Bounds().Dx() != picture.Width || picture.Width != picture.Height {
		t.Fatal(kind, img.Bounds(), picture.Width, picture.Height, err)
	}
	return img
}

// corner names where a colour lies: “top left”.
func corner(img image.Image, like color.RGBA) string {
	last := img.Bounds().Dx() - 1
	for where, at := range map[string]image.Point{
		"top left": {4, 4}, "top right": {last - 4, 4}, "bottom left": {4, last - 4}, "bottom right": {last - 4, last - 4},
	} {
		r, g, b, _ := img.At(at.X, at.Y).RGBA()
		if near(r, like.R) && near(g, like.G) && near(b, like.B) {
			return where
		}
	}
	return "nowhere"
}

func near(got uint32, want uint8) bool {
	d := int(got>>8) - int(want)
	return d > -40 && d < 40
}

func TestAPictureStandsUpright(t *testing.T) {
	for turn, want := range map[byte][2]string{
		1: {"top left", "top right"}, 2: {"top right", "top left"}, 3: {"bottom right", "bottom left"}, 4: {"bottom left", "bottom right"},
		5: {"top left", "bottom left"}, 6: {"top right", "bottom right"}, 7: {"bottom right", "top right"}, 8: {"bottom left", "top left"},
	} {
		img := square(t, photographed(t, flag(64, 64), turn))
		if got := [2]string{corner(img, red), corner(img, green)}; got != want {
			t.Errorf("held %d: red and green are %v, not %v", turn, got, want)
		}
	}
	for _, turn := range []byte{0, 9, 200} {
		if got := corner(square(t, photographed(t, flag(64, 64), turn)), red); got != "top left" {
			t.Errorf("an orientation that is none, %d: %s", turn, got)
		}
	}
}

func TestNothingOfTheFirstFileIsLeft(t *testing.T) {
	picture, err := file.Square(t.Context(), "photo", photographed(t, flag(900, 700), 6), 512)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(picture.Body, []byte("Exif")) || bytes.Contains(picture.Body, []byte("Ferry Street")) {
		t.Error("it still says where it was taken")
	}
	if picture.Width != 512 || len(picture.Hash) != 32 || len(picture.Body) > 100_000 {
		t.Error(picture.Width, len(picture.Body))
	}
	if small := square(t, photographed(t, flag(80, 60), 1)); small.Bounds().Dx() != 60 {
		t.Error("a small one is not blown up:", small.Bounds())
	}
}

// TestATallPictureKeepsItsFace: what is cut off is taken more from below, however the camera was held.
func TestATallPictureKeepsItsFace(t *testing.T) {
	for turn, size := range map[byte][2]int{1: {100, 300}, 3: {100, 300}, 6: {300, 100}, 8: {300, 100}} {
		img := image.NewRGBA(image.Rect(0, 0, size[0], size[1]))
		for y := range size[1] {
			for x := range size[0] { // the face: the third of the picture just above its middle, as it is seen
				above := map[byte]int{1: y, 3: 299 - y, 6: x, 8: 299 - x}[turn]
				img.SetRGBA(x, y, color.RGBA{B: 90, A: 255})
				if above >= 50 && above < 150 {
					img.SetRGBA(x, y, red)
				}
			}
		}
		seen := square(t, photographed(t, img, turn))
		for _, y := range []int{3, 96} {
			if r, _, _, _ := seen.At(50, y).RGBA(); !near(r, red.R) {
				t.Errorf("held %d: the face is cut at %d", turn, y)
			}
		}
	}
}

func TestOtherKindsAreRead(t *testing.T) {
	var out bytes.Buffer
	half := image.NewNRGBA(image.Rect(0, 0, 30, 30)) // all of it see-through
	if err := png.Encode(&out, half); err != nil {
		t.Fatal(err)
	}
	if r, g, b, _ := square(t, out.Bytes()).At(9, 9).RGBA(); r>>8 < 250 || g>>8 < 250 || b>>8 < 250 {
		t.Error("what can be seen through lies on white:", r, g, b)
	}
	webp, _ := base64.StdEncoding.DecodeString("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")
	if got := square(t, webp).Bounds().Dx(); got != 1 {
		t.Error("webp", got)
	}
}

// vast is a PNG whose header promises far more pixels than it brings.
func vast(width, height uint32) []byte {
	header := append([]byte("IHDR"), make([]byte, 13)...)
	binary.BigEndian.PutUint32(header[4:], width)
	binary.BigEndian.PutUint32(header[8:], height)
	copy(header[12:], []byte{8, 6, 0, 0, 0})
	raw := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), header...)
	return binary.BigEndian.AppendUint32(raw, crc32.ChecksumIEEE(header))
}

func TestWhatIsRefused(t *testing.T) {
	scans := photographed(t, flag(64, 64), 1)
	for range 200 {
		scans = append(scans, 0xff, 0xda)
	}
	var gif bytes.Buffer
	gif.WriteString("GIF89a\x01\x00\x01\x00\x00\x00\x00;")
	for name, c := range map[string]struct {
		raw  []byte
		says string
	}{
		"a page":                   {[]byte("<html><script>alert(1)</script>"), "JPEG, PNG or WebP"},
		"a drawing":                {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`), "JPEG, PNG or WebP"},
		"a moving picture":         {gif.Bytes(), "JPEG, PNG or WebP"},
		"words":                    {[]byte("not a picture"), "JPEG, PNG or WebP"},
		"a bomb":                   {vast(11_000, 11_000), "too many pixels"},
		"a ribbon":                 {vast(1_000_000, 1), "too many pixels"},
		"half a picture":           {photographed(t, flag(64, 64), 1)[:300], "cannot be read"},
		"only a header":            {vast(10, 10), "cannot be read"},
		"a thousand looks at once": {scans, "cannot be read"},
	} {
		_, err := file.Square(t.Context(), "photo", c.raw, 512)
		if !fault.Is(err, fault.KindInvalid) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := file.Square(gone, "photo", []byte("x"), 512); err == nil {
		t.Error("nobody waits any more")
	}
}

func FuzzSquare(f *testing.F) {
	f.Add(vast(10, 10))
	f.Add([]byte("\xff\xd8\xff\xe1\x00\x04Ex"))
	f.Add([]byte("RIFF\x00\x00\x00\x00WEBPEXIF\xff\xff\xff\xff"))
	f.Fuzz(func(_ *testing.T, raw []byte) { _, _ = file.Square(context.Background(), "photo", raw, 64) })
}
