"""Look at a file before any reader touches it: what it really is, and whether it is safe to open.

Why: a workbook comes by e-mail from many people. openpyxl hangs, runs out of memory or returns an empty workbook on
files that are easy to make by accident, let alone on purpose. Each refusal here is one sentence for the officer.
"""

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from lxml.etree import LxmlError

from kccreport.ground.errors import UnreadableFile
from kccreport.ground.pattern import pattern
from kccreport.workbook.other_kinds import SAVE_AGAIN, kind_of, kind_of_archive, kind_of_ole, kind_of_package
from kccreport.workbook.package import CONTENT_TYPES, WorkbookPackage, folded

MEBIBYTE = 1 << 20
MOST_BYTES = 30 * MEBIBYTE  # as stored; the workbooks of five real papers are all below 1 MiB
MOST_PARTS = 2_000
MOST_PART_BYTES = 48 * MEBIBYTE  # inflated
MOST_INFLATED_BYTES = 96 * MEBIBYTE
MOST_CELLS = 400_000
MOST_STRINGS = 200_000

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
# what rights management, and so a sensitivity label, leaves in the list of streams; a password leaves none of them
# Source: [MS-OFFCRYPTO] 2.2 (IRMDS: DRMEncryptedDataSpace, DRMEncryptedTransform; DRMContent) and 2.6 (LabelInfo)
_LABEL_MARKS = tuple(name.encode("utf-16-le") for name in ("DRMEncrypted", "DRMTransform", "DRMContent", "LabelInfo"))
_MAIN_TYPES = (
    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    b"application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
    b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    b"application/vnd.ms-excel.template.macroEnabled.main+xml",
)
_DECLARATION = pattern(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_WORKSHEET = pattern(rb"<(?:\w+:)?worksheet[\s>]")
_CELL = pattern(rb"<(?:\w+:)?(?:v|is)[\s>]")  # what a cell holds; one that is only formatted has neither
_STRING = pattern(rb"<(?:\w+:)?si[\s>/]")
CUT_DOWN = (
    "in Excel, press Ctrl+End on each sheet to see how far it reaches, delete the rows below and the columns to the right of "
    "your figures, move sheets and pictures that the paper does not need to another workbook, and save it"
)


_DAMAGE = (
    zipfile.BadZipFile, zlib.error, EOFError, KeyError, LxmlError, OSError, RuntimeError, NotImplementedError, ValueError,
)  # fmt: skip


class Package(NamedTuple):
    """What the look found: how many sheets the workbook says it has, to compare with what a reader returns."""

    sheets: int


def look_at(path: Path) -> Package:
    """Say what the file is, having inflated and scanned every XML part once.

    Raises:
        UnreadableFile: as `looked_through`.
    """
    with looked_through(path) as package:
        return Package(sheets=len(package.sheets))


@contextmanager
def looked_through(path: Path) -> Iterator[WorkbookPackage]:
    """Open a workbook of which every XML part has been inflated and scanned once.

    Raises:
        UnreadableFile: it is missing, not a workbook, encrypted, damaged, too large, or built to harm.
    """
    _refuse_by_name(path)
    _refuse_by_first_bytes(path)
    with ExitStack() as opened:
        try:
            archive = opened.enter_context(zipfile.ZipFile(path))
            _refuse_odd_members(path, archive)
            package = _scan_parts(path, archive)
        except _DAMAGE as fault:
            raise UnreadableFile(f"{path} is damaged and cannot be read as a workbook; {SAVE_AGAIN}.") from fault
        yield package


def _refuse_by_name(path: Path) -> None:
    """Refuse what cannot be a workbook before opening it: opening a pipe would wait for ever."""
    if path.name.startswith("~$"):
        raise UnreadableFile(
            f"{path} is the lock file Excel keeps while a workbook is open; name the workbook, {path.name[2:]}."
        )
    if path.name.startswith("._"):
        raise UnreadableFile(f"{path} is a companion file made by macOS; name the workbook, {path.name[2:]}.")
    try:
        found = path.stat()
    except OSError as fault:
        meant = path.with_name(f"{path.name}.xlsx")
        hint = f" Did you mean {meant}?" if path.name and meant.is_file() else ""
        raise UnreadableFile(f"{path} cannot be opened ({fault.strerror or fault}).{hint}") from fault
    if stat.S_ISDIR(found.st_mode):
        raise UnreadableFile(f"{path} is a folder; name the workbook inside it.")
    if not stat.S_ISREG(found.st_mode):
        raise UnreadableFile(f"{path} is not an ordinary file.")
    if found.st_size == 0:
        raise UnreadableFile(f"{path} is empty (0 bytes); ask its sender for it again.")
    if found.st_size > MOST_BYTES:
        raise UnreadableFile(
            f"{path} is {found.st_size // MEBIBYTE} MiB; a paper's workbook is at most {MOST_BYTES // MEBIBYTE} MiB; {CUT_DOWN}."
        )


def _refuse_by_first_bytes(path: Path) -> None:
    """Refuse other kinds of file whatever their name says."""
    try:
        with path.open("rb") as file:
            start = file.read(512)
            if start.startswith(_OLE):
                everything = start + file.read()
                if any(mark in everything for mark in _LABEL_MARKS):
                    raise UnreadableFile(
                        f"{path} is encrypted by a sensitivity label or by restricted access, not by a password; in Excel, "
                        "choose a label without encryption (Home > Sensitivity) or lift the restriction (File > Info > "
                        "Protect Workbook > Restrict Access), save a copy, and use that."
                    )
                if _ENCRYPTED_PACKAGE in everything:
                    raise UnreadableFile(
                        f"{path} is protected by a password; in Excel, File > Info > Protect Workbook, take it off."
                    )
                raise UnreadableFile(f"{path} is {kind_of_ole(everything)}.")
    except OSError as fault:
        raise UnreadableFile(f"{path} cannot be read ({fault.strerror or fault}).") from fault
    if start.startswith(_ZIP):
        return
    raise UnreadableFile(f"{path} is {kind_of(start)}.")


def _refuse_odd_members(path: Path, archive: zipfile.ZipFile) -> None:
    """Refuse archives whose list of parts does not describe plain, separate, readable parts."""
    members = archive.infolist()
    names = [folded(member.filename) for member in members]
    if folded(CONTENT_TYPES) not in names:
        raise UnreadableFile(f"{path} is {kind_of_archive(archive)}.")
    if len(members) > MOST_PARTS:
        raise UnreadableFile(f"{path} holds {len(members)} parts, far more than a workbook has.")
    if len(set(names)) != len(names):
        raise UnreadableFile(
            f"{path} holds the same part twice, so readers would not agree on its figures; {SAVE_AGAIN}."
        )
    if any(member.flag_bits & 0x1 for member in members):
        raise UnreadableFile(f"{path} has encrypted parts; take its password off in Excel and save it again.")
    if sum(member.file_size for member in members) > MOST_INFLATED_BYTES:
        raise UnreadableFile(f"{path} would unpack to more than {MOST_INFLATED_BYTES // MEBIBYTE} MiB; {CUT_DOWN}.")
    end = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.header_offset < end:
            raise UnreadableFile(f"{path} has parts that overlap, which no spreadsheet program writes.")
        end = member.header_offset + 30 + len(member.orig_filename.encode()) + member.compress_size


def _scan_parts(path: Path, archive: zipfile.ZipFile) -> WorkbookPackage:
    """Inflate each XML part under a limit and look for what a reader should never meet; find the sheets."""
    inflated = cells = strings = 0
    types = b""
    for member in archive.infolist():
        name = folded(member.filename)
        with archive.open(member) as part:
            start = part.read(64)
            if not name.endswith((".xml", ".rels", ".vml")) and not start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(
                b"<"
            ):
                continue
            content = start + part.read(MOST_PART_BYTES + 1 - len(start))
        inflated += len(content)
        if len(content) > MOST_PART_BYTES or inflated > MOST_INFLATED_BYTES:
            raise UnreadableFile(
                f"{path} unpacks to far more than a paper's workbook would; it may be a zip bomb. If you know its sender, "
                f"{CUT_DOWN}."
            )
        if content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in content[:64]:
            raise UnreadableFile(f"{path} is written in an unusual encoding; {SAVE_AGAIN}.")
        if _DECLARATION.search(content):
            raise UnreadableFile(f"{path} holds a document type declaration, which no workbook needs; {SAVE_AGAIN}.")
        if name == folded(CONTENT_TYPES):
            types = content
        elif _WORKSHEET.search(content, 0, 2_000):
            cells += len(_CELL.findall(content))
        elif name.endswith("sharedstrings.xml"):
            strings = len(_STRING.findall(content))
    if not any(main in types for main in _MAIN_TYPES):
        raise UnreadableFile(f"{path} is {kind_of_package(types)}.")
    if cells > MOST_CELLS or strings > MOST_STRINGS:
        what, found, most = ("cells", cells, MOST_CELLS) if cells > MOST_CELLS else ("texts", strings, MOST_STRINGS)
        raise UnreadableFile(
            f"{path} holds {found:,} {what} that are filled in; a paper's workbook has at most {most:,} {what}; {CUT_DOWN}."
        )
    package = WorkbookPackage(archive)
    package.sheets  # noqa: B018 - a main part that cannot be read is damage, and is said here
    return package
