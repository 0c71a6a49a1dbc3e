package private

import (
	"archive/tar"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// unfold unpacks an npm package into dir and makes the links that npm cannot
// carry.
func unfold(tgz, dir string) error {
	f, err := os.Open(tgz)
	if err != nil {
		return err
	}
	defer f.Close()
	zipped, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("reading the package: %w", err)
	}
	if err := unpack(tar.NewReader(zipped), dir); err != nil {
		return fmt.Errorf("unpacking the package: %w", err)
	}
	if err := makeLinks(dir); err != nil {
		return fmt.Errorf("linking the package: %w", err)
	}
	return nil
}

func unpack(files *tar.Reader, dir string) error {
	for {
		header, err := files.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if header.Typeflag != tar.TypeReg {
			continue
		}
		name := strings.TrimPrefix(header.Name, "package/")
		if !filepath.IsLocal(name) {
			return fmt.Errorf("%q leads out of the package", header.Name)
		}
		if err := writeFile(filepath.Join(dir, name), files, programMode(name)); err != nil {
			return err
		}
	}
}

// programMode: npm does not promise to keep the mark of a program.
func programMode(name string) os.FileMode {
	if strings.HasPrefix(name, "native/bin/") || strings.Contains(filepath.Base(name), ".so") {
		return 0o755
	}
	return 0o644
}

func writeFile(path string, from io.Reader, mode os.FileMode) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, mode)
	if err != nil {
		return err
	}
	if _, err := io.Copy(f, from); err != nil {
		_ = f.Close()
		return err
	}
	return f.Close()
}

func makeLinks(dir string) error {
	raw, err := os.ReadFile(filepath.Join(dir, "native", "pg-symlinks.json"))
	if err != nil {
		return err
	}
	var links []struct{ Source, Target string }
	if err := json.Unmarshal(raw, &links); err != nil {
		return err
	}
	for _, l := range links {
		if !filepath.IsLocal(l.Source) || !filepath.IsLocal(l.Target) {
			return fmt.Errorf("%q leads out of the package", l.Target)
		}
		to, err := filepath.Rel(filepath.Dir(l.Target), l.Source)
		if err != nil {
			return err
		}
		if err := os.Symlink(to, filepath.Join(dir, l.Target)); err != nil && !errors.Is(err, os.ErrExist) {
			return err
		}
	}
	return nil
}
