"""A starter on the desktop: a file that opens the page of one folder when it is double-clicked."""

import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kccreport.ground.errors import UnwritableFile
from kccreport.ground.files import write_whole

_NAME = "kccreport"
_EXECUTABLE = 0o755


@dataclass(frozen=True, slots=True)
class Starter:
    """A starter for one kind of system: the name of its file, and what stands in it."""

    name: str
    content: bytes


def starter(system: str, python: str, folder: str) -> Starter:
    """Return the starter of a system, as `sys.platform` names it, for a Python and a folder given by whole paths.

    The folder may have any name the system allows: spaces, accents, quotes, percent signs, ampersands.
    """
    if system == "win32":
        return Starter(f"{_NAME}.cmd", _windows(python, folder))
    if system == "darwin":
        return Starter(f"{_NAME}.command", _shell(python, folder))
    return Starter(f"{_NAME}.desktop", _linux(python, folder))


def _windows(python: str, folder: str) -> bytes:
    """Return a command file. Its own name and folder play no part, and nothing of the paths is a command.

    Within quotes cmd.exe gives only the percent sign a meaning, which is doubled; a quote cannot be in a path. The file is
    UTF-8, which the first line switches the window to, and `-P` keeps modules that lie in the folder out of Python.
    """
    line = f'"{_doubled(python)}" -P -m kccreport page "{_doubled(_plain(folder))}"'
    lines = ["@echo off", "chcp 65001 >nul", "title kccreport", line, "if errorlevel 1 pause"]
    return ("\r\n".join(lines) + "\r\n").encode()


def _plain(folder: str) -> str:
    """Return a folder without a backslash at its end, which would take the quote after it for a letter."""
    return folder.rstrip("\\") + ("\\." if folder.endswith(":\\") else "")


def _doubled(path: str) -> str:
    return path.replace("%", "%%")


def _shell(python: str, folder: str) -> bytes:
    line = shlex.join([python, "-P", "-m", "kccreport", "page", folder])
    return f"#!/bin/sh\nexec {line}\n".encode("utf-8", "surrogateescape")


def _linux(python: str, folder: str) -> bytes:
    """Return a desktop entry.

    Source: Desktop Entry Specification 1.5, "The Exec key" and "Possible value types": an argument is quoted, with a
    backslash before quotes, backticks, dollars and backslashes; a percent sign is doubled; then every backslash of the whole
    value is doubled, and line ends are written as \\n.
    """
    arguments = " ".join(_quoted(each) for each in (python, "-P", "-m", "kccreport", "page", folder))
    escaped = arguments.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
    lines = [
        "[Desktop Entry]", "Type=Application", "Version=1.5", "Name=kccreport",
        "Comment=Committee papers and agenda packs", f"Exec={escaped}", "Terminal=true", "Categories=Office;",
    ]  # fmt: skip
    return ("\n".join(lines) + "\n").encode("utf-8", "surrogateescape")


def _quoted(argument: str) -> str:
    for letter in ("\\", '"', "`", "$"):
        argument = argument.replace(letter, f"\\{letter}")
    return '"' + argument.replace("%", "%%") + '"'


def put_on_desktop(folder: Path, environment: Mapping[str, str] = os.environ) -> Path:
    """Put a starter for a folder on the desktop, and return where it is; one that is there is written anew.

    Raises:
        UnwritableFile: there is no desktop, or it cannot be written to.
    """
    desktop = find_desktop(sys.platform, Path.home(), environment)
    made = starter(sys.platform, sys.executable, str(folder.resolve()))
    path = desktop / made.name
    write_whole(path, made.content)
    if os.name == "posix":
        path.chmod(_EXECUTABLE)
    return path


def find_desktop(
    system: str, home: Path, environment: Mapping[str, str], asked: Callable[[], str] | None = None
) -> Path:
    """Return the folder whose files show on the desktop.

    Windows keeps it in the registry, since OneDrive may have taken it over; Linux says it by `xdg-user-dir`.

    Raises:
        UnwritableFile: there is none.
    """
    found = [home / "Desktop"]
    if system == "win32":
        found = [*_windows_desktops(), *found]
        if "OneDrive" in environment:
            found.append(Path(environment["OneDrive"]) / "Desktop")
    elif system != "darwin":
        said = (asked or _xdg_desktop)()
        found = [*([Path(said)] if said else []), *found]
    for each in found:
        if each.is_dir() and each != home:
            return each
    raise UnwritableFile(f"No desktop was found in {home}; start the page with kccreport page instead.")


def _xdg_desktop() -> str:
    try:
        done = subprocess.run(["xdg-user-dir", "DESKTOP"], capture_output=True, text=True, timeout=5, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip()


def _windows_desktops() -> list[Path]:
    if sys.platform != "win32":
        return []
    import winreg

    key = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
            return [Path(os.path.expandvars(str(winreg.QueryValueEx(opened, "Desktop")[0])))]
    except OSError:
        return []
