"""Every page of others in a finished pack, compared with the page as it was sent."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kccreport.agenda.examining.isolation import pages_that_differ
from kccreport.agenda.issue.findings import harm_problems
from kccreport.agenda.merging.facts import Concern, Finding
from kccreport.agenda.merging.papers import PackPaper
from kccreport.agenda.merging.stamping import stamps_on
from kccreport.agenda.models import Agenda
from kccreport.ground.problem import Problem

_KIND = "page differs"


def comparison_problems(
    agenda: Agenda, pack: Path, papers: Sequence[PackPaper], firsts: Mapping[str, int]
) -> Iterator[Problem]:
    """Name each page of a pack that shows something else than the page that was sent, but for our stamps.

    `firsts` says where in the pack each paper begins, from 0.

    Problems: page-differs, cleared-finding.
    """
    requests = [_request(paper, firsts[paper.place.key]) for paper in papers if paper.facts is not None]
    if not requests:
        return
    pages: dict[str, list[int]] = {}
    for each in pages_that_differ(pack, requests):
        pages.setdefault(each["key"], []).append(each["page"])
    documents = {document.key: document for _, document in agenda.documents}
    for key, numbers in pages.items():
        words = f"the page does not look in {pack.name} as it was sent"
        found = [Finding(Concern.HARM, words, number, _KIND) for number in numbers]
        document = documents[key]
        yield from harm_problems(document, Path(document.file).name, _KIND, found, agenda.cleared_findings)


def _request(paper: PackPaper, first: int) -> dict[str, Any]:
    if paper.facts is None:
        raise ValueError(f"{paper.title} is made here")
    return {
        "key": paper.place.key,
        "first": first,
        "pdf": str(paper.content),
        "pages": [
            {
                "box": facts.box,
                "picture": facts.picture,
                "makings": facts.makings,
                "stamps": len(stamps_on(paper.place, number, facts, paper.watermark).placed),
            }
            for number, facts in enumerate(paper.facts.pages, 1)
        ],
    }
