package csv

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"
)

// byteOrderMark tells Excel that the file is UTF-8, so that accents survive.
const byteOrderMark = "\ufeff"

// Write writes a table: UTF-8 with a mark for Excel, lines ended by CR LF
// (RFC 4180), and no cell that a spreadsheet would run as a formula. It is
// an error of w, or of a row with another number of cells than the header.
func Write(w io.Writer, header []string, rows [][]string) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write(safeRow(header)); err != nil {
		return err
	}
	for _, row := range rows {
		if len(row) != len(header) {
			return fmt.Errorf("a row of %d cells under a header of %d", len(row), len(header))
		}
		if err := out.Write(safeRow(row)); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func safeRow(row []string) []string {
	safe := make([]string, len(row))
	for i, cell := range row {
		safe[i] = safeCell(cell)
	}
	return safe
}

// safeCell puts an apostrophe before what a spreadsheet takes for a formula,
// which makes it text. Spaces before it, and the wide forms of the signs that
// some spreadsheets read alike, do not hide it. A plain number such as -5
// stays a number.
func safeCell(cell string) string {
	const starters = "=+-@\t\r\n|%＝＋－＠"
	if strings.HasPrefix(cell, "\t") || strings.HasPrefix(cell, "\r") || strings.HasPrefix(cell, "\n") {
		return "'" + cell
	}
	trimmed := strings.TrimLeft(cell, " \u00a0\ufeff\x00")
	first := []rune(trimmed + " ")[0]
	if !strings.ContainsRune(starters, first) || isNumber(cell) {
		return cell
	}
	return "'" + cell
}

// isNumber is a minus and digits, with one point at most.
func isNumber(cell string) bool {
	digits, ok := strings.CutPrefix(cell, "-")
	whole, fraction, point := strings.Cut(digits, ".")
	return ok && onlyDigits(whole) && (!point || onlyDigits(fraction))
}

func onlyDigits(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}
