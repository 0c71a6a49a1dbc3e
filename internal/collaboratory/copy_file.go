package collaboratory

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"collaboratory/internal/clock"
	"collaboratory/internal/csv"
	"collaboratory/internal/i18n"
)

// table is a sheet as people read it.
type table struct {
	Key, Title string
	Columns    []string
	Rows       [][]string
}

// zipped is the one file: a page to read, the tables for a spreadsheet, and everything as data.
func zipped(ctx context.Context, club Collaboratory, raw []string, at time.Time) ([]byte, error) {
	tables, err := tablesOf(ctx, club, raw)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	put := func(name string, write func(io.Writer) error) {
		if err == nil {
			var w io.Writer
			if w, err = z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: at}); err == nil {
				err = write(w)
			}
		}
	}
	put("index.html", func(w io.Writer) error {
		return copyPage(copyPageOf(ctx, club, tables, at)).Render(ctx, w)
	})
	put("style.css", func(w io.Writer) error { _, err := io.WriteString(w, copyStyle); return err })
	put("data.json", func(w io.Writer) error { return writeData(w, club, raw, at) })
	for _, t := range tables {
		put(t.Key+".csv", func(w io.Writer) error { return csv.Write(w, t.Columns, t.Rows) })
	}
	if err != nil {
		return nil, fmt.Errorf("packing the copy of a collaboratory: %w", err)
	}
	err = z.Close()
	return out.Bytes(), err
}

func writeData(w io.Writer, club Collaboratory, raw []string, at time.Time) error {
	data := map[string]any{"collaboratory": club.Name, "made_at": at.UTC().Format(time.RFC3339)}
	for i, s := range sheets {
		data[s.key] = json.RawMessage(raw[i])
	}
	e := json.NewEncoder(w)
	e.SetIndent("", " ")
	return e.Encode(data)
}

func tablesOf(ctx context.Context, club Collaboratory, raw []string) ([]table, error) {
	var tables []table
	for i, s := range sheets {
		var rows []map[string]any
		d := json.NewDecoder(strings.NewReader(raw[i]))
		d.UseNumber()
		if err := d.Decode(&rows); err != nil {
			return nil, fmt.Errorf("reading %s for a copy: %w", s.key, err)
		}
		t := table{Key: s.key, Title: i18n.T(ctx, sheetTitles[s.key])}
		for _, column := range s.columns {
			t.Columns = append(t.Columns, i18n.T(ctx, columnWords[column]))
		}
		for _, row := range rows {
			t.Rows = append(t.Rows, cells(s, row, club.Zone))
		}
		tables = append(tables, t)
	}
	return tables, nil
}

func cells(s sheet, row map[string]any, zone string) []string {
	all := make([]string, len(s.columns))
	for i, column := range s.columns {
		if v := row[column]; v != nil {
			all[i] = cell(fmt.Sprint(v), zone)
		}
	}
	return all
}

// cell writes an instant as the hour in town, and leaves everything else as it is.
func cell(text, zone string) string {
	if at, err := time.Parse(time.RFC3339Nano, text); err == nil {
		return at.In(clock.Zone(zone)).Format("2006-01-02 15:04")
	}
	return text
}

// copyStyle is all the page in the file needs to read and print well.
const copyStyle = `body { font: 1rem/1.5 Georgia, serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
h1, h2, th { font-family: system-ui, sans-serif; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { border: 1px solid #999; padding: .25rem .5rem; text-align: left; vertical-align: top; white-space: pre-line; }
tr { break-inside: avoid; }
`
