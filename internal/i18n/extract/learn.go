package main

import (
	"go/ast"
	"go/token"
)

// learnMessages notes for each function and method which argument is a
// sentence for the reader: the string named message.
func (n *names) learnMessages(file *ast.File) {
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		position := 0
		for _, group := range f.Type.Params.List {
			kind, isName := group.Type.(*ast.Ident)
			for _, name := range group.Names {
				if name.Name == "message" && isName && kind.Name == "string" {
					n.messages[f.Name.Name] = position
				}
				position++
			}
		}
	}
}

// learnNames notes the string constants of a package and which of its
// variables and fields hold faults, so that f.Add("name", "text") is known
// from the Add of a header or a time.
func (s *source) learnNames(folder string, file *ast.File) {
	n := s.inFolder(folder)
	n.learnConstants(file)
	n.learnMessages(file)
	fault := imported(file, faultPath)
	ast.Inspect(file, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.ValueSpec:
			n.learnValues(node, fault)
		case *ast.Field:
			if fromPackage(node.Type, fault) {
				n.hold(node.Names)
			}
		case *ast.AssignStmt:
			for i, right := range node.Rhs {
				if i < len(node.Lhs) && fromPackage(right, fault) {
					if name, ok := node.Lhs[i].(*ast.Ident); ok {
						n.hold([]*ast.Ident{name})
					}
				}
			}
		}
		return true
	})
}

// inFolder is what is known of a package; of one not in the tree, nothing.
func (s *source) inFolder(folder string) *names {
	n, ok := s.packages[folder]
	if !ok {
		n = &names{constants: map[string]string{}, faults: map[string]bool{}, messages: map[string]int{}}
		s.packages[folder] = n
	}
	return n
}

// learnConstants notes the string constants a package has at its top.
func (n *names) learnConstants(file *ast.File) {
	for _, d := range file.Decls {
		block, ok := d.(*ast.GenDecl)
		if !ok || block.Tok != token.CONST {
			continue
		}
		for _, spec := range block.Specs {
			values := spec.(*ast.ValueSpec)
			for i, value := range values.Values {
				if text, ok := literal(value, nil); ok {
					n.constants[values.Names[i].Name] = text
				}
			}
		}
	}
}

func (n *names) learnValues(spec *ast.ValueSpec, fault string) {
	if fromPackage(spec.Type, fault) {
		n.hold(spec.Names)
	}
	for i, value := range spec.Values {
		if i >= len(spec.Names) {
			return
		}
		if fromPackage(value, fault) {
			n.hold(spec.Names[i : i+1])
		}
	}
}

func (n *names) hold(idents []*ast.Ident) {
	for _, ident := range idents {
		n.faults[ident.Name] = true
	}
}

// fromPackage says whether a type or a value comes from the package:
// pkg.Fields, *pkg.Error, &pkg.Fields{}, pkg.Invalid(…).And(…).
func fromPackage(e ast.Expr, pkg string) bool {
	if pkg == "" {
		return false
	}
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name == pkg
	case *ast.SelectorExpr:
		return fromPackage(e.X, pkg)
	case *ast.CallExpr:
		return fromPackage(e.Fun, pkg)
	case *ast.CompositeLit:
		return fromPackage(e.Type, pkg)
	case *ast.StarExpr:
		return fromPackage(e.X, pkg)
	case *ast.UnaryExpr:
		return fromPackage(e.X, pkg)
	case *ast.ParenExpr:
		return fromPackage(e.X, pkg)
	}
	return false
}
