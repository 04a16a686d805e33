"""What a process that opens foreign files may use of memory and processor time, set by itself before it opens one."""

from __future__ import annotations

import sys
from typing import Final

MEMORY_BYTES: Final = 256 * 1024 * 1024
"""Data that the process may hold; a 300-row catalogue takes a tenth of it."""
OUTPUT_BYTES: Final = 32 * 1024 * 1024

_ENDED_BY_WINDOWS: Final = 1816
"""ERROR_NOT_ENOUGH_QUOTA: the exit code of a process that used up the time of its job object."""
_TICKS_PER_SECOND: Final = 10_000_000
"""Windows counts processor time in units of 100 ns."""


def limit_resources(processor_seconds: int) -> None:
    """Bound this process where the system can (Linux and Windows); for good, and for what it starts too.

    A parser in C that does not come back is ended by the system: `ran_out_of_time` knows it by the exit code.
    """
    if sys.platform == "linux":
        _limit_by_resource(processor_seconds)
    elif sys.platform == "win32":
        _limit_by_job(processor_seconds)


def ran_out_of_time(exit_code: int) -> bool:
    """Whether a process ended with this code because its processor time was used up."""
    if sys.platform == "win32":
        return exit_code == _ENDED_BY_WINDOWS
    import signal

    return exit_code == -signal.SIGXCPU


if sys.platform != "win32":

    def _limit_by_resource(processor_seconds: int) -> None:
        import resource

        for what, limit in (
            (resource.RLIMIT_DATA, MEMORY_BYTES),
            (resource.RLIMIT_CPU, processor_seconds),
            (resource.RLIMIT_FSIZE, 2 * OUTPUT_BYTES),
            (resource.RLIMIT_CORE, 0),
        ):
            _, hard = resource.getrlimit(what)
            lower = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
            hardest = lower + 1 if what == resource.RLIMIT_CPU and hard == resource.RLIM_INFINITY else lower
            resource.setrlimit(what, (lower, hardest))

else:

    def _limit_by_job(processor_seconds: int) -> None:
        """Put the process into a job object with limits (Windows 8 and later allow one inside another).

        Source: «JOBOBJECT_EXTENDED_LIMIT_INFORMATION» of Microsoft's reference; 2 is
        JOB_OBJECT_LIMIT_PROCESS_TIME, 0x100 JOB_OBJECT_LIMIT_PROCESS_MEMORY, 0x400
        JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION (no dialog of Windows about a crash).
        """
        import ctypes
        from ctypes import wintypes

        class Basic(ctypes.Structure):
            _fields_ = (
                ("process_time", ctypes.c_int64),
                ("job_time", ctypes.c_int64),
                ("flags", wintypes.DWORD),
                ("least_set", ctypes.c_size_t),
                ("largest_set", ctypes.c_size_t),
                ("processes", wintypes.DWORD),
                ("affinity", ctypes.c_size_t),
                ("priority", wintypes.DWORD),
                ("scheduling", wintypes.DWORD),
            )

        class Extended(ctypes.Structure):
            _fields_ = (
                ("basic", Basic),
                ("counters", ctypes.c_uint64 * 6),
                ("process_memory", ctypes.c_size_t),
                ("job_memory", ctypes.c_size_t),
                ("peak_process_memory", ctypes.c_size_t),
                ("peak_job_memory", ctypes.c_size_t),
            )

        extended_limits = 9
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD)
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        limits = Extended(process_memory=MEMORY_BYTES)
        limits.basic.process_time = processor_seconds * _TICKS_PER_SECOND
        limits.basic.flags = 0x2 | 0x100 | 0x400
        job = kernel.CreateJobObjectW(None, None)
        kernel.SetInformationJobObject(job, extended_limits, ctypes.byref(limits), ctypes.sizeof(limits))
        kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())
