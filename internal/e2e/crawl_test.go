package e2e

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/go-chi/chi/v5"
)

// mostAlike is how many addresses of one pattern a crawl looks at.
const mostAlike = 4

// sight is one page as a persona was given it.
type sight struct {
	Pattern string // "/c/{slug}/gatherings/{gathering}"
	Path    string
	Lang    string
	HTML    []byte
}

// walker follows every link as one person would, without a browser.
type walker struct {
	t       testing.TB
	town    *town
	routes  chi.Routes
	client  *http.Client
	persona persona
	lang    string
	seen    map[string]bool
	alike   map[string]int
	queue   []string
	sights  []sight
}

// TestCrawl follows every link as every persona, in both languages, and holds each page to the rules of rules_test.go.
func TestCrawl(t *testing.T) {
	t.Parallel()
	w := openTown(t).Begin(t)
	for _, p := range personas {
		for _, lang := range []string{"en", "es"} {
			t.Run(p.Role+" "+lang, func(t *testing.T) {
				sights := w.crawl(t, p, lang)
				for _, s := range sights {
					checkPage(t, w, s)
					dump(t, p, s)
				}
				t.Log(sizes(sights))
			})
		}
	}
}

// crawl is every page the persona can reach by links from the start.
func (w *town) crawl(t testing.TB, p persona, lang string) []sight {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	c := &walker{
		t: t, town: w, routes: w.routes(), persona: p, lang: lang,
		client: &http.Client{Jar: jar}, seen: map[string]bool{}, alike: map[string]int{},
	}
	c.signIn()
	c.post("/language", url.Values{"language": {lang}})
	for _, start := range p.starts() {
		c.follow(start)
	}
	if p.Email == "" {
		for _, door := range w.doors(t) {
			c.follow(door)
		}
	}
	for len(c.queue) > 0 {
		path := c.queue[0]
		c.queue = c.queue[1:]
		c.visit(path)
	}
	if p.Email != "" {
		c.post("/language", url.Values{"language": {"en"}})
	}
	return c.sights
}

func (w *town) routes() chi.Routes { return w.App.Handler().(chi.Routes) }

func (c *walker) signIn() {
	c.t.Helper()
	if c.persona.Email == "" {
		return
	}
	c.post("/sign-in", url.Values{"email": {c.persona.Email}})
	c.post(c.town.Link(c.t, c.persona.Email, "/sign-in/"), nil)
}

func (c *walker) post(path string, values url.Values) {
	c.t.Helper()
	res, err := c.client.PostForm(c.town.URL+path, values)
	if err != nil {
		c.t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != http.StatusOK {
		c.t.Fatalf("%s posts to %s and is answered %s", c.persona.Role, path, res.Status)
	}
}

// follow notes an address to be looked at, unless enough of its kind were.
func (c *walker) follow(path string) {
	path, _, _ = strings.Cut(path, "#")
	if path == "" || c.seen[path] || strings.HasPrefix(path, "/static/") || strings.HasPrefix(path, "/dev/") {
		return
	}
	c.seen[path] = true
	kind := c.kind(path)
	if c.alike[kind]++; c.alike[kind] <= mostAlike {
		c.queue = append(c.queue, path)
	}
}

// kind is the pattern of an address, with the names of what it asks.
func (c *walker) kind(path string) string {
	u, err := url.Parse(path)
	if err != nil {
		c.t.Errorf("%s: %v", path, err)
		return path
	}
	kind := pattern(c.routes, http.MethodGet, u.Path) + c.purpose(u.Path) + face(u)
	for _, name := range slices.Sorted(keys(u.Query())) {
		kind += " " + name
	}
	return kind
}

// purpose tells the links of letters apart, which look alike.
func (c *walker) purpose(path string) string {
	return c.town.App.Signer.Purpose(path[strings.LastIndexByte(path, '/')+1:])
}

// face tells the faces of the live room apart, which are pages of their own.
func face(u *url.URL) string {
	if view := u.Query().Get("view"); view != "" {
		return " as " + view
	}
	return ""
}

func keys(q url.Values) func(func(string) bool) {
	return func(yield func(string) bool) {
		for name := range q {
			if !yield(name) {
				return
			}
		}
	}
}

// pattern is the route that answers; empty when none does. Each act on a promise counts as a page of its own.
func pattern(routes chi.Routes, method, path string) string {
	at := chi.NewRouteContext()
	if !routes.Match(at, method, path) {
		return ""
	}
	return strings.Replace(at.RoutePattern(), "{act}", at.URLParam("act"), 1)
}

func (c *walker) visit(path string) {
	res, err := c.client.Get(c.town.URL + path)
	if err != nil {
		c.t.Errorf("%s: %v", path, err)
		return
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		c.t.Errorf("%s: %v", path, err)
	}
	if res.StatusCode != http.StatusOK {
		c.t.Errorf("%s is answered %s", path, res.Status)
		return
	}
	if !strings.HasPrefix(res.Request.URL.String(), c.town.URL) {
		c.t.Errorf("%s leads off the site to %s", path, res.Request.URL)
		return
	}
	if !strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") {
		return
	}
	at := res.Request.URL.RequestURI()
	found := res.Request.URL.Path
	c.sights = append(c.sights, sight{
		Pattern: pattern(c.routes, http.MethodGet, found) + c.purpose(found) + face(res.Request.URL), Path: at, Lang: c.lang, HTML: body,
	})
	c.links(res.Request.URL, body)
}

func (c *walker) links(at *url.URL, body []byte) {
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(body))
	if err != nil {
		c.t.Errorf("%s: %v", at, err)
		return
	}
	doc.Find("a[href]").Each(func(_ int, a *goquery.Selection) {
		to, err := at.Parse(a.AttrOr("href", ""))
		if err != nil {
			c.t.Errorf("%s has a link that is no address: %v", at, err)
			return
		}
		if to.Host == at.Host && strings.HasPrefix(to.Scheme, "http") {
			c.follow(to.RequestURI())
		}
	})
}

var unfit = regexp.MustCompile(`[^a-z0-9-]+`)

// dump writes the page for the Nu checker, when asked to.
func dump(t testing.TB, p persona, s sight) {
	dir := os.Getenv("HTML_DIR")
	if dir == "" {
		return
	}
	name := unfit.ReplaceAllString(strings.ToLower(p.Role+"-"+s.Lang+s.Path), "-")
	if len(name) > 150 {
		name = name[:150]
	}
	if err := os.WriteFile(filepath.Join(dir, strings.Trim(name, "-")+".html"), s.HTML, 0o644); err != nil {
		t.Fatal(err)
	}
}

// sizes says how much HTML the heaviest pages are.
func sizes(sights []sight) string {
	slices.SortFunc(sights, func(a, b sight) int { return cmp.Compare(len(b.HTML), len(a.HTML)) })
	say := fmt.Sprintf("%d pages", len(sights))
	for _, s := range sights[:min(5, len(sights))] {
		say += fmt.Sprintf("; %.1f kB %s", float64(len(s.HTML))/1000, s.Pattern)
	}
	return say
}
