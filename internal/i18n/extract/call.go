package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"path"
	"strconv"
	"strings"
)

// reader gathers the texts of one file.
type reader struct {
	source            *source
	set               *token.FileSet
	name              string // the file as the catalogue names it
	i18n, fault, page string // how the file calls the packages; "" when it does not
	names             *names // of the file's package
}

// call takes the text of a call that shows one: into i18n, into fault, on a
// form of page, or of a function with a message in the same package.
func (r *reader) call(c *ast.CallExpr) {
	switch called := c.Fun.(type) {
	case *ast.Ident:
		r.message(c, r.names, called.Name)
	case *ast.SelectorExpr:
		verb := called.Sel.Name
		name, isName := called.X.(*ast.Ident)
		switch {
		case isName && r.i18n != "" && name.Name == r.i18n:
			r.spoken(c, verb)
		case r.message(c, r.names, verb):
		case r.page != "" && r.message(c, r.source.inFolder(pageDir), verb):
		case r.holdsFault(called.X):
			r.message(c, r.source.inFolder(faultDir), verb)
		}
	}
}

// message takes the sentence of a call, if verb is one that has a sentence.
func (r *reader) message(c *ast.CallExpr, of *names, verb string) bool {
	at, ok := of.messages[verb]
	if ok && at < len(c.Args) {
		r.text(c, at, false)
	}
	return ok
}

// composite takes the Message of a fault written out: fault.Field{…}, or
// Field{…} in fault itself.
func (r *reader) composite(c *ast.CompositeLit) {
	if !fromPackage(c.Type, r.fault) && path.Dir(r.name) != faultDir {
		return
	}
	for _, element := range c.Elts {
		pair, ok := element.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		key, isName := pair.Key.(*ast.Ident)
		if text, ok := literal(pair.Value, r.names.constants); ok && isName && key.Name == "Message" {
			r.source.add(r.name, text, "")
		}
	}
}

// holdsFault says whether a method called on e is one of fault: e is the
// package, a chain that starts there, or a variable known to hold a fault.
func (r *reader) holdsFault(e ast.Expr) bool {
	if fromPackage(e, r.fault) {
		return true
	}
	switch e := e.(type) {
	case *ast.Ident:
		return r.names.faults[e.Name]
	case *ast.SelectorExpr:
		return r.names.faults[e.Sel.Name]
	case *ast.CallExpr:
		if chain, ok := e.Fun.(*ast.SelectorExpr); ok {
			return r.holdsFault(chain.X)
		}
	}
	return false
}

// spoken is a call into i18n.
func (r *reader) spoken(c *ast.CallExpr, verb string) {
	switch {
	case verb == "T" && len(c.Args) >= 2:
		r.text(c, 1, false)
	case verb == "Mark" && len(c.Args) == 1:
		r.text(c, 0, true)
	case verb == "N" && len(c.Args) >= 4:
		r.counted(c)
	}
}

// text takes the literal at position at; what follows are its values. A text
// that is no literal comes from a table, whose texts are marked.
func (r *reader) text(c *ast.CallExpr, at int, marked bool) {
	text, ok := literal(c.Args[at], r.names.constants)
	if !ok {
		if marked {
			r.problem(c, "Mark needs a literal text")
		}
		return
	}
	if text == "" {
		return
	}
	r.source.add(r.name, text, "")
	if !marked && !c.Ellipsis.IsValid() {
		r.fits(c, text, len(c.Args)-at-1, false)
	}
}

// counted is N(ctx, one, many, n, args…).
func (r *reader) counted(c *ast.CallExpr) {
	one, okOne := literal(c.Args[1], r.names.constants)
	many, okMany := literal(c.Args[2], r.names.constants)
	if !okOne || !okMany {
		r.problem(c, "N needs two literal texts")
		return
	}
	r.source.add(r.name, one, many)
	if c.Ellipsis.IsValid() {
		return
	}
	values := max(1, len(c.Args)-4)
	r.fits(c, one, values, true)
	r.fits(c, many, values, true)
}

// fits says when a text and its values do not belong together: fmt would
// show “%!s(MISSING)” to the reader. A counted text may have no verb at all.
func (r *reader) fits(c *ast.CallExpr, text string, values int, counted bool) {
	v := verbsOf(text)
	switch {
	case len(v.kinds) == 0 && (counted || values == 0):
	case v.stray:
		r.problem(c, fmt.Sprintf("a %% alone in %q: write %%%%", text))
	case v.highest() > values, v.highest() < values && !v.indexed:
		r.problem(c, fmt.Sprintf("%q wants %d values and gets %d", text, v.highest(), values))
	}
}

// marked takes every string under a declaration with the marker.
func (r *reader) marked(doc *ast.CommentGroup, n ast.Node) {
	if doc == nil || !hasMarker(doc) {
		return
	}
	ast.Inspect(n, func(n ast.Node) bool {
		if e, ok := n.(ast.Expr); ok {
			if text, ok := literal(e, nil); ok {
				if text != "" {
					r.source.add(r.name, text, "")
				}
				return false
			}
		}
		return true
	})
}

func hasMarker(doc *ast.CommentGroup) bool {
	for _, c := range doc.List {
		if strings.HasPrefix(c.Text, marker) {
			return true
		}
	}
	return false
}

func (r *reader) problem(n ast.Node, what string) {
	line := r.set.Position(n.Pos()).Line
	r.source.problems = append(r.source.problems, fmt.Sprintf("%s:%d: %s", r.name, line, what))
}

// literal is a string written out, in parts too: "a " + "b", or named by one
// of the package's constants.
func literal(e ast.Expr, constants map[string]string) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind != token.STRING {
			return "", false
		}
		text, err := strconv.Unquote(e.Value)
		return text, err == nil
	case *ast.Ident:
		text, ok := constants[e.Name]
		return text, ok
	case *ast.ParenExpr:
		return literal(e.X, constants)
	case *ast.BinaryExpr:
		left, okLeft := literal(e.X, constants)
		right, okRight := literal(e.Y, constants)
		return left + right, e.Op == token.ADD && okLeft && okRight
	}
	return "", false
}
