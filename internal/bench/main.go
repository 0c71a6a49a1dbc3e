package main

import (
	"context"
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

// settings are the flags.
type settings struct {
	only    string
	rounds  int
	round   time.Duration
	large   bool
	profile string
	keep    bool
	short   bool
}

func (s settings) wants(part string) bool {
	return strings.Contains(","+s.only+",", ","+part+",")
}

func main() {
	if err := part(os.Getenv("BENCH_PART")); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// part is what this process is: the one that measures, or one of the programs that are measured.
func part(name string) error {
	switch name {
	case "ours":
		return runOurs(untilStdinCloses())
	case "bare":
		return runBare(untilStdinCloses())
	}
	var s settings
	flag.StringVar(&s.only, "only", "page,pledge,lists,start", "only these parts; rooms is the load of the live room")
	flag.IntVar(&s.rounds, "rounds", 7, "how often each program is driven")
	flag.DurationVar(&s.round, "round", time.Second, "how long a round lasts")
	flag.BoolVar(&s.large, "large", false, "lists up to 1,000,000 commitments")
	flag.StringVar(&s.profile, "profile", "", "keep CPU profiles of the app in this folder")
	flag.BoolVar(&s.short, "short", false, "rooms: a few promises only")
	flag.BoolVar(&s.keep, "keep", false, "leave the cluster in place")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return measure(ctx, s)
}

// measure runs every part wanted and prints its figures. The error says that some could not be measured.
func measure(ctx context.Context, s settings) error {
	dir, err := os.MkdirTemp(disk(), "collaboratory-bench-")
	if err != nil {
		return err
	}
	if s.keep {
		fmt.Println("the cluster stays in", dir)
	} else {
		defer os.RemoveAll(dir)
	}
	if err := os.Chmod(dir, 0o755); err != nil { // as root, the cluster belongs to another user
		return err
	}
	began := time.Now()
	pg, err := openCluster(ctx, dir, "bench")
	defer pg.stop()
	if err != nil {
		return fmt.Errorf("starting Postgres: %w", err)
	}
	if err := settle(ctx, pg); err != nil {
		return fmt.Errorf("building the town: %w", err)
	}
	out := &sheet{w: os.Stdout}
	measureParts(ctx, pg, out, s)
	out.summary()
	fmt.Printf("%s, %d rounds of %s, %s\n", machine(), s.rounds, s.round, time.Since(began).Round(time.Second))
	if out.blank > 0 {
		return errors.New("not everything could be measured")
	}
	return ctx.Err()
}

// disk is a folder that is not kept in memory, where a flush would cost nothing: /tmp may be.
func disk() string {
	if info, err := os.Stat("/var/tmp"); err == nil && info.IsDir() && os.Getenv("TMPDIR") == "" {
		return "/var/tmp"
	}
	return os.TempDir()
}

func measureParts(ctx context.Context, pg *cluster, out *sheet, s settings) {
	if s.wants("page") || s.wants("pledge") {
		if err := measureServed(ctx, pg, out, s); err != nil {
			out.missing("served", err)
		}
	}
	if s.wants("start") {
		measureStart(ctx, pg, out)
	}
	if s.wants("rooms") {
		if err := measureRooms(ctx, pg, out, s); err != nil {
			out.missing("rooms", err)
		}
	}
	if s.wants("lists") {
		if err := measureLists(ctx, pg, out, s.large); err != nil {
			out.missing("lists", err)
		}
	}
}

var (
	//go:embed names.sql
	namesSQL string
	//go:embed town.sql
	townSQL string
)

// settle fills the database with the town that pages and promises are measured in.
func settle(ctx context.Context, pg *cluster) error {
	for _, sql := range []string{namesSQL, townSQL, `VACUUM ANALYZE`} {
		if err := pg.exec(ctx, sql); err != nil {
			return err
		}
	}
	return nil
}

func machine() string {
	cores := strings.Count(read("/proc/cpuinfo"), "processor\t")
	load, _, _ := strings.Cut(read("/proc/loadavg"), " ")
	return fmt.Sprintf("%d cores, load %s", cores, load)
}

func read(path string) string {
	text, _ := os.ReadFile(path)
	return string(text)
}
