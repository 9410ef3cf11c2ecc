"""Parts of a package that no sheet shows, and that would leave with it: caches, connections, pictures, programs."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kccreport.ground.pattern import pattern
from kccreport.workbook.package import WorkbookPackage, folded, local_name
from kccreport.workbook.unseen.thing import WORKBOOK, Hidden, listed, root_of

_INSPECT = "File > Info > Inspect Document finds and removes it"


class _Kind(NamedTuple):
    """A kind of part: the relations that point to one, where such parts usually lie, and what to say of them."""

    relations: frozenset[str]
    place: re.Pattern[str]
    what: str
    remedy: str = _INSPECT
    is_named: bool = False


def _kind(relations: str, place: str, what: str, remedy: str = _INSPECT, *, is_named: bool = False) -> _Kind:
    return _Kind(frozenset(relations.split()), pattern(place), what, remedy, is_named)


_KINDS = (
    _kind(
        "pivotCacheDefinition pivotCacheRecords",
        r"xl/pivotcache/",
        "a pivot table keeps a copy of all the rows it was made from",
    ),
    _kind("externalLink", r"xl/externallinks/", "values of other workbooks are kept in links to them"),
    _kind("oleObject package", r"xl/embeddings/", "files are embedded in the workbook"),
    _kind("powerPivotData", r"xl/model/", "a data model keeps tables that no sheet shows"),
    _kind("customXml customData", r"customxml/|xl/customdata/", "other programs have left data in the workbook"),
    _kind(
        "slicerCache slicer",
        r"xl/slicer(cache)?s/",
        "a slicer keeps every value that can be chosen in it",
        "delete the slicer",
    ),
    _kind(
        "timelineCache timeline",
        r"xl/timeline(cache)?s/",
        "a timeline keeps the dates it was made from",
        "delete the timeline",
    ),
    _kind(
        "chart chartEx",
        r"xl/(charts|chartex)/chart",
        "a chart keeps a copy of the figures it was drawn from",
        "delete the chart, or see that its figures may be published",
    ),
    _kind(
        "image",
        r"xl/media/",
        "there are pictures, which keep what was cropped away and where they were taken",
        "delete them, or see that all of them may be published",
        is_named=True,
    ),
    _kind(
        "thumbnail",
        r"docprops/thumbnail\.",
        "a picture of its first page, as it once was, is kept",
        "File > Info > Properties > Advanced Properties: take the tick off Save Thumbnails, and save",
    ),
    _kind(
        "queryTable",
        r"xl/querytables/",
        "a query is kept beside its results",
        "Data > Queries & Connections: delete it",
    ),
    _kind(
        "revisionHeaders revisionLog usernames",
        r"xl/revisions/",
        "a log of who changed what is kept",
        "stop sharing the workbook (Review > Unshare Workbook), and save it",
    ),
    _kind(
        "webextension webextensiontaskpanes",
        r"xl/(webextensions|taskpanes)/",
        "add-ins from the web have left settings in the workbook",
    ),
    _kind(
        "vbaProject wordVbaData xlMacrosheet xlIntlMacrosheet",
        r"xl/(vbaproject\.bin|vbadata\.xml|macrosheets/)",
        "it holds macros",
        "save it as an Excel Workbook (.xlsx), which has none",
    ),
    _kind(
        "control ctrlProp activeXControlBinary",
        r"xl/(activex|ctrlprops)/",
        "it holds buttons or other controls, which keep what was chosen in them",
        "delete them on the Developer tab",
    ),
    _kind("xmlMaps", r"xl/xmlmaps\.xml", "it keeps the structure of an XML file it was filled from"),
    _kind(
        "richValueData rdRichValue rdRichValueStructure rdRichValueTypes",
        r"xl/richdata/",
        "linked data types keep facts that no cell shows",
        "turn them into text: Data Type > Convert to Text",
    ),
    _kind(
        "classificationlabels",
        r"docmetadata/",
        "a sensitivity label is kept, with the organisation it belongs to",
        "take the label off, or see that it may be published",
    ),
)
_SECRET = pattern(r"(?i)\b(password|pwd)\s*=\s*[^;\s]")


def hidden_parts(package: WorkbookPackage) -> Iterator[Hidden]:
    """Yield a line for each kind of part that does not show, and for connections and printers that name somebody."""
    kinds = package.kinds
    for kind in _KINDS:
        found = [name for name in package.names if kinds.get(name) in kind.relations or kind.place.match(folded(name))]
        if found:
            names = f": {listed([name.rpartition('/')[2] for name in found])}" if kind.is_named else ""
            yield Hidden(WORKBOOK, kind.what + names, kind.remedy)
    for part in package.names:
        if kinds.get(part) == "connections" or folded(part) == "xl/connections.xml":
            yield _connections(package, part)
        elif kinds.get(part) == "printerSettings" or folded(part).startswith("xl/printersettings/"):
            printer = _printer(package.read(part))
            if printer.startswith("\\\\"):
                yield Hidden(
                    WORKBOOK,
                    f"the settings of a printer name a computer: {printer}",
                    "choose another printer, such as Microsoft Print to PDF, and save it",
                )


def _connections(package: WorkbookPackage, part: str) -> Hidden:
    """Name the connections of a workbook, and never what is in them."""
    root = root_of(package, part)
    elements = [] if root is None else list(root.iter())
    names = [str(each.get("name")) for each in elements if local_name(each) == "connection" and each.get("name")]
    has_secret = any(_SECRET.search(str(value)) for each in elements for value in each.attrib.values())
    which = f" ({listed(names)})" if names else ""
    return Hidden(
        WORKBOOK,
        f"connection strings to other data are kept{which}{', with a password' if has_secret else ''}",
        "Data > Queries & Connections: delete them" + ("; and have the password changed" if has_secret else ""),
    )


def _printer(settings: bytes) -> str:
    """Return the printer's name, which a DEVMODE structure begins with: 32 letters of UTF-16."""
    return settings[:64].decode("utf-16-le", errors="replace").partition("\0")[0]
