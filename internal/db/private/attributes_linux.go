package private

import "syscall"

// endWithParent makes the kernel stop the server when we are killed.
func endWithParent(attr *syscall.SysProcAttr) { attr.Pdeathsig = syscall.SIGINT }
