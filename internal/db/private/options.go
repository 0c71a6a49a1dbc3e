package private

import (
	"fmt"
	"io"
	"path/filepath"
)

// Options says where the server lives and how careful it is.
type Options struct {
	// Dir is the folder of the cluster; DefaultDir() when empty.
	Dir string
	// Durable makes a commit survive a power cut. Without it the server is
	// several times faster and good for tests only.
	Durable bool
	// Log receives what the installers say, and Postgres unless ServerLog
	// takes that; nil is silence.
	Log io.Writer
	// ServerLog receives what Postgres says; Log when nil.
	ServerLog io.Writer
	// MaxConnections is 60 when zero.
	MaxConnections int
}

func (o Options) filled() Options {
	if o.Dir == "" {
		o.Dir = DefaultDir()
	}
	if abs, err := filepath.Abs(o.Dir); err == nil {
		o.Dir = abs
	}
	if o.Log == nil {
		o.Log = io.Discard
	}
	if o.ServerLog == nil {
		o.ServerLog = o.Log
	}
	if o.MaxConnections == 0 {
		o.MaxConnections = 60
	}
	return o
}

func arguments(opts Options, sock string) []string {
	settings := []string{
		"listen_addresses=",
		"unix_socket_directories=" + sock,
		"unix_socket_permissions=0700",
		"port=5432",
		fmt.Sprintf("max_connections=%d", opts.MaxConnections),
		"cluster_name=collaboratory",
		"timezone=UTC",
		"log_timezone=UTC",
		"log_checkpoints=off",
		"jit=off", // compiling costs more than our small queries
	}
	if !opts.Durable {
		settings = append(settings,
			"fsync=off", "synchronous_commit=off", "full_page_writes=off",
			"wal_level=minimal", "max_wal_senders=0", "autovacuum=off",
			"shared_buffers=64MB", "max_wal_size=256MB")
	}
	args := []string{"-D", filepath.Join(opts.Dir, "data")}
	for _, s := range settings {
		args = append(args, "-c", s)
	}
	return args
}
