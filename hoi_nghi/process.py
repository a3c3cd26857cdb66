"""→ what this process costs: memory, processor time, open files; what the system holds for it."""

import ctypes
import os
import socket
import struct
import time
from contextlib import suppress
from pathlib import Path

MOST_FILES = 4096
"""Files that a server opens at the most: three a connection, and its own."""

_MOST_HEAPS = -8
"""M_ARENA_MAX of malloc.h."""
_SELF = Path("/proc/self")
_began = time.time()


def begin() -> None:
    """This process serves from now on: one that was forked did not begin when the other did."""
    global _began
    _began = time.time()


def use_one_heap() -> bool:
    """Let all threads of this process take memory from one heap; whether the system does so.

    The C library of most Linux systems gives each thread its own, up to eight a processor, and none
    gives back what another could use (decision 50 has what that saves). Mostly one thread of Python
    runs at a time, so that they seldom wait for each other. Call it before there are others.
    """
    with suppress(OSError, AttributeError, TypeError):  # another C library; Windows
        return bool(ctypes.CDLL(None).mallopt(_MOST_HEAPS, 1))
    return False


def numbers() -> dict[str, float]:
    """Name → number; where the system does not tell one, it is left out."""
    found = {"process_start_time_seconds": _began, "process_cpu_seconds": time.process_time()}
    with suppress(OSError, ValueError, IndexError, AttributeError):  # no /proc, no sysconf
        pages = int((_SELF / "statm").read_text().split()[1])
        found["process_resident_memory_bytes"] = float(pages * os.sysconf("SC_PAGE_SIZE"))
    with suppress(OSError):
        found["process_open_fds"] = float(sum(1 for _ in (_SELF / "fd").iterdir()))
    return found


def raise_file_limit() -> int:
    """Let this process have MOST_FILES open where the system does, for it begins with fewer than a
    thousand readers need. → how many it may have open from now on."""
    try:
        import resource
    except ImportError:  # Windows allows more than we use
        return MOST_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    unlimited = resource.RLIM_INFINITY
    wanted = MOST_FILES if hard == unlimited else min(hard, MOST_FILES)
    if soft != unlimited and soft < wanted:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            return wanted
    return MOST_FILES if soft == unlimited else soft


def held_by_system(connection: socket.socket) -> int:
    """Bytes that were sent and did not reach the other end yet; 0 if the system does not tell."""
    try:
        import fcntl
        import termios

        return int(struct.unpack("i", fcntl.ioctl(connection, termios.TIOCOUTQ, bytes(4)))[0])
    except (ImportError, OSError, ValueError):  # Windows; a socket that is closed
        return 0
