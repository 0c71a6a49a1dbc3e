//go:build !linux

package private

import "syscall"

// endWithParent can do nothing here: the server outlives a kill, and the next
// Start takes it over.
func endWithParent(*syscall.SysProcAttr) {}
