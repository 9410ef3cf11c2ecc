"""What is measured, and how: CPU time, time by the clock and memory of a snippet of Python in a process of its own."""

import os
import subprocess
import sys
import time
from pathlib import Path

from tests import ROOT

# of this process alone: what getrusage gives on Linux includes the process that started it
PEAK_MEMORY = """
def memory():
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
    except OSError:
        pass
    try:
        import resource
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    except ImportError:
        return 0.0  # Windows
"""

# what is compiled stays compiled, as for whoever has installed it
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
BUILD = """
import sys
from kccreport.cli import main
sys.argv[1:1] = ["build"]
try:
    main()
except SystemExit:
    pass
"""
BARE = """
import runpy, sys
sys.argv[0] = "bare"
runpy.run_module("tests.bare", run_name="__main__")
"""


def cpu(code: str, *arguments: str) -> float:
    """Return the CPU time of running a snippet in a fresh Python, in seconds."""
    timing = "\nimport time, sys; sys.stderr.write('CPU %.4f' % time.process_time())"
    run = subprocess.run(
        [sys.executable, "-c", code + timing, *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=ENVIRONMENT,
    )
    return float(run.stderr.rpartition("CPU ")[2])


def cold(code: str, *arguments: str) -> tuple[float, float]:
    """Return the CPU time in seconds and the peak memory in MiB of a snippet in a fresh Python."""
    timing = PEAK_MEMORY + "\nimport sys, time\nsys.stderr.write('COLD %.4f %.1f' % (time.process_time(), memory()))"
    run = subprocess.run(
        [sys.executable, "-c", code + timing, *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=ENVIRONMENT,
    )
    seconds, peak = run.stderr.rpartition("COLD ")[2].split()
    return float(seconds), float(peak)


def watched(code: str, folder: str) -> tuple[float, float, float, str]:
    """Return how long a snippet takes in a fresh Python by the clock and in CPU time, the peak memory of it and its children
    in MiB, and what it prints.
    """
    start, before = time.perf_counter(), os.times()
    with subprocess.Popen(
        [sys.executable, "-c", code, str(ROOT), folder], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:  # fmt: skip
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, memory_of(process.pid))
            time.sleep(0.02)
        wall = time.perf_counter() - start
        printed = process.stdout.read() if process.stdout else ""
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return wall, cpu, peak, ", ".join(printed.split("\n")).strip(", ")


def memory_of(pid: int) -> float:
    """Return the memory of a process and its children, shared pages counted once each; 0 where the system does not say."""
    try:
        with Path(f"/proc/{pid}/smaps_rollup").open() as rollup:
            own = next(int(line.split()[1]) for line in rollup if line.startswith("Pss:")) / 1024
        children = [
            int(child)
            for task in Path(f"/proc/{pid}/task").iterdir()
            for child in (task / "children").read_text().split()
        ]
    except (OSError, StopIteration):
        return 0.0
    return own + sum(memory_of(child) for child in children)
