// Package web holds what the browser is given besides pages: style, script, icons and type.
//
// Everything under static/ is embedded. At the first use the style sheets of every page are
// joined into one file and the scripts into another, every file gets an address with the hash
// of its content, and the addresses inside the style sheets are rewritten to match. So a file
// at one address never changes, and a browser may keep it for good.
package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"sync"
)

//go:embed static/css static/js static/fonts static/icons.svg static/mark.svg
var files embed.FS

// joined says which files become one, in the order they are read. Anything in static/css or
// static/js that is not named here keeps its own address.
var joined = map[string][]string{
	"style.css": {"css/fonts.css", "css/tokens.css", "css/base.css", "css/components.css"},
	"stage.css": {"css/room.css", "css/stage.css"},
	"app.js":    {"js/htmx-2.0.11.min.js", "js/htmx-ext-sse-2.2.4.min.js", "js/idiomorph-ext-0.8.0.min.js", "js/stream.js", "js/app.js"},
}

// asset is one file as it is sent.
type asset struct {
	url     string
	kind    string
	content []byte
	gzipped func() []byte // nil when it does not get smaller
}

type shelf struct {
	byName map[string]*asset
	byURL  map[string]*asset
}

var assets = sync.OnceValue(stock)

// URL is the address of an asset by its plain name: "style.css", "stage.css", "room.css", "app.js",
// "icons.svg", "mark.svg", "besley.woff2". A name that is not there is a slip of the pen in a
// template, so it panics, and the first test that renders the template says so.
func URL(name string) string {
	a, ok := assets().byName[name]
	if !ok {
		panic("web: there is no asset called " + name)
	}
	return a.url
}

// stock reads and names everything. Style sheets come last: they name the others.
func stock() *shelf {
	s := &shelf{byName: map[string]*asset{}, byURL: map[string]*asset{}}
	taken := map[string]bool{}
	for _, parts := range joined {
		for _, part := range parts {
			taken[part] = true
		}
	}
	var sheets []string
	for _, file := range list() {
		switch {
		case taken[file]:
		case path.Ext(file) == ".css":
			sheets = append(sheets, file)
		default:
			s.put(path.Base(file), trim(file))
		}
	}
	s.put("app.js", join("app.js"))
	s.put("style.css", s.rewrite(join("style.css")))
	s.put("stage.css", s.rewrite(join("stage.css")))
	s.put("room.css", s.rewrite(trim("css/room.css"))) // the phone loads this part of it alone
	for _, file := range sheets {
		s.put(path.Base(file), s.rewrite(trim(file)))
	}
	return s
}

func (s *shelf) put(name string, content []byte) {
	sum := sha256.Sum256(content)
	ext := path.Ext(name)
	a := &asset{
		url:     "/static/" + strings.TrimSuffix(name, ext) + "-" + hex.EncodeToString(sum[:5]) + ext,
		kind:    kinds[ext],
		content: content,
	}
	if ext != ".woff2" {
		a.gzipped = sync.OnceValue(func() []byte { return squeeze(content) })
	}
	s.byName[name] = a
	s.byURL[a.url] = a
}

var address = regexp.MustCompile(`url\("?([^")]+)"?\)`)

// rewrite gives the addresses in a style sheet their hashed form, keeping a fragment.
func (s *shelf) rewrite(css []byte) []byte {
	return address.ReplaceAllFunc(css, func(found []byte) []byte {
		file, fragment, has := strings.Cut(string(address.FindSubmatch(found)[1]), "#")
		a, ok := s.byName[path.Base(file)]
		if !ok {
			panic("web: a style sheet names " + file + ", which is not there")
		}
		if has {
			fragment = "#" + fragment
		}
		return []byte(`url("` + a.url + fragment + `")`)
	})
}

func join(name string) []byte {
	var all []byte
	for _, part := range joined[name] {
		all = append(all, trim(part)...)
		all = append(all, '\n')
	}
	return all
}

func list() []string {
	var names []string
	err := fs.WalkDir(files, "static", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, strings.TrimPrefix(name, "static/"))
		}
		return err
	})
	if err != nil {
		panic("web: " + err.Error())
	}
	return names
}

func read(name string) []byte {
	content, err := files.ReadFile("static/" + name)
	if err != nil {
		panic("web: " + err.Error())
	}
	return content
}

// Text is the content of an asset as it is sent: for the kit and for tests.
func Text(name string) string {
	a, ok := assets().byName[name]
	if !ok {
		panic("web: there is no asset called " + name)
	}
	return string(a.content)
}
