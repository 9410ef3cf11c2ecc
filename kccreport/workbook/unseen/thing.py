"""One thing that does not show, and how the places of several are listed."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from lxml import etree

from kccreport.workbook.package import WorkbookPackage, parse

WORKBOOK = "the workbook"
_MOST_LISTED = 8


class Hidden(NamedTuple):
    """One thing that nobody sees: where it is, what it is, and how it goes away."""

    where: str
    what: str
    remedy: str


UNREADABLE = Hidden(WORKBOOK, "a part of it cannot be read", "open it in Excel, and save it as a new workbook")


def listed(found: Sequence[str]) -> str:
    """Return names or places as a list, cut short where there are many."""
    return ", ".join(found[:_MOST_LISTED]) + (" …" if len(found) > _MOST_LISTED else "")


def root_of(package: WorkbookPackage, part: str) -> Any:
    """Return the root of a part; None where it is not XML."""
    try:
        return parse(package.read(part))
    except etree.XMLSyntaxError:
        return None
