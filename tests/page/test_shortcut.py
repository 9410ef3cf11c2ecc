"""A starter on the desktop opens the page of its folder, whatever the folder is called."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kccreport.ground.errors import UnwritableFile
from kccreport.page.shortcut import find_desktop, put_on_desktop, starter

ODD = [
    "plain",
    "two words",
    "Tŷ Mawr – adroddiadau",
    "it's",
    "100%",
    "%PATH%",
    "R&D",
    "a;b",
    "$HOME",
    "`id`",
    "(x)",
    "a^b",
    "!x!",
    "a=b,c",
    "-rf",
]
POSIX_ONLY = ['say "so"', "back\\slash", "a|b", "a<b>", "new\nline", "*?"]


def ran_by_cmd(line: str) -> list[str]:
    """The arguments that cmd.exe makes of a line of a command file, and the C library of that.

    Source: how cmd.exe parses (phase 1: %% is %, a lone % would begin a variable; phase 2: within quotes no other letter
    has a meaning), and "Parsing C++ command-line arguments" of Microsoft's documentation, for quotes and backslashes.
    """
    plain, at = "", 0
    while at < len(line):
        if line[at] == "%":
            assert line[at : at + 2] == "%%", "a lone percent sign begins a variable"
            at += 1
        plain += line[at]
        at += 1
    quoted = False
    for letter in plain:
        quoted ^= letter == '"'
        assert quoted or letter not in "&|<>^()", "a letter that means something to cmd.exe stands outside quotes"
    found, argument, quoted, slashes = [], "", False, 0
    for letter in plain + " ":
        if letter == "\\":
            slashes += 1
            continue
        if letter == '"':
            argument += "\\" * (slashes // 2)
            if slashes % 2:
                argument += '"'
            else:
                quoted = not quoted
        else:
            argument += "\\" * slashes
            if letter == " " and not quoted:
                found.append(argument)
                argument = ""
            else:
                argument += letter
        slashes = 0
    return found


def ran_by_desktop(entry: str) -> list[str]:
    """The arguments of a desktop entry's Exec. Source: Desktop Entry Specification 1.5, read backwards."""
    value = next(line for line in entry.split("\n") if line.startswith("Exec=")).removeprefix("Exec=")
    plain, at = "", 0
    while at < len(value):
        if value[at] == "\\":
            at += 1
            plain += {"s": " ", "n": "\n", "t": "\t", "r": "\r", "\\": "\\"}[value[at]]
        else:
            plain += value[at]
        at += 1
    found: list[str] = []
    at = 0
    while at < len(plain):
        assert plain[at] == '"'
        at += 1
        argument = ""
        while plain[at] != '"':
            if plain[at] == "\\":
                at += 1
                assert plain[at] in '\\"`$'
            elif plain[at] == "%":
                at += 1
                assert plain[at] == "%", "a lone percent sign is a field code"
            else:
                assert plain[at] not in "`$"
            argument += plain[at]
            at += 1
        found.append(argument)
        at += 2
    return found


@pytest.mark.parametrize("name", ODD)
def test_on_windows_the_folder_comes_through_whole(name: str) -> None:
    python, folder = rf"C:\Users\{name}\venv\Scripts\python.exe", rf"C:\Users\{name}\{name}"
    made = starter("win32", python, folder)
    assert made.name == "kccreport.cmd"
    lines = made.content.decode("utf-8").split("\r\n")
    assert lines[:2] == ["@echo off", "chcp 65001 >nul"]
    assert ran_by_cmd(lines[3]) == [python, "-P", "-m", "kccreport", "page", folder]


def test_on_windows_a_drive_is_a_folder_too() -> None:
    line = starter("win32", "python.exe", "D:\\").content.decode().split("\r\n")[3]
    assert ran_by_cmd(line)[-1] == "D:\\."


@pytest.mark.parametrize("name", ODD + POSIX_ONLY)
def test_on_macos_the_folder_comes_through_whole(name: str) -> None:
    made = starter("darwin", f"/opt/{name}/python", f"/Users/{name}")
    assert made.name == "kccreport.command"
    first, line = made.content.decode().removesuffix("\n").split("\n", 1)
    assert first == "#!/bin/sh"
    assert shlex.split(line) == ["exec", f"/opt/{name}/python", "-P", "-m", "kccreport", "page", f"/Users/{name}"]


@pytest.mark.parametrize("name", ODD + POSIX_ONLY)
def test_on_linux_the_folder_comes_through_whole(name: str) -> None:
    made = starter("linux", f"/opt/{name}/python", f"/home/{name}")
    assert made.name == "kccreport.desktop"
    assert ran_by_desktop(made.content.decode()) == [
        f"/opt/{name}/python", "-P", "-m", "kccreport", "page", f"/home/{name}",
    ]  # fmt: skip


@pytest.mark.skipif(not shutil.which("sh"), reason="there is no sh here")
def test_a_shell_starts_just_that(tmp_path: Path) -> None:
    """With a program that says its arguments in the place of Python."""
    said = tmp_path / "it's $HOME"
    said.write_text('#!/bin/sh\nfor each in "$@"; do printf "%s\\0" "$each"; done\n')
    said.chmod(0o755)
    folder = "/tmp/" + "".join(POSIX_ONLY + ODD)
    (tmp_path / "start").write_bytes(starter("darwin", str(said), folder).content)
    done = subprocess.run(["sh", str(tmp_path / "start")], capture_output=True, check=True)
    assert done.stdout.decode().split("\0")[:-1] == ["-P", "-m", "kccreport", "page", folder]


def test_it_is_put_on_the_desktop_and_can_be_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "Desktop").mkdir()
    monkeypatch.setattr(Path, "home", staticmethod(lambda: tmp_path))
    monkeypatch.setattr("kccreport.page.shortcut._xdg_desktop", lambda: "")
    path = put_on_desktop(tmp_path)
    assert path.parent == tmp_path / "Desktop"
    assert path.read_bytes() == starter(sys.platform, sys.executable, str(tmp_path.resolve())).content
    assert os.name != "posix" or os.access(path, os.X_OK)
    assert put_on_desktop(tmp_path) == path


def test_the_desktop_is_where_the_system_says(tmp_path: Path) -> None:
    (tmp_path / "Schreibtisch").mkdir()
    (tmp_path / "Desktop").mkdir()
    said = str(tmp_path / "Schreibtisch")
    assert find_desktop("linux", tmp_path, {}, lambda: said) == tmp_path / "Schreibtisch"
    assert (
        find_desktop("linux", tmp_path, {}, lambda: str(tmp_path)) == tmp_path / "Desktop"
    )  # "no desktop" is the home
    assert find_desktop("darwin", tmp_path, {}) == tmp_path / "Desktop"
    (tmp_path / "Desktop").rmdir()
    (tmp_path / "OneDrive" / "Desktop").mkdir(parents=True)
    assert (
        find_desktop("win32", tmp_path, {"OneDrive": str(tmp_path / "OneDrive")}) == tmp_path / "OneDrive" / "Desktop"
    )
    with pytest.raises(UnwritableFile, match="No desktop was found"):
        find_desktop("darwin", tmp_path, {})
