package watch

import "syscall"

// writing asks for a read lease: the kernel grants none while anybody has the
// file open for writing. It is given back at once; who opens the file in
// between waits those microseconds, and the signal that says so is one that Go
// passes over. A lease takes the owner of the file, and a file system that has
// them.
func writing(path string) writer {
	fd, err := syscall.Open(path, syscall.O_RDONLY|syscall.O_NONBLOCK|syscall.O_CLOEXEC, 0)
	switch {
	case err == syscall.EWOULDBLOCK: // another program has a lease and is asked to give it back
		return open
	case err != nil:
		return unknown
	}
	defer syscall.Close(fd)
	switch lease(fd, syscall.F_RDLCK) {
	case 0:
		lease(fd, syscall.F_UNLCK)
		return closed
	case syscall.EAGAIN:
		return open
	}
	return unknown
}

func lease(fd int, kind uintptr) syscall.Errno {
	_, _, errno := syscall.Syscall(syscall.SYS_FCNTL, uintptr(fd), syscall.F_SETLEASE, kind)
	return errno
}
