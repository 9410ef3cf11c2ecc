"""Whom a workbook names where nobody looks: in notes and comments, properties, views, and the folder it lay in."""

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import Any

from kccreport.ground.address import sheet_address
from kccreport.ground.pattern import pattern
from kccreport.workbook.package import WorkbookPackage, folded, local_name
from kccreport.workbook.unseen.thing import UNREADABLE, WORKBOOK, Hidden, listed, root_of

OURS = "kccreport"  # the author of the notes on our own headings
_NOBODY = frozenset({"", "Unknown Author"})  # LibreOffice drops the names of those whose notes it saves again
_MIRROR = "tc="  # the author of a note that only repeats a comment with replies, for older programs
_NOTES = pattern(r"xl/(?:comments/)?comments?\d*\.xml")
_COMMENTS = pattern(r"xl/threadedcomments/")
_READ_NOTES = "Review > Notes: read them, and delete them"
_READ_COMMENTS = "Review > Comments: read them, and delete them"
_INSPECT = "File > Info > Inspect Document removes it"


def named_people(package: WorkbookPackage, known_notes: Collection[str] | None) -> Iterator[Hidden]:
    """Yield notes and comments by sheet, cell and person, and every other place that names somebody.

    `known_notes` are the texts of notes that are ours whoever saved them since; without them a note that names nobody is
    taken for ours.
    """
    known = None if known_notes is None else _known(tuple(known_notes))
    people = dict(_people(package))
    sheets = {
        relation.target: sheet_address(sheet.name)
        for sheet in package.sheets
        for relation in package.relations(sheet.part).values()
        if sheet.part and not relation.is_external
    }
    for part in package.names:
        kind, where = package.kinds.get(part), sheets.get(part, WORKBOOK)
        if kind == "threadedComment" or _COMMENTS.match(folded(part)):
            yield from _comments(root_of(package, part), where, people)
        elif kind == "comments" or _NOTES.fullmatch(folded(part)):
            yield from _notes(root_of(package, part), where, known)
    if people:
        yield Hidden(WORKBOOK, f"its list of people names {listed(sorted(set(people.values())))}", _INSPECT)
    yield from _properties(package)
    yield from _in_book(package.book)


def _people(package: WorkbookPackage) -> Iterator[tuple[str, str]]:
    """Yield the people that comments may be by: how comments name them, and their names."""
    for part in package.names:
        if package.kinds.get(part) == "person" or folded(part).startswith("xl/persons/"):
            root = root_of(package, part)
            for person in [] if root is None else root.iter("{*}person"):
                yield str(person.get("id")), str(person.get("displayName") or person.get("userId") or "somebody")


def _comments(root: Any, where: str, people: Mapping[str, str]) -> Iterator[Hidden]:
    """Yield comments with replies, by person."""
    cells: dict[str, list[str]] = {}
    for comment in [] if root is None else root.iter("{*}threadedComment"):
        cells.setdefault(people.get(str(comment.get("personId")), ""), []).append(str(comment.get("ref") or ""))
    for name, found in (cells or {"": []}).items():
        by, at = f" by {name}" if name else "", listed(list(dict.fromkeys(filter(None, found))))
        yield Hidden(where, f"there are comments with replies{by}{f': {at}' if at else ''}", _READ_COMMENTS)


def _notes(root: Any, where: str, known: Collection[str] | None) -> Iterator[Hidden]:
    """Yield notes by author; those of nobody only where their words are not known to be ours."""
    if root is None:
        yield UNREADABLE
        return
    authors = ["".join(author.itertext()).strip() for author in root.iter("{*}author")]
    cells: dict[str, list[str]] = {}
    for note in root.iter("{*}comment"):
        number = str(note.get("authorId", ""))
        name = authors[int(number)] if number.isdigit() and int(number) < len(authors) else ""
        if name == OURS or name.startswith(_MIRROR):
            continue
        if name in _NOBODY:
            text = next((child for child in note if local_name(child) == "text"), None)
            if known is None or text is None or _plain("".join(text.itertext())) in known:
                continue
            name = ""
        cells.setdefault(name, []).append(str(note.get("ref") or ""))
    for name in {*authors} - {*cells, OURS, *_NOBODY}:
        if not name.startswith(_MIRROR):
            cells[name] = []  # an author whose notes are gone
    for name, found in sorted(cells.items()):
        by, at = f" by {name}" if name else "", listed(found)
        yield Hidden(where, f"there are notes{by}{f': {at}' if at else ''}", _READ_NOTES)


@lru_cache(maxsize=2)
def _known(notes: tuple[str, ...]) -> frozenset[str]:
    """The notes that are ours are the same for every workbook."""
    return frozenset(map(_plain, notes))


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


_PROPERTIES = {
    "creator": "the author",
    "lastModifiedBy": "who saved it last",
    "Manager": "a manager",
    "HyperlinkBase": "a folder",
    "description": "a remark",
}


def _properties(package: WorkbookPackage) -> Iterator[Hidden]:
    """Find properties that name people, or that somebody has added."""
    for part in package.names:
        kind, place = package.kinds.get(part), folded(part)
        if kind in ("core-properties", "extended-properties") or place in ("docprops/core.xml", "docprops/app.xml"):
            root = root_of(package, part)
            if root is None:
                yield UNREADABLE
            for element in [] if root is None else root.iter():
                label = _PROPERTIES.get(local_name(element))
                text = (element.text or "").strip()
                if label and text and text not in (OURS, "openpyxl"):
                    yield Hidden(WORKBOOK, f"its properties name {label}: {text[:60]}", _INSPECT)
        elif kind == "custom-properties" or place == "docprops/custom.xml":
            root = root_of(package, part)
            names = [str(each.get("name")) for each in ([] if root is None else root.iter("{*}property"))]
            if root is None or names or "".join(root.itertext()).strip():  # LibreOffice leaves an empty list
                which = f": {listed(names)}" if names else ""
                yield Hidden(WORKBOOK, f"it has properties of its own{which}", "File > Info > Properties shows them")


def _in_book(book: Any) -> Iterator[Hidden]:
    """Find what the main part says of the folder it lay in and of those who worked on it."""
    for element in book.iter():
        match local_name(element):
            case "absPath" if element.get("url"):
                yield Hidden(WORKBOOK, f"the folder it was saved in is kept: {str(element.get('url'))[:80]}", _INSPECT)
            case "fileSharing" if element.get("userName"):
                name = str(element.get("userName"))[:60]
                yield Hidden(WORKBOOK, f"it names who reserved it: {name}", "save it without a password to modify")
            case "customWorkbookView" if element.get("name"):
                name = str(element.get("name"))[:60]
                yield Hidden(WORKBOOK, f"it keeps a view of its own: {name}", "View > Custom Views: delete it")
