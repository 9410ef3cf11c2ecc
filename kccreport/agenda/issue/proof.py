"""The leak proof of an issue: every public file against every exempt paper."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from kccreport.agenda.examining.isolation import find_leaks
from kccreport.agenda.issue.papers import Papers
from kccreport.agenda.issue.places import Numbers
from kccreport.agenda.models import Agenda, AgendaItem, Document
from kccreport.agenda.words.public_words import public_words
from kccreport.ground.problem import Problem


def leak_problems(
    agenda: Agenda, papers: Papers, numbers: Numbers, files: Sequence[Path], scratch: Path
) -> Iterator[Problem]:
    """Name each thing of an exempt paper that public files hold, once, with the first place it stands at.

    Problems: leak.
    """
    exempt = [_request(papers, numbers, item, document, scratch) for item, document in agenda.exempt_documents]
    if not exempt:
        return
    public = [papers.found[slot.document.key].cleaned for slot in numbers.public]
    request = {
        "packs": [str(file) for file in files],
        "exempt": exempt,
        "public": [str(path) for path in public if path is not None],
        "allowed": [*public_words(agenda), *(phrase.words for phrase in agenda.cleared)],
    }
    places: dict[tuple[str, str], list[str]] = {}
    for leak in find_leaks(request):
        places.setdefault((leak["paper"], leak["what"]), []).append(leak["where"])
    for (paper, what), (first, *others) in places.items():
        elsewhere = f" and {len(others)} more {'place' if len(others) == 1 else 'places'}" if others else ""
        yield Problem(
            "leak",
            first + elsewhere,
            f"{f'{paper}: ' if paper else ''}{what} would be published.",
            "take it out of the public paper; if the public may read it, add the words to the sheet Cleared phrases",
        )


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
