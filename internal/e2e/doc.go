// Package e2e walks the house in a browser as people do: it clicks words, fills labels and reads what stands on the
// page. Nothing here knows an id or a class, but for the checks of look and access at the end.
//
//	town := openTown(t)                    Pell River, served on an address of its own; its clock moves when told to
//	ruth := town.Visitor(t).Phone()        a fresh browser without cookies
//	ruth.SignIn("ruth@pellriver.example")  through a letter, as everybody
//	ruth.Click("Gatherings").See("Presenting tonight")
//
// A test fails at its end when a page it visited broke the content security policy, wrote an error to the console or
// asked another site for anything. A failure names a picture of the page.
//
//	HTML_DIR=folder go test ./internal/e2e -run Crawl   also writes every page there, for the Nu HTML checker
package e2e
