package file

import (
	"errors"
	"io"
	"net/http"

	"collaboratory/internal/fault"
)

// besides is room for what stands around the file in a form: other fields, the lines between.
const besides = 64 << 10

// Upload reads the one file of a form. Nothing chosen, more than most bytes, or a form that did not arrive whole:
// fault.Invalid on that field. It never keeps more than most bytes, and writes nothing to disk.
func Upload(w http.ResponseWriter, r *http.Request, field string, most int64) ([]byte, error) {
	r.Body = http.MaxBytesReader(w, r.Body, most+besides)
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, fault.Invalid(field, "Choose a file first")
	}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return nil, fault.Invalid(field, "Choose a file first")
		}
		if err != nil {
			return nil, arrived(field, most, err)
		}
		if part.FormName() == field && part.FileName() != "" {
			return readPart(part, field, most)
		}
	}
}

func readPart(part io.Reader, field string, most int64) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(part, most+1))
	switch {
	case err != nil:
		return nil, arrived(field, most, err)
	case int64(len(raw)) > most:
		return nil, tooLarge(field, most)
	case len(raw) == 0:
		return nil, fault.Invalid(field, "This file is empty: please choose another")
	}
	return raw, nil
}

func arrived(field string, most int64, err error) error {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return tooLarge(field, most)
	}
	return fault.Invalid(field, "The file did not arrive whole: please send it again")
}

func tooLarge(field string, most int64) error {
	return fault.Invalid(field, "Please choose a file of at most %d MB", int(most>>20))
}
