"""Two hundred papers in one process and in two."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests import ROOT
from tests.bench.measuring import ENVIRONMENT

PAPERS = 200
_SAMPLES = ("committee-2012", "committee-2014", "dashboard-2021", "scrutiny-2012", "district-2026")


def two_jobs_to_half_of_one() -> float:
    """Return how much longer two processes take by the clock than half of the time that one takes: 1 is perfect.

    What no process shares, such as starting and ending, is part of both, as it is for those who wait.
    """
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "workbooks"
        source.mkdir()
        for at in range(PAPERS):
            shutil.copy(ROOT / "inputs" / f"{_SAMPLES[at % len(_SAMPLES)]}.xlsx", source / f"paper-{at:03}.xlsx")
        one, two = (_wall(source, Path(name) / f"out{jobs}", jobs) for jobs in (1, 2))
    print(f"\n{PAPERS} papers: {one:.1f} s with one process, {two:.1f} s with two, of {os.cpu_count()} cores")
    return two / (one / 2)


def _wall(source: Path, out: Path, jobs: int) -> float:
    started = time.perf_counter()
    words = [sys.executable, "-m", "kccreport", "build", str(source), "--out", str(out), "--jobs", str(jobs)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=ROOT, env=ENVIRONMENT)
    wall = time.perf_counter() - started
    if done.returncode != 0 or len(list(out.rglob("*.pdf"))) != PAPERS:
        raise RuntimeError(f"not every paper was made: {done.stderr[-500:]}")
    return wall
