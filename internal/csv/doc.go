// Package csv writes tables that a spreadsheet opens safely, and reads the
// ones people make with theirs.
package csv
