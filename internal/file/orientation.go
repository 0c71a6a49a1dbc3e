package file

import (
	"bytes"
	"encoding/binary"
	"image"
)

// orientation is how the camera was held, 1 to 8 as EXIF counts; 1, upright, when the file does not say or cannot be
// trusted to.
func orientation(raw []byte) int {
	exif := jpegEXIF(raw)
	if exif == nil {
		exif = chunk(raw, "\x89PNG\r\n\x1a\n", 8, binary.BigEndian, "eXIf", true)
	}
	if exif == nil && len(raw) > 12 && string(raw[8:12]) == "WEBP" {
		exif = bytes.TrimPrefix(chunk(raw, "RIFF", 12, binary.LittleEndian, "EXIF", false), []byte(exifMark))
	}
	return orientationIn(exif)
}

const exifMark = "Exif\x00\x00"

// jpegEXIF finds the part of a JPEG that tells of the camera.
func jpegEXIF(raw []byte) []byte {
	if !bytes.HasPrefix(raw, []byte{0xff, 0xd8}) {
		return nil
	}
	for at := 2; at+4 <= len(raw) && raw[at] == 0xff && raw[at+1] != 0xda; {
		size := int(binary.BigEndian.Uint16(raw[at+2:]))
		if size < 2 || at+2+size > len(raw) {
			return nil
		}
		body := raw[at+4 : at+2+size]
		if raw[at+1] == 0xe1 && bytes.HasPrefix(body, []byte(exifMark)) {
			return body[len(exifMark):]
		}
		at += 2 + size
	}
	return nil
}

// chunk finds a named part of a PNG (length, name, body, sum) or of a WebP (name, length, body, filled to even).
func chunk(raw []byte, mark string, at int, order binary.ByteOrder, name string, png bool) []byte {
	if !bytes.HasPrefix(raw, []byte(mark)) {
		return nil
	}
	for at+8 <= len(raw) {
		called, length := raw[at:at+4], order.Uint32(raw[at+4:])
		if png {
			called, length = raw[at+4:at+8], order.Uint32(raw[at:])
		}
		if int64(length) > int64(len(raw)-at-8) {
			return nil
		}
		if string(called) == name {
			return raw[at+8 : at+8+int(length)]
		}
		at += 8 + int(length) + int(length)%2
		if png {
			at += 4 - int(length)%2
		}
	}
	return nil
}

// orientationIn reads tag 274 of the first list of an EXIF block.
func orientationIn(exif []byte) int {
	if len(exif) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.BigEndian
	if exif[0] == 'I' {
		order = binary.LittleEndian
	}
	first := int64(order.Uint32(exif[4:]))
	if first+2 > int64(len(exif)) {
		return 1
	}
	entries := exif[first+2:]
	for range order.Uint16(exif[first:]) {
		if len(entries) < 12 {
			return 1
		}
		if turn := int(order.Uint16(entries[8:])); order.Uint16(entries) == 274 && turn >= 1 && turn <= 8 {
			return turn
		}
		entries = entries[12:]
	}
	return 1
}

// turned sets a square picture upright.
func turned(from *image.RGBA, turn int) *image.RGBA {
	if turn == 1 {
		return from
	}
	last := from.Bounds().Dx() - 1
	to := image.NewRGBA(from.Bounds())
	for y := 0; y <= last; y++ {
		for x := 0; x <= last; x++ {
			fx, fy := source(turn, x, y, last)
			to.SetRGBA(x, y, from.RGBAAt(fx, fy))
		}
	}
	return to
}

// source is where the point that ends up at x, y lies in the file.
func source(turn, x, y, last int) (int, int) {
	switch turn {
	case 2:
		return last - x, y
	case 3:
		return last - x, last - y
	case 4:
		return x, last - y
	case 5:
		return y, x
	case 6:
		return y, last - x
	case 7:
		return last - y, last - x
	case 8:
		return last - y, x
	}
	return x, y
}
