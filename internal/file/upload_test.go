package file_test

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"collaboratory/internal/fault"
	"collaboratory/internal/file"
)

func posted(t *testing.T, field, name string, size int) *http.Request {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	if err := form.WriteField("other", "words"); err != nil {
		t.Fatal(err)
	}
	part, err := form.CreateFormFile(field, name)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = part.Write(bytes.Repeat([]byte("x"), size))
	_ = form.Close()
	r := httptest.NewRequest(http.MethodPost, "/", &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	return r
}

func TestUpload(t *testing.T) {
	upload := func(r *http.Request) ([]byte, error) { return file.Upload(httptest.NewRecorder(), r, "photo", 1<<20) }
	if raw, err := upload(posted(t, "photo", "me.jpg", 1<<20)); err != nil || len(raw) != 1<<20 {
		t.Error(len(raw), err)
	}
	cut := posted(t, "photo", "me.jpg", 900)
	cut.Body = io.NopCloser(io.LimitReader(cut.Body, 400))
	plain := httptest.NewRequest(http.MethodPost, "/", strings.NewReader("photo=x"))
	plain.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for says, r := range map[string]*http.Request{
		"at most 1 MB":  posted(t, "photo", "me.jpg", 1<<20+1),
		"at most 1  MB": posted(t, "photo", "me.jpg", 3<<20),
		"empty":         posted(t, "photo", "me.jpg", 0),
		"Choose a file": posted(t, "another", "me.jpg", 10),
		"a file first":  posted(t, "photo", "", 10),
		"arrive whole":  cut,
		"first":         plain,
	} {
		if _, err := upload(r); !fault.Is(err, fault.KindInvalid) || !strings.Contains(err.Error(), strings.Join(strings.Fields(says), " ")) {
			t.Errorf("%s: %v", says, err)
		}
	}
}
