package csv

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"collaboratory/internal/fault"
)

func TestWrite(t *testing.T) {
	var file bytes.Buffer
	rows := [][]string{
		{"Inés Muñoz", `says "yes", twice`},
		{"two\nlines", "=HYPERLINK(\"http://evil.example\")"},
	}
	if err := Write(&file, []string{"Name", "Pledge"}, rows); err != nil {
		t.Fatal(err)
	}
	want := "\ufeffName,Pledge\r\n" +
		"Inés Muñoz,\"says \"\"yes\"\", twice\"\r\n" +
		"\"two\r\nlines\",\"'=HYPERLINK(\"\"http://evil.example\"\")\"\r\n"
	if diff := cmp.Diff(want, file.String()); diff != "" {
		t.Errorf("file (-want +got):\n%s", diff)
	}
	if err := Write(io.Discard, []string{"One"}, rows); err == nil {
		t.Error("wrote rows wider than their header")
	}
}

func TestSafeCell(t *testing.T) {
	for cell, want := range map[string]string{
		"":                 "",
		"Ruth":             "Ruth",
		"a=b":              "a=b",
		"ruth@example.org": "ruth@example.org",
		"-5":               "-5",
		"-5.25":            "-5.25",
		"-":                "'-",
		"-2+3":             "'-2+3",
		"-5.":              "'-5.",
		"=1+1":             "'=1+1",
		"+1 559 555 0100":  "'+1 559 555 0100",
		"@SUM(A1)":         "'@SUM(A1)",
		"\tx":              "'\tx",
		"\r=1":             "'\r=1",
		"\n=1":             "'\n=1",
		"  =1+1":           "'  =1+1",
		"\u00a0=1":         "'\u00a0=1",
		"＝1+1":             "'＝1+1",
		"|cmd":             "'|cmd",
	} {
		if got := safeCell(cell); got != want {
			t.Errorf("safeCell(%q) = %q, want %q", cell, got, want)
		}
	}
}

func TestReaderTakesWhatSpreadsheetsSave(t *testing.T) {
	want := [][]string{{"Name", "Mail"}, {"Inés", "ines@example.org"}, {"Sam", ""}}
	for name, file := range map[string]string{
		"comma":      "Name,Mail\nInés,ines@example.org\nSam\n",
		"mark":       "\ufeffName,Mail\r\nInés,ines@example.org\r\nSam,\r\n",
		"semicolon":  "Name;Mail\r\nInés;ines@example.org\r\nSam;\r\n",
		"tab":        "Name\tMail\nInés\tines@example.org\nSam\t\n",
		"quoted":     "\"Name\",\"Mail\"\n\"Inés\", \"ines@example.org\"\n\"Sam\"\n",
		"empty rows": "\n\nName,Mail\n,\nInés,ines@example.org\n\n,,\nSam\n",
		"wide":       "Name,Mail\nInés,ines@example.org,more,and more\nSam,,x",
		"Latin-1":    "Name;Mail\nIn\xe9s;ines@example.org\nSam;\n",
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(want, readAll(t, file)); diff != "" {
				t.Errorf("table (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWrittenIsReadAlike(t *testing.T) {
	table := [][]string{{"Name", "Phone"}, {"=Ruth", "+1 559 555 0100"}, {"’Tis; \"me\", -", "'quoted'"}}
	var file bytes.Buffer
	if err := Write(&file, table[0], table[1:]); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(table, readAll(t, file.String())); diff != "" {
		t.Errorf("table (-want +got):\n%s", diff)
	}
}

func TestReaderRefuses(t *testing.T) {
	limits := Limits{Rows: 2, Bytes: 100, Cell: 10}
	for name, file := range map[string]string{
		"empty":           "",
		"only rows empty": "\n,,\n\n",
		"too large":       strings.Repeat("a,b\n", 26),
		"too many rows":   "a\n1\n2\n3\n",
		"a long cell":     "a\n12345678901\n",
		"a long header":   "12345678901\n",
		"a spreadsheet":   "PK\x03\x04\x00\x00",
		"an open quote":   "a,b\n\"1,2\n",
		"a loose quote":   "a,b\n1\"2,3\n",
	} {
		t.Run(name, func(t *testing.T) {
			r, err := NewReader(strings.NewReader(file), limits)
			for err == nil {
				_, err = r.Next()
			}
			if !fault.Is(err, fault.KindInvalid) {
				t.Errorf("said %v, want it refused", err)
			}
		})
	}
}

func TestLine(t *testing.T) {
	r, err := NewReader(strings.NewReader("Name\n\nSam\n\"two\nlines\"\nRuth\n"), Usual)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []int{3, 4, 6} {
		if _, err := r.Next(); err != nil || r.Line() != want {
			t.Errorf("line %d, %v; want %d", r.Line(), err, want)
		}
	}
}

// Whatever is written, no cell of the file begins a formula, and reading the
// file gives as many rows back as have something in them.
func FuzzWrite(f *testing.F) {
	for _, cell := range []string{"", "Ruth", "=1", " +1", "\"", "\r\n", "'=1", "\ufeff=1", "-1.5", "a;b\tc"} {
		f.Add(cell, "x")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		var file bytes.Buffer
		if err := Write(&file, []string{"A", "B"}, [][]string{{a, b}}); err != nil {
			t.Fatal(err)
		}
		text := strings.TrimPrefix(file.String(), byteOrderMark)
		rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil || len(rows) != 2 {
			t.Fatalf("%q is no table of two rows: %v", text, err)
		}
		for _, cell := range rows[1] {
			bare := strings.TrimLeft(cell, " \u00a0\ufeff\x00")
			if bare != "" && strings.ContainsAny(bare[:1], "=+-@\t\r") && !isNumber(cell) {
				t.Errorf("%q begins a formula", cell)
			}
		}
	})
}

func FuzzReader(f *testing.F) {
	for _, file := range []string{"", "a,b\n1,2\n", "a;b\n\"1;2", "\ufeffa\tb\n", "\xff\xfe", "a\"b,c\n\"\"\"\n"} {
		f.Add(file)
	}
	f.Fuzz(func(t *testing.T, file string) {
		limits := Limits{Rows: 20, Bytes: 1000, Cell: 50}
		r, err := NewReader(strings.NewReader(file), limits)
		for rows := 0; err == nil; rows++ {
			var row []string
			row, err = r.Next()
			if err == nil && (len(row) != len(r.Header()) || rows >= limits.Rows) {
				t.Fatalf("row %d of %d cells under %d", rows, len(row), len(r.Header()))
			}
		}
		if !errors.Is(err, io.EOF) && !fault.Is(err, fault.KindInvalid) {
			t.Fatalf("said %v", err)
		}
	})
}

// readAll is the header and the rows below it.
func readAll(t *testing.T, file string) [][]string {
	t.Helper()
	r, err := NewReader(strings.NewReader(file), Usual)
	if err != nil {
		t.Fatal(err)
	}
	table := [][]string{r.Header()}
	for {
		row, err := r.Next()
		if errors.Is(err, io.EOF) {
			return table
		}
		if err != nil {
			t.Fatal(err)
		}
		table = append(table, row)
	}
}
