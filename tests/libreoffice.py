"""LibreOffice, kept open while tests run: it takes seconds to start, and files are converted in a fraction of that.

What keeps it open is a workbook of its own; a second `soffice` with the same profile hands its files to it, and waits.
Were the first to end, the second would do the work by itself.
"""

import atexit
import contextlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import openpyxl

_LOCALE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>en-GB</value></prop></item></oor:items>"""
XLSX = "xlsx:Calc MS Excel 2007 XML"


@cache
def _command() -> tuple[str, ...]:
    """Return how to call the one that is kept open, in British English; it is started here."""
    folder = Path(tempfile.mkdtemp(prefix="libreoffice-"))
    (folder / "profile" / "user").mkdir(parents=True)
    (folder / "profile" / "user" / "registrymodifications.xcu").write_text(_LOCALE, "utf-8")
    openpyxl.Workbook().save(folder / "kept.xlsx")
    command = ("soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore")
    kept = subprocess.Popen([*command, str(folder / "kept.xlsx")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    atexit.register(_end, kept, folder, os.getpid())
    until = time.monotonic() + 60
    while not (folder / ".~lock.kept.xlsx#").exists() and kept.poll() is None and time.monotonic() < until:
        time.sleep(0.1)
    time.sleep(1)  # from when the workbook is locked until it is open: without it, the first to ask would end it
    return command


def _end(kept: "subprocess.Popen[bytes]", folder: Path, process: int) -> None:
    if os.getpid() != process:  # a fork of the one that started it
        return
    kept.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        kept.wait(timeout=20)
    shutil.rmtree(folder, ignore_errors=True)


def converted(to: str, files: Sequence[Path], out: Path) -> list[Path]:
    """Have LibreOffice open files, calculate them, and save them in `out` as something else; returns the new files."""
    before = {path: path.stat().st_mtime_ns for path in out.iterdir()} if out.is_dir() else {}
    command = [*_command(), "--convert-to", to, "--outdir", str(out.absolute())]
    subprocess.run([*command, *(str(path.absolute()) for path in files)], check=True, capture_output=True, timeout=240)
    return sorted(path for path in out.iterdir() if before.get(path) != path.stat().st_mtime_ns)
