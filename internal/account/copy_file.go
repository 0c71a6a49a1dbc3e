package account

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"collaboratory/internal/csv"
	"collaboratory/internal/i18n"
)

// zipped is the one file: each table that says something, for programs and for a spreadsheet, the photo, and a word on how
// to read it all.
func zipped(ctx context.Context, raw []string, photo []byte, at time.Time) ([]byte, error) {
	var out bytes.Buffer
	z := &packer{zip: zip.NewWriter(&out), at: at}
	z.put("read-me.txt", func(w io.Writer) error {
		_, err := io.WriteString(w, readMe(ctx, at))
		return err
	})
	if photo != nil {
		z.put("photo.jpg", func(w io.Writer) error { _, err := w.Write(photo); return err })
	}
	for i, r := range records {
		z.table(r.table, raw[i])
	}
	if z.err != nil {
		return nil, fmt.Errorf("packing the copy of a person’s records: %w", z.err)
	}
	err := z.zip.Close()
	return out.Bytes(), err
}

// packer writes files until one fails.
type packer struct {
	zip *zip.Writer
	at  time.Time
	err error
}

func (z *packer) put(name string, write func(io.Writer) error) {
	if z.err != nil {
		return
	}
	var w io.Writer
	if w, z.err = z.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: z.at}); z.err == nil {
		z.err = write(w)
	}
}

// keyLinks are links in letters that act in the name of whoever holds them; the file may lie about for years.
var keyLinks = regexp.MustCompile(`/(a|account|calendar|i|sign-in|unsubscribe)/[\w.-]{20,}`)

// table writes the rows of one table twice; one without rows is left out.
func (z *packer) table(name, raw string) {
	var rows []map[string]any
	d := json.NewDecoder(strings.NewReader(keyLinks.ReplaceAllString(raw, "/$1/…")))
	d.UseNumber()
	if err := d.Decode(&rows); err != nil && z.err == nil {
		z.err = fmt.Errorf("reading %s: %w", name, err)
	}
	if len(rows) == 0 {
		return
	}
	z.put("json/"+name+".json", func(w io.Writer) error {
		e := json.NewEncoder(w)
		e.SetIndent("", " ")
		return e.Encode(rows)
	})
	z.put("csv/"+name+".csv", func(w io.Writer) error {
		header := columnsOf(rows)
		lines := make([][]string, len(rows))
		for i, row := range rows {
			lines[i] = cells(header, row)
		}
		return csv.Write(w, header, lines)
	})
}

// columnsOf are the names of all columns, in the order of the alphabet.
func columnsOf(rows []map[string]any) []string {
	all := map[string]bool{}
	for _, row := range rows {
		for name := range row {
			all[name] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

func cells(header []string, row map[string]any) []string {
	all := make([]string, len(header))
	for i, name := range header {
		all[i] = cell(row[name])
	}
	return all
}

func cell(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return v
	case []any:
		parts := make([]string, len(v))
		for i, part := range v {
			parts[i] = cell(part)
		}
		return strings.Join(parts, "; ")
	case map[string]any:
		text, _ := json.Marshal(v) // what was read as JSON can be written as JSON
		return string(text)
	}
	return fmt.Sprint(value)
}

func readMe(ctx context.Context, at time.Time) string {
	return strings.Join([]string{
		i18n.T(ctx, "All that is kept about you, as of %s (UTC).", i18n.WhenYear(ctx, at.UTC())),
		i18n.T(ctx, "Each file is one kind of record, named as it is named inside. Those under csv open in a spreadsheet; those under json hold the same for programs."),
		i18n.T(ctx, "What belongs to somebody else, and you only did something with, is there as a number and an hour."),
		i18n.T(ctx, "Keys, passwords of machines and what is worked out from other records are left out."),
	}, "\r\n\r\n") + "\r\n"
}
