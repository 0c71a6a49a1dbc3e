package web_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"collaboratory/web"
)

func get(t *testing.T, method, url, encoding string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(method, url, nil)
	if encoding != "" {
		r.Header.Set("Accept-Encoding", encoding)
	}
	w := httptest.NewRecorder()
	web.Handler().ServeHTTP(w, r)
	return w.Result()
}

func TestURLCarriesTheHashOfTheContent(t *testing.T) {
	shape := regexp.MustCompile(`^/static/[a-z-]+-[0-9a-f]{10}\.[a-z0-9]+$`)
	for _, name := range []string{"style.css", "stage.css", "app.js", "icons.svg", "mark.svg", "besley.woff2", "public-sans.woff2"} {
		if url := web.URL(name); !shape.MatchString(url) {
			t.Errorf("URL(%q) = %q", name, url)
		}
	}
}

func TestURLPanicsOnASlipOfThePen(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("an unknown name went through")
		}
	}()
	web.URL("styel.css")
}

func TestHandlerSendsForGood(t *testing.T) {
	tests := []struct{ name, kind string }{
		{"style.css", "text/css; charset=utf-8"},
		{"app.js", "text/javascript; charset=utf-8"},
		{"icons.svg", "image/svg+xml"},
		{"besley.woff2", "font/woff2"},
	}
	for _, test := range tests {
		res := get(t, "GET", web.URL(test.name), "")
		if res.StatusCode != http.StatusOK {
			t.Errorf("%s: %d", test.name, res.StatusCode)
		}
		if got := res.Header.Get("Content-Type"); got != test.kind {
			t.Errorf("%s is %q, want %q", test.name, got, test.kind)
		}
		if got := res.Header.Get("Cache-Control"); got != "public, max-age=31536000, immutable" {
			t.Errorf("%s: Cache-Control %q", test.name, got)
		}
	}
}

func TestHandlerCompressesForThoseWhoAsk(t *testing.T) {
	plain := get(t, "GET", web.URL("style.css"), "identity")
	packed := get(t, "GET", web.URL("style.css"), "br, gzip")
	if plain.Header.Get("Content-Encoding") != "" || packed.Header.Get("Content-Encoding") != "gzip" {
		t.Fatal("the wrong one is compressed")
	}
	unpacked, err := gzip.NewReader(packed.Body)
	if err != nil {
		t.Fatal(err)
	}
	want, _ := io.ReadAll(plain.Body)
	got, err := io.ReadAll(unpacked)
	if err != nil || string(got) != string(want) {
		t.Errorf("unpacking gave %d bytes, want %d (%v)", len(got), len(want), err)
	}
	if refused := get(t, "GET", web.URL("style.css"), "gzip;q=0"); refused.Header.Get("Content-Encoding") != "" {
		t.Error("gzip was sent to one who refuses it")
	}
	if font := get(t, "GET", web.URL("besley.woff2"), "gzip"); font.Header.Get("Content-Encoding") != "" {
		t.Error("a font is compressed already")
	}
}

func TestHandlerRefusesTheRest(t *testing.T) {
	for _, url := range []string{"/static/", "/static/style.css", "/static/css/style.css", "/static/style-000000000000.css"} {
		if res := get(t, "GET", url, ""); res.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d, want 404", url, res.StatusCode)
		}
	}
	if res := get(t, "POST", web.URL("style.css"), ""); res.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("POST: %d, want 405", res.StatusCode)
	}
	head := get(t, "HEAD", web.URL("style.css"), "")
	if body, _ := io.ReadAll(head.Body); len(body) > 0 || head.Header.Get("Content-Length") == "0" {
		t.Errorf("HEAD sent %d bytes and says %s", len(body), head.Header.Get("Content-Length"))
	}
}

func TestStyleSheetsNameOnlyWhatIsThere(t *testing.T) {
	address := regexp.MustCompile(`url\("([^"#]+)`)
	for _, sheet := range []string{"style.css", "stage.css"} {
		for _, found := range address.FindAllStringSubmatch(web.Text(sheet), -1) {
			if res := get(t, "GET", found[1], ""); res.StatusCode != http.StatusOK {
				t.Errorf("%s names %s: %d", sheet, found[1], res.StatusCode)
			}
		}
		if strings.Contains(web.Text(sheet), "url(../") {
			t.Errorf("%s has an address that was not rewritten", sheet)
		}
	}
}

func TestFirstViewIsLight(t *testing.T) {
	sent := 0
	for _, name := range []string{"style.css", "stage.css", "app.js", "icons.svg"} {
		body, _ := io.ReadAll(get(t, "GET", web.URL(name), "gzip").Body)
		sent += len(body)
		t.Logf("%s: %d bytes", name, len(body))
	}
	if sent > 45_000 {
		t.Errorf("style, script and icons are %d bytes; the room page may be 50 kB in all", sent)
	}
}
