package csv

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"collaboratory/internal/fault"
)

// Limits bound what is read from somebody's file.
type Limits struct {
	Rows  int // rows below the header
	Bytes int // the whole file
	Cell  int // characters in one cell
}

// Usual limits a list of people: far more than a collaboratory has.
var Usual = Limits{Rows: 2000, Bytes: 1 << 20, Cell: 2000}

// Reader reads a table row by row.
type Reader struct {
	rows   *csv.Reader
	limits Limits
	header []string
	read   int
}

// NewReader reads the header of a file as spreadsheets save it: with or
// without a byte order mark, separated by comma, semicolon or tab, in UTF-8
// or the Latin-1 of older programs. A file that is empty, too large or no
// text is fault.Invalid for the form as a whole.
func NewReader(r io.Reader, limits Limits) (*Reader, error) {
	content, err := io.ReadAll(io.LimitReader(r, int64(limits.Bytes)+1))
	if err != nil {
		return nil, err
	}
	if len(content) > limits.Bytes {
		return nil, fault.Invalid("", "The file is too large: at most %d kB", limits.Bytes/1024)
	}
	content = bytes.TrimPrefix(content, []byte(byteOrderMark))
	if bytes.IndexByte(content, 0) >= 0 {
		return nil, fault.Invalid("", "This is not a CSV file. In your spreadsheet, choose “Save as” and then CSV")
	}
	if !utf8.Valid(content) {
		content = fromLatin1(content)
	}
	rows := csv.NewReader(bytes.NewReader(content))
	rows.Comma = separator(content)
	rows.FieldsPerRecord = -1
	rows.TrimLeadingSpace = rows.Comma != '\t'
	reader := &Reader{rows: rows, limits: limits}
	reader.header, err = reader.row()
	if errors.Is(err, io.EOF) {
		return nil, fault.Invalid("", "The file is empty")
	}
	return reader, err
}

// Header is the first row, without the spaces around its cells.
func (r *Reader) Header() []string { return r.header }

// Next is the next row that is not empty, as wide as the header: what is
// missing at its end is empty, what is too much is let go. It is io.EOF at
// the end, and fault.Invalid past the limits.
func (r *Reader) Next() ([]string, error) {
	cells, err := r.row()
	if err != nil {
		return nil, err
	}
	r.read++
	if r.read > r.limits.Rows {
		return nil, fault.Invalid("", "The file has too many rows: at most %d", r.limits.Rows)
	}
	row := make([]string, len(r.header))
	copy(row, cells)
	return row, nil
}

// Line is the line of the file where the row last read begins, to point to
// when something in it is wrong.
func (r *Reader) Line() int {
	line, _ := r.rows.FieldPos(0)
	return line
}

// row is the next that has a cell with something in it.
func (r *Reader) row() ([]string, error) {
	for {
		cells, err := r.rows.Read()
		if errors.Is(err, io.EOF) {
			return nil, io.EOF
		}
		var broken *csv.ParseError
		if errors.As(err, &broken) {
			return nil, fault.Invalid("", "Line %d of the file cannot be read: look for a quotation mark in the wrong place", broken.StartLine).Because(err)
		}
		if err != nil {
			return nil, err
		}
		full := false
		for i, cell := range cells {
			cells[i] = ourOwn(strings.TrimSpace(cell))
			if utf8.RuneCountInString(cell) > r.limits.Cell {
				return nil, fault.Invalid("", "Line %d of the file has a cell that is too long: at most %d characters", r.Line(), r.limits.Cell)
			}
			full = full || cells[i] != ""
		}
		if full {
			return cells, nil
		}
	}
}

// ourOwn takes the apostrophe off again that Write puts before what looks
// like a formula.
func ourOwn(cell string) string {
	if bare, ok := strings.CutPrefix(cell, "'"); ok && safeCell(bare) == cell {
		return bare
	}
	return cell
}

// separator is what the header is cut by: the one that comes up most in the
// first line outside quotation marks.
func separator(content []byte) rune {
	line, _, _ := bytes.Cut(bytes.TrimLeft(content, "\r\n"), []byte("\n"))
	count := map[rune]int{}
	quoted := false
	for _, c := range string(line) {
		if c == '"' {
			quoted = !quoted
		}
		if !quoted {
			count[c]++
		}
	}
	best := ','
	for _, c := range []rune{';', '\t'} {
		if count[c] > count[best] {
			best = c
		}
	}
	return best
}

// fromLatin1 reads each byte as the letter of that number, as older
// spreadsheets write “José”.
func fromLatin1(content []byte) []byte {
	letters := make([]rune, len(content))
	for i, b := range content {
		letters[i] = rune(b)
	}
	return []byte(string(letters))
}
