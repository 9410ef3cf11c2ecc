"""The files of a meeting's packs, by who may read them."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from kccreport.ground.places import OUT
from kccreport.page.desk import Desk
from kccreport.page.work.agendas import AgendaLook
from kccreport.page.workspace import Entry, NoSuchFile
from kccreport.published.shelf import DRAFTS

MADE = (".pdf", ".zip", ".html")
_PUBLIC, _OFFICERS = "For the public", "For officers, not for publication"
_EXEMPT = "Exempt: for members, not for publication"
_WHAT = {
    "-public": "the agenda with its papers",
    "-front-sheet": "the front sheet alone",
    "-consolidated": "the agenda with its papers and all that followed",
    "-supplement": "papers that followed",
    "-restricted": "the exempt papers",
    "-report": "what was found in the papers",
    "-papers": "the papers, each a file of its own",
}
_FOR_ALL = (
    "-public",
    "-front-sheet",
    "-consolidated",
    "-supplement",
    "-papers",
)  # what is none of these is not offered as such


@dataclass(frozen=True, slots=True)
class Shelf:
    """The files of packs that the same people may read; each with what it is, and whether it is of papers that have changed
    since."""

    readers: str
    files: tuple[tuple[Entry, str, bool], ...]
    is_exempt: bool = False


def shelves(desk: Desk, entry: Entry, look: AgendaLook) -> list[Shelf]:
    """Return the files of a meeting's packs by who may read them, exempt ones last and apart, so that none is mistaken."""
    newest = max(each.saved for each in _sources(desk, entry, look))
    by_readers: dict[str, list[tuple[Entry, str, bool]]] = {_PUBLIC: [], _OFFICERS: [], _EXEMPT: []}
    for each in files_of_packs(desk, look.stem):
        rest = each.path.name.removeprefix(look.stem)
        by_readers[_readers(rest)].append((each, _what(rest), each.saved < newest))
    return [Shelf(readers, tuple(files), readers == _EXEMPT) for readers, files in by_readers.items() if files]


def _sources(desk: Desk, entry: Entry, look: AgendaLook) -> Iterator[Entry]:
    """Yield the agenda and those of its papers that are there."""
    yield entry
    for line in (line for item in look.items for line in item.papers if line.file):
        with suppress(NoSuchFile):
            yield desk.workspace.entry(entry.path.parent / line.file)


def files_of_packs(desk: Desk, stem: str) -> list[Entry]:
    """Return the files of a meeting's packs: published ones first, then drafts."""
    places = (OUT, OUT / DRAFTS)
    found = (each for place in places for each in desk.workspace.files(place, MADE))
    return [each for each in found if stem and each.path.name.startswith(f"{stem}-")]


def _readers(name: str) -> str:
    if "-restricted" in name:
        return _EXEMPT
    if name.endswith(".html"):  # of public papers only
        return _PUBLIC
    return _PUBLIC if name.startswith(_FOR_ALL) else _OFFICERS


def _what(name: str) -> str:
    """Return what a file is, by the end of its name, which is the same in every language; a web page has its title."""
    kind = "-papers" if name.endswith(".zip") else "" if name.endswith(".html") else name
    return next((words for start, words in _WHAT.items() if kind.startswith(start)), "a web page")
