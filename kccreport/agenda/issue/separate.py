"""The papers of an issue as files of their own, in a ZIP with a list of them, for a committee system to take in."""

import csv
import hashlib
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_HEADINGS = ("file", "item", "title", "public", "pages", "bytes", "sha256")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a ZIP can hold: the same papers make the same bytes


@dataclass(frozen=True, slots=True)
class Separate:
    """One paper in a file of its own."""

    path: Path
    item: str
    title: str
    is_public: bool
    pages: int


def file_name(item: str, label: str, taken: Sequence[str] = ()) -> str:
    """Return the name of a paper's file, which says nothing but its place: item-07.pdf, item-07-appendix-a.pdf.

    >>> file_name("7", "A"), file_name("10/2", "", ["item-10-2.pdf"])
    ('item-07-appendix-a.pdf', 'item-10-2-2.pdf')
    """
    number = f"{int(item):02}" if item.isascii() and item.isdigit() else _plain(item)
    stem = f"item-{number}{f'-appendix-{_plain(label)}' if label else ''}"
    names = (f"{stem}{f'-{again}' if again > 1 else ''}.pdf" for again in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def _plain(text: str) -> str:
    kept = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in text.casefold())
    return "-".join(kept.split())[:40] or "x"


def manifest(papers: Sequence[Separate]) -> str:
    """Return the list of papers as CSV; text that a spreadsheet would take for a formula begins with an apostrophe."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(_HEADINGS)
    for paper in papers:
        content = paper.path.read_bytes()
        public = "yes" if paper.is_public else "no"
        writer.writerow(
            [paper.path.name, _safe(paper.item), _safe(paper.title), public, paper.pages, len(content), _hash(content)]
        )
    return written.getvalue()


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def write_zip(path: Path, papers: Sequence[Separate]) -> None:
    """Write papers and their list, manifest.csv, to a ZIP. The same papers give the same bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_entry("manifest.csv"), manifest(papers).encode("utf-8-sig"))
        for paper in papers:
            archive.writestr(_entry(paper.path.name), paper.path.read_bytes())


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
    return entry
