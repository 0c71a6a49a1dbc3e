package member

import (
	"encoding/hex"
	"net/http"
	"strconv"

	"collaboratory/internal/file"
)

// SendPhoto answers with a photo. A browser may keep it, but asks each time whether its reader may still see it.
func SendPhoto(w http.ResponseWriter, r *http.Request, p file.Picture) error {
	tag := `"` + hex.EncodeToString(p.Hash[:min(16, len(p.Hash))]) + `"`
	h := w.Header()
	h.Set("Cache-Control", "private, no-cache")
	h.Set("ETag", tag)
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	h.Set("Content-Type", file.ContentType)
	h.Set("Content-Length", strconv.Itoa(len(p.Body)))
	h.Set("Content-Security-Policy", "default-src 'none'")
	_, err := w.Write(p.Body)
	return err
}
