"""How much memory and time a process may take, where the system can be asked to see to it."""

import contextlib
import os
import sys

MOST_MEMORY = 3 << 30  # bytes of address space, of which Python and PDFium reserve some without using it
_JOB_EXTENDED_LIMITS, _LIMIT_PROCESS_MEMORY = 9, 0x100


def limit(seconds: int) -> None:
    """Bound the memory and the processor time of this process.

    POSIX does by its own limits, of which only the soft ones are lowered, so that a process started from here may set its
    own. On Windows a job object bounds memory, and time is bounded by whoever waits (`page.process`).
    """
    if sys.platform == "win32":
        with contextlib.suppress(OSError, AttributeError):
            _limit_on_windows()
        return
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # late: not there on Windows

        for kind, most in (
            (resource.RLIMIT_AS, MOST_MEMORY),
            (resource.RLIMIT_CPU, seconds),
            (resource.RLIMIT_CORE, 0),
        ):
            hard = resource.getrlimit(kind)[1]
            resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def leave_terminal() -> None:
    """Become the head of a group of processes, so that Ctrl-C is the server's to heed, and all of it can be ended at once."""
    if hasattr(os, "setsid"):
        with contextlib.suppress(OSError):
            os.setsid()


def _limit_on_windows() -> None:
    """Put this process into a job object whose processes may take no more than `MOST_MEMORY` each.

    Source: JOBOBJECT_EXTENDED_LIMIT_INFORMATION in winnt.h.
    """
    if sys.platform != "win32":
        return
    import ctypes

    class Basic(ctypes.Structure):
        _fields_ = [
            ("PerProcessUserTimeLimit", ctypes.c_int64),
            ("PerJobUserTimeLimit", ctypes.c_int64),
            ("LimitFlags", ctypes.c_uint32),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", ctypes.c_uint32),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", ctypes.c_uint32),
            ("SchedulingClass", ctypes.c_uint32),
        ]

    class Extended(ctypes.Structure):
        _fields_ = [
            ("BasicLimitInformation", Basic),
            ("IoInfo", ctypes.c_uint64 * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        ]

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
    wanted = Extended()
    wanted.BasicLimitInformation.LimitFlags = _LIMIT_PROCESS_MEMORY
    wanted.ProcessMemoryLimit = MOST_MEMORY
    kernel.SetInformationJobObject(job, _JOB_EXTENDED_LIMITS, ctypes.byref(wanted), ctypes.sizeof(wanted))
    kernel.AssignProcessToJobObject(job, ctypes.c_void_p(kernel.GetCurrentProcess()))
