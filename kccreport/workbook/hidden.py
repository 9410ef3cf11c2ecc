"""What a workbook holds that nobody sees on its sheets, and that would leave with the file if it were published.

Source: data were published in hidden rows, sheets and pivot caches by Islington (2012), Hammersmith and Fulham (2023)
and others; the Information Commissioner names these places.
"""

import io
import re
import zipfile
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from kccreport.ground.pattern import pattern
from kccreport.ground.problem import Problem, warning
from kccreport.workbook.package import WorkbookPackage, parse
from kccreport.workbook.unseen.looks import looks_of
from kccreport.workbook.unseen.parts import hidden_parts
from kccreport.workbook.unseen.people import named_people
from kccreport.workbook.unseen.sheets import hidden_on_sheet
from kccreport.workbook.unseen.thing import UNREADABLE, WORKBOOK, Hidden

# another workbook's sheet, as Excel writes it with its number or its name, or an address; [2019] alone is a table's column
_OUTSIDE = pattern(r"(?:^|[=(,'+\-*/&\s])\[\d+\][^\[\]!]*!|\[[^\]]+\.xl\w+\]|https?://|file:|\\\\", re.IGNORECASE)


def hidden_data(workbook: Path, known_notes: Collection[str] | None = None) -> tuple[Problem, ...]:
    """Return a warning for each thing that would leave with the workbook unseen; for `known_notes` see `hidden_things`."""
    return tuple(
        warning("hidden-data", found.where, f"{found.what}; it would be published with the workbook.", found.remedy)
        for found in hidden_things(workbook.read_bytes(), known_notes)
    )


def hidden_things(content: bytes, known_notes: Collection[str] | None = None) -> Iterator[Hidden]:
    """Yield everything hidden in a workbook: sheets, rows, columns, words, notes, people, caches, links, objects.

    `known_notes` are the texts of the notes on our own headings: a program that saves them again may drop their author.
    Without them every note that names nobody is taken for one of ours.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from dict.fromkeys(_found(WorkbookPackage(archive), known_notes))
    except etree.XMLSyntaxError:
        yield UNREADABLE


def _found(package: WorkbookPackage, known_notes: Collection[str] | None) -> Iterator[Hidden]:
    looks, blank_texts = looks_of(package), _blank_texts(package)
    for sheet in package.sheets:
        yield from hidden_on_sheet(sheet, package, looks, blank_texts)
    yield from _names(package.book)
    yield from named_people(package, known_notes)
    yield from hidden_parts(package)


def _blank_texts(package: WorkbookPackage) -> set[str]:
    """Return the numbers of the shared texts that hold nothing but space."""
    for part in package.related(package.main, "sharedStrings"):
        texts = parse(package.read(part)).iter("{*}si")
        return {str(number) for number, text in enumerate(texts) if not "".join(text.itertext()).strip()}
    return set()


def _names(book: Any) -> Iterator[Hidden]:
    for name in book.iter("{*}definedName"):
        text = "".join(name.itertext())
        if _OUTSIDE.search(text):
            what = f"the name {name.get('name')} points outside: {text[:60]}"
        elif name.get("hidden") in ("1", "true") and not str(name.get("name")).startswith("_xlnm."):
            what = f"the name {name.get('name')} is hidden"
        else:
            continue
        yield Hidden(WORKBOOK, what, "delete it in the Name Manager")
