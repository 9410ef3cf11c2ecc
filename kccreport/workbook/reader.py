"""Open a workbook, or say why it is not one.

openpyxl's own read-only mode trusts the size a sheet declares, drops rows that are stored out of order, pads a gap of
a million rows, and gives either formulas or values. Its parser (`WorkSheetParser`) has none of these faults, so we
take rows from the parser: each sheet is read once, whole, in whatever order it is stored.
"""

import contextlib
import io
import lzma
import warnings
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

import openpyxl
from lxml.etree import LxmlError
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import VALUE_TAG
from openpyxl.xml.functions import iterparse

from kccreport.ground.errors import UnreadableFile
from kccreport.workbook.package import UsualArchive, WorkbookPackage
from kccreport.workbook.preflight import SAVE_AGAIN, look_at
from kccreport.workbook.sheet import Sheet, TooLong, read_sheet
from kccreport.workbook.visibility import struck_words

# everything that openpyxl was seen to raise on damaged and hostile files; nothing of ours runs inside that block
_READING_FAULTS = (
    AttributeError,
    ArithmeticError,
    IndexError,
    InvalidFileException,
    KeyError,
    LxmlError,
    MemoryError,
    NotImplementedError,
    OSError,
    ParseError,
    RecursionError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    lzma.LZMAError,
    zipfile.BadZipFile,
    zlib.error,
)
_TEXT_TAG = VALUE_TAG.replace("}v", "}si")


@dataclass(frozen=True, slots=True)
class Workbook:
    """Every sheet of a workbook, in its order."""

    path: Path
    sheets: tuple[Sheet, ...] = field(default=())


def open_workbook(path: str | Path) -> Workbook:
    """Return every cell of a workbook: stored values, number formats, and which cells are formulas.

    Raises:
        UnreadableFile: the file is missing, is not an .xlsx workbook, or is unsafe to open.
    """
    path = Path(path)
    look_at(path)
    if not openpyxl.DEFUSEDXML:
        raise UnreadableFile("The package defusedxml is switched off or missing, so workbooks cannot be opened safely.")
    try:
        # openpyxl prints on damaged styles, which would spoil what --json writes
        with (
            path.open("rb") as file,
            zipfile.ZipFile(file) as archive,
            warnings.catch_warnings(),
            contextlib.redirect_stdout(io.StringIO()),
        ):
            warnings.simplefilter("ignore")  # openpyxl warns of features it leaves out; we read only cells
            package = WorkbookPackage(archive)
            missing = [sheet for sheet in package.sheets if not sheet.part]
            if missing:
                raise UnreadableFile(
                    f"{path} names {len(package.sheets)} sheets but only {len(package.sheets) - len(missing)} can be found "
                    f"in it; {SAVE_AGAIN}."
                )
            book = _Loader(package).load()
            texts = _struck_texts(package)
            sheets = tuple(read_sheet(sheet, book, texts) for sheet in book.worksheets)
    except TooLong as fault:
        raise UnreadableFile(f"{path} {fault}.") from fault
    except _READING_FAULTS as fault:
        raise UnreadableFile(f"{path} is damaged and cannot be read as a workbook; {SAVE_AGAIN}.") from fault
    return Workbook(path, sheets)


class _Loader(ExcelReader):
    """Openpyxl's reader, given the parts where they are, and asked only for what cells need."""

    def __init__(self, package: WorkbookPackage) -> None:
        self.archive: Any = UsualArchive(package)
        self.valid_files = self.archive.namelist()
        self.read_only = self.data_only = True
        self.keep_vba = self.keep_links = self.rich_text = False
        self.shared_strings = []

    def load(self) -> Any:
        """Return the workbook with its styles and texts; its sheets are not read yet."""
        self.read_manifest()
        self.read_strings()
        self.read_workbook()
        apply_stylesheet(self.archive, self.wb)
        book: Any = self.wb
        for sheet, relation in self.parser.find_sheets():
            if relation.target in self.valid_files:
                book._sheets.append(_UnreadSheet(book, sheet.name, relation.target, self.shared_strings))
                book._sheets[-1].sheet_state = sheet.state
        return book


class _UnreadSheet(ReadOnlyWorksheet):
    """A sheet that is not read yet, not even for the size it declares, which nobody here asks for."""

    def _get_size(self) -> None:
        return


def _struck_texts(package: WorkbookPackage) -> dict[int, Element]:
    """Return the shared texts with words struck out, by their number; most workbooks have none."""
    found: dict[int, Element] = {}
    for part in package.related(package.main, "sharedStrings"):
        with package.opened(part) as source:
            content = source.read()
        if b"strike" in content:
            texts = (element for _, element in iterparse(io.BytesIO(content)) if element.tag == _TEXT_TAG)
            found = {number: text for number, text in enumerate(texts) if struck_words(text, is_cell_struck=True)}
    return found
