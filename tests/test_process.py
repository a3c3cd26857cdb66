"""What a process that serves asks the system for."""

import platform

from hoi_nghi import process


def test_one_heap_serves_all_threads_where_the_system_has_several() -> None:
    assert process.use_one_heap() == (platform.libc_ver()[0] == "glibc")
