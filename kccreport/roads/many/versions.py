"""What decides the bytes of a paper besides its files: the versions here, and how those elsewhere differ."""

import hashlib
import sys
import zlib
from collections.abc import Mapping
from functools import cache
from importlib import metadata
from pathlib import Path

import kccreport
from kccreport.layout.reader import layout_files

# what reads, words, draws or packs; of the others no release has yet changed a paper
LIBRARIES = (
    "reportlab",
    "rl_accel",
    "openpyxl",
    "lxml",
    "pydantic",
    "pandas",
    "markdown-it-py",
    "num2words",
    "pillow",
    "resvg-py",
    "deflate",
)


@cache
def here() -> dict[str, str]:
    """Return the versions of what decides bytes on this machine, by name, kccreport first.

    That of kccreport has a few letters more, which say whether its files are the same, so that two checkouts are told apart.
    """
    found = {"kccreport": f"{kccreport.__version__} ({_fingerprint()})"}
    found["Python"] = f"{sys.version_info.major}.{sys.version_info.minor}"
    found["zlib"] = zlib.ZLIB_RUNTIME_VERSION
    for name in LIBRARIES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "none"
    return found


def _fingerprint() -> str:
    """Return a few letters that only the same package has: of its files, and of the layouts that ship with it."""
    package = Path(kccreport.__file__).parent
    files = {path.relative_to(package).as_posix(): path for path in package.rglob("*") if path.is_file()}
    marks = [
        f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}"
        for name, path in files.items()
        if "__pycache__" not in name and not name.startswith("layouts/")
    ]
    marks += [f"{name} {hashlib.sha256(file.read_bytes()).hexdigest()}" for name, file in layout_files().items()]
    return hashlib.sha256("\n".join(sorted(marks)).encode()).hexdigest()[:8]


def difference(theirs: Mapping[str, str], ours: Mapping[str, str]) -> str:
    """Return how versions elsewhere differ from those here, as the end of a sentence; "" where they do not.

    >>> difference({"Python": "3.12", "reportlab": "5.1.0"}, {"Python": "3.11", "reportlab": "5.1.0"})
    'Python 3.12, not 3.11'
    """
    found = [f"{name} {theirs.get(name, 'none')}, not {version}" for name, version in ours.items()]
    return " and ".join(said for said, name in zip(found, ours, strict=True) if theirs.get(name) != ours[name])
