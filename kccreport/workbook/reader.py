"""Open a workbook, or say why it is not one.

Sheets are read by a parser of our own (`workbook.stored`): openpyxl's read-only mode trusts the size a sheet declares,
drops rows that are stored out of order, pads a gap of a million rows, gives either formulas or values, and takes longer
to import than a paper takes to make. The tests hold what is read here against openpyxl.
"""

import lzma
import zipfile
import zlib
from datetime import datetime
from pathlib import Path

from lxml.etree import LxmlError
from msgspec import Struct, field

from kccreport.ground.errors import UnreadableFile
from kccreport.workbook.other_kinds import SAVE_AGAIN
from kccreport.workbook.package import WorkbookPackage
from kccreport.workbook.preflight import looked_through
from kccreport.workbook.serial import EPOCH_1900, EPOCH_1904
from kccreport.workbook.sheet import Book, Sheet, TooLong, read_sheet
from kccreport.workbook.stored import SharedTexts
from kccreport.workbook.styles import styles_of

# what damaged and hostile files raise within: zipfile, zlib, lxml, and numbers or places that are none
_READING_FAULTS = (
    ArithmeticError,
    EOFError,
    IndexError,
    KeyError,
    LxmlError,
    MemoryError,
    NotImplementedError,
    OSError,
    RuntimeError,
    SyntaxError,
    ValueError,
    lzma.LZMAError,
    zipfile.BadZipFile,
    zlib.error,
)


class Workbook(Struct, frozen=True):
    """Every sheet of a workbook, in its order."""

    path: Path
    sheets: tuple[Sheet, ...] = field(default=())


def open_workbook(path: str | Path) -> Workbook:
    """Return every cell of a workbook: stored values, number formats, and which cells are formulas.

    Raises:
        UnreadableFile: the file is missing, is not an .xlsx workbook, or is unsafe to open.
    """
    path = Path(path)
    try:
        with looked_through(path) as package:
            missing = [sheet for sheet in package.sheets if not sheet.part]
            if missing:
                raise UnreadableFile(
                    f"{path} names {len(package.sheets)} sheets but only {len(package.sheets) - len(missing)} can be found "
                    f"in it; {SAVE_AGAIN}."
                )
            book = Book(styles_of(package), SharedTexts(package), _epoch(package))
            sheets = tuple(read_sheet(sheet, package, book) for sheet in package.sheets if sheet.is_worksheet)
    except TooLong as fault:
        raise UnreadableFile(f"{path} {fault}.") from fault
    except _READING_FAULTS as fault:
        raise UnreadableFile(f"{path} is damaged and cannot be read as a workbook; {SAVE_AGAIN}.") from fault
    return Workbook(path, sheets)


def _epoch(package: WorkbookPackage) -> datetime:
    is_1904 = any(each.get("date1904") in ("1", "true") for each in package.book.iter("{*}workbookPr"))
    return EPOCH_1904 if is_1904 else EPOCH_1900
