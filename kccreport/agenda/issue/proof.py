"""The leak proof of an issue: every public file against every exempt paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kccreport.agenda.examining.isolation import find_leaks
from kccreport.agenda.issue.papers import Papers
from kccreport.agenda.issue.places import Numbers
from kccreport.agenda.merging.labels import page_labels
from kccreport.agenda.models import Agenda, AgendaItem, Document
from kccreport.agenda.words.public_words import public_names, public_words
from kccreport.ground.pattern import pattern
from kccreport.ground.problem import Problem

BY_COMMAND = " (pack --offer writes them there)"  # ends a hint, for those who type commands
_PAGE = pattern(r".*, page (\d+)")  # a place in a file, as the proof names it


@dataclass(frozen=True, slots=True)
class Proof:
    """What of exempt papers public files hold, and the `phrases` by which a person could let all of it through.

    Pictures and hidden data cannot be let through; they have no phrase.
    """

    problems: tuple[Problem, ...] = ()
    phrases: tuple[str, ...] = ()


def proof(agenda: Agenda, papers: Papers, numbers: Numbers, files: Sequence[Path], scratch: Path) -> Proof:
    """Name each thing of an exempt paper that public files hold, once, with the first place it stands at.

    Problems: leak.
    """
    exempt = [_request(papers, numbers, item, document, scratch) for item, document in agenda.exempt_documents]
    if not exempt:
        return Proof()
    public = [papers.found[slot.document.key].cleaned for slot in numbers.public]
    request = {
        "packs": [str(file) for file in files],
        "exempt": exempt,
        "public": [str(path) for path in public if path is not None],
        "names": list(public_names(agenda)),
        "allowed": [*public_words(agenda), *(phrase.words for phrase in agenda.cleared if phrase.is_signed)],
    }
    places: dict[tuple[str, str], list[str]] = {}
    phrases: dict[tuple[str, str], list[str]] = {}
    for leak in find_leaks(request):
        key = leak["paper"], leak["what"]
        places.setdefault(key, []).append(leak["where"])
        phrases.setdefault(key, []).extend(filter(None, [leak["words"]]))
    problems = tuple(
        _problem(*key, found, _papers_at(found, files, numbers), is_words=bool(phrases[key]))
        for key, found in places.items()
    )
    return Proof(problems, tuple(dict.fromkeys(words for found in phrases.values() for words in found)))


def _papers_at(places: Sequence[str], files: Sequence[Path], numbers: Numbers) -> list[str]:
    """Return the public papers that stand at places of the files, as the agenda calls them, each with its file."""
    papers = {
        slot.place.numbers.label(page): f"{slot.place.stamp} ({slot.document.file})"
        for slot in numbers.public
        for page in range(1, slot.pages + 1)
    }
    found: list[str] = []
    for path in files:
        pages = [
            int(place[1]) for each in places if (place := _PAGE.fullmatch(each)) and each.startswith(f"{path.name}, ")
        ]
        if pages:
            labels = page_labels(path)
            found += [papers.get(labels[page - 1], "the front sheet") for page in pages]
    return list(dict.fromkeys(found))


def _problem(paper: str, what: str, places: Sequence[str], papers: Sequence[str], *, is_words: bool) -> Problem:
    first, *others = places
    elsewhere = f" and {len(others)} more {'place' if len(others) == 1 else 'places'}" if others else ""
    hint = "take it out of the public paper"
    if is_words:
        hint += f"; if the public may read it, add the words to the sheet Cleared phrases{BY_COMMAND}"
    within = f" in {' and '.join(papers)}" if papers else ""
    words = f"{f'{paper}: ' if paper else ''}{what} would be published{within}."
    return Problem("leak", first + elsewhere, words, hint)


def _request(papers: Papers, numbers: Numbers, item: AgendaItem, document: Document, scratch: Path) -> dict[str, Any]:
    """Return what is looked for of one exempt paper; one without a file has at least a title."""
    titles = [document.title] if document.exemption is not None and document.exemption.safe_title else []
    found: dict[str, Any] = {"name": item.stamp(document), "pdf": "", "texts": [], "titles": titles, "files": []}
    prepared = papers.found.get(document.key)
    if prepared is None:
        return found
    found |= {"pdf": str(prepared.source.resolve()), "files": [prepared.source.name]}
    if prepared.paper is not None:
        # of a paper made here its workbook is looked for: the words we write ourselves stand in public papers too
        slot = next(slot for slot in numbers.exempt if slot.document.key == document.key)
        pdf = scratch / f"{document.key}-exempt.pdf"
        pdf.write_bytes(papers.own_content(document, slot.place))
        found |= {"pdf": str(pdf), "texts": _cell_texts(prepared.source)}
    return found


def _cell_texts(workbook: Path) -> list[str]:
    """Return every text of a workbook, hidden sheets included."""
    from kccreport.workbook.reader import open_workbook  # late: openpyxl, for exempt workbooks only

    sheets = open_workbook(workbook).sheets
    cells = (cell for sheet in sheets for row in sheet.rows.values() for cell in row.values())
    return [cell.text for cell in cells if isinstance(cell.value, str)]
