"""The Welsh catalogue against the code: what is said there, and what stands in `cy.po`. `python -m tests.language` mends it."""

import ast
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from gettext import GNUTranslations
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from kccreport.agenda.models import Jurisdiction
from kccreport.layout.reader import layout_files, read_layout
from kccreport.models.alert import Alert
from kccreport.models.measure import Basis, Status
from kccreport.models.period import MONTH_NAMES, WEEKDAY_NAMES
from kccreport.paper.indicator_columns import ACTIVITY_COLUMNS, KPI_COLUMNS, SUMMARY_COLUMNS
from kccreport.paper.spoken_layout import heading_texts
from kccreport.paper.wording import NOT_APPLICABLE, NOT_RATED
from kccreport.rating.spc import Assurance, Variation
from tests import ROOT

PACKAGE = ROOT / "kccreport"
PO, MO = PACKAGE / "language" / "cy.po", PACKAGE / "language" / "cy.mo"
KEYWORDS = {"say": None, "say_many": (1, 2), "say_in": ((1, "c"), 2)}
_CALL = re.compile(rf"\b(?:{'|'.join(KEYWORDS)})\s*\(")
_DAY = datetime(2026, 1, 1, tzinfo=UTC)  # a catalogue is the same bytes whenever it is made
_HEADER = """\
# The Welsh of everything that kccreport prints. No translator has confirmed any of it yet.
# To confirm a message, change what is wrong in it and put a line "# confirmed" above it.
# After a change run python -m tests.language, which makes cy.mo."""


def said() -> Catalog:
    """Return every message of the code, untranslated."""
    catalog = _blank()
    for message, context in _extracted():
        catalog.add(message, context=context)
    for word in dict.fromkeys(listed_words()):
        catalog.add(word, context="word")
    return catalog


@cache
def _speaking() -> tuple[Path, ...]:
    """Return the files of the code that call one of the keywords, whatever with."""
    return tuple(path for path in sorted(PACKAGE.rglob("*.py")) if _CALL.search(path.read_text("utf-8")))


@cache
def _extracted() -> tuple[tuple[Any, str | None], ...]:
    found = (each for path in _speaking() for each in extract_from_file("python", path, keywords=KEYWORDS))
    return tuple((message, context) for _, message, _, context in found)


def listed_words() -> Iterator[str]:
    """Yield what `say_word` may be asked for: closed lists of words, and the headings that layouts give."""
    yield from (*MONTH_NAMES, *WEEKDAY_NAMES)
    yield from (words for where in Jurisdiction for words in where.exempt_paragraphs.values())
    yield from (name[:3] for name in MONTH_NAMES)
    yield from (status.meaning for status in Status)
    for closed in (Variation, Assurance, Basis):
        yield from (str(word) for word in closed)
    yield from (alert.value.capitalize() for alert in Alert)
    yield from (NOT_RATED, NOT_APPLICABLE)
    for columns in (KPI_COLUMNS, ACTIVITY_COLUMNS, SUMMARY_COLUMNS):
        yield from (column.heading for column in columns.values() if isinstance(column.heading, str))
    yield from UNITS
    for name in layout_files(None):
        outcome = read_layout(name, None)
        assert outcome.value is not None
        yield from filter(None, heading_texts(outcome.value))


_UNITS = ("Number", "Days", "Weeks", "Hours", "Minutes", "Seconds")
UNITS = (*_UNITS, *map(str.lower, _UNITS))  # as "Unit" prints them beside an indicator, and charts in their titles


def written() -> Catalog:
    """Return the catalogue as it is kept."""
    if not PO.exists():
        return _blank()
    with PO.open("rb") as file:
        return read_po(file, locale="cy")


def renewed() -> Catalog:
    """Return the catalogue as it should be kept: every message of the code with its Welsh, and none that nobody says."""
    old, new = written(), said()
    for message in new:
        kept = old.get(message.id, message.context) if message.id else None
        if kept is not None:
            message.string, message.user_comments = kept.string, kept.user_comments
    return new


def as_po(catalog: Catalog) -> bytes:
    made = io.BytesIO()
    write_po(made, catalog, width=120, no_location=True, sort_output=True)
    return b"".join(
        line for line in made.getvalue().splitlines(True) if b"Generated-By" not in line and b"EMAIL@" not in line
    )


def as_mo(catalog: Catalog) -> bytes:
    made = io.BytesIO()
    write_mo(made, catalog)
    return made.getvalue()


def kept(catalog: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return every message with its Welsh: what two catalogues are compared by."""
    return {(message.context or "", *_forms(message.id)): _forms(message.string) for message in catalog if message.id}


def compiled() -> GNUTranslations:
    """Return the compiled twin as the product reads it."""
    with MO.open("rb") as file:
        return GNUTranslations(file)


def _forms(words: object) -> tuple[str, ...]:
    return tuple(words) if isinstance(words, tuple | list) else (str(words or ""),)


def computed_messages() -> list[str]:
    """Return the calls whose words are not written out, or stand in an f-string, so that no catalogue could hold them."""
    found = []
    for path in _speaking():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                calls = (inner.func for inner in ast.walk(node) if isinstance(inner, ast.Call))
                if any(isinstance(called, ast.Name) and called.id in KEYWORDS for called in calls):
                    found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
            name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            if isinstance(node, ast.Call) and name in KEYWORDS:
                words = node.args[: {"say": 1}.get(name, 2)]
                if not all(isinstance(word, ast.Constant) for word in words):
                    found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    return found


def _blank() -> Catalog:
    return Catalog(
        locale="cy", project="kccreport", version="1", copyright_holder="the kccreport team", header_comment=_HEADER,
        creation_date=_DAY, revision_date=_DAY, last_translator="none yet", language_team="none yet", fuzzy=False,
    )  # fmt: skip


def mend(po: Path = PO, mo: Path = MO) -> list[str]:
    """Write the catalogue and its compiled twin; return what still has no Welsh."""
    catalog = renewed()
    po.write_bytes(as_po(catalog))
    mo.write_bytes(as_mo(catalog))
    return [" | ".join(words) for words, welsh in kept(catalog).items() if not all(welsh)]
