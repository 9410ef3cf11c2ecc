"""What was found in the papers of others, as problems: one line for a paper and kind, pages as ranges."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kccreport.agenda.examining.isolation import standards_met, with_barriers
from kccreport.agenda.merging.facts import WRONG_TEXT, Concern, Finding, PaperFacts
from kccreport.agenda.models import ClearedFinding, Document
from kccreport.ground.pattern import pattern
from kccreport.ground.problem import Problem, warning
from kccreport.ground.values import replace


class Fault(NamedTuple):
    """How something that does harm is reported: its code, and what to ask the sender for."""

    code: str
    ask: str


_MARK = pattern(r"a mark \((\w+)\) was made part of the page")

# by the kind of finding, which is also what the sheet Cleared findings calls it
HARMS = {
    "covered words": Fault(
        "covered-words",
        "ask for a copy in which the words are taken out (Word: delete them and save as PDF anew), not covered",
    ),
    "words under a mark": Fault(
        "covered-words",
        "ask for a copy in which the words are taken out; a mark drawn over them can be lifted off",
    ),
    "redaction not applied": Fault(
        "unapplied-redaction",
        "ask the sender to apply the redactions (Acrobat: Redact > Apply) and to send the result",
    ),
    "words outside the page": Fault(
        "words-outside",
        "ask for the paper printed to a new PDF: what is cropped away can be brought back",
    ),
    "page differs": Fault(
        "page-differs",
        "compare the page with the paper as it was sent, and ask for it printed to a new PDF",
    ),
}
_CLEAR = "; or clear it by name on the sheet Cleared findings ({kind})"


def with_links(facts: PaperFacts, known: Iterable[str]) -> PaperFacts:
    """Return a paper's facts with the links that lead to no paper of its packs, which are taken out."""
    names = set(known)
    lost = [page for page, name in facts.files if name.casefold() not in names]
    found = tuple(Finding(Concern.SAFETY, "a link to another file was removed", page) for page in dict.fromkeys(lost))
    return replace(facts, findings=(*facts.findings, *found))


def borne_out(facts: PaperFacts, cleaned: Path) -> PaperFacts:
    """Return a paper's facts with only those claims that a validator bears out, and why it does not."""
    if facts.ua:
        facts = with_barriers(facts, cleaned)
    if facts.pdfa and not standards_met(cleaned, [f"2{facts.pdfa.lower()}"]):
        facts = replace(facts, pdfa="")
    return facts


def paper_problems(
    document: Document, name: str, facts: PaperFacts, cleared: Sequence[ClearedFinding]
) -> Iterator[Problem]:
    """Say what was found in a paper: what does harm, what was taken out or mended, and what keeps readers out.

    Problems: covered-words, unapplied-redaction, words-outside, page-differs, cleared-finding, removed-content,
    mended-paper, inaccessible-paper, exempt-pictures,
    not-comparable.
    """
    where = str(document.cells["File"])
    harms: dict[str, list[Finding]] = {}
    for finding in facts.findings:
        if finding.concern is Concern.HARM:
            harms.setdefault(finding.kind, []).append(finding)
    for kind, found in harms.items():
        yield from harm_problems(document, name, kind, found, cleared)
    removed = [each for each in facts.findings if each.concern is Concern.SAFETY]
    if removed:
        words = f"{name}: in the copy for the pack {_listed(_marks_together(removed))}."
        yield warning("removed-content", where, words, "see that nothing is missing that Members need")
    mended = [each for each in facts.findings if each.concern is Concern.CHANGE]
    if mended:
        words = f"{name}: {_listed(mended)}."
        yield warning("mended-paper", where, words, "compare these pages of the pack with the paper as it was sent")
    if not facts.is_accessible:
        barriers = [each for each in facts.findings if each.concern is Concern.ACCESSIBILITY]
        yield warning(
            "inaccessible-paper",
            where,
            f"{name} cannot be used by everybody: {_listed(barriers)}.",
            "ask for a tagged PDF, or for the Word file; until then the front sheet names the paper",
        )
    pictures = [number for number, page in enumerate(facts.pages, 1) if not page.has_text]
    if document.is_exempt and pictures:
        yield warning(
            "exempt-pictures",
            where,
            f"{name} has pages without text ({page_ranges(pictures)}), whose words cannot be looked for in public.",
            "use the file it was printed or scanned from, and see that public papers do not repeat it",
        )
    unreadable = [each.page for each in facts.findings if each.what == WRONG_TEXT and each.page]
    if unreadable:
        with_what = "looked for in public papers" if document.is_exempt else "compared with those of exempt papers"
        yield warning(
            "not-comparable",
            where,
            f"{name} has text that copies out wrongly ({_on_pages(unreadable)}), so its words cannot be {with_what}.",
            "ask for it printed to PDF from the program it was written in, and compare these pages by eye",
        )


def harm_problems(
    document: Document, name: str, kind: str, found: Sequence[Finding], cleared: Sequence[ClearedFinding]
) -> Iterator[Problem]:
    """Say what does harm, but for pages that somebody has cleared, which are said with name and reason."""
    where = str(document.cells["File"])
    fault = HARMS[kind]
    rows = [each for each in cleared if each.what == kind and _is_of(each, document)]
    left = []
    for finding in found:
        row = _row_of(finding, rows)
        if row is None:
            left.append(finding)
        else:
            page = f" on page {finding.page}" if finding.page else ""
            words = f"{name}: {kind}{page} was cleared by {row.by}: {row.reason}"
            yield warning("cleared-finding", str(row.at), words)
    if left:
        yield Problem(fault.code, where, f"{name}: {_listed(left)}.", fault.ask + _CLEAR.format(kind=kind))


def _row_of(finding: Finding, rows: Sequence[ClearedFinding]) -> ClearedFinding | None:
    return next((each for each in rows if not each.pages or finding.page in each.pages), None)


def clearing_words(document: Document, finding: Finding, cleared: Sequence[ClearedFinding]) -> str:
    """Return who let a finding through, and why, as the end of a sentence about it."""
    row = _row_of(finding, [each for each in cleared if each.what == finding.kind and _is_of(each, document)])
    return "" if row is None else f"; cleared by {row.by}: {row.reason}"


def _is_of(row: ClearedFinding, document: Document) -> bool:
    return row.paper.strip().casefold().replace("\\", "/") == document.file.casefold().replace("\\", "/")


def _listed(findings: Sequence[Finding]) -> str:
    """Return findings in words: each once, with the first of what is quoted, and its pages as ranges."""
    pages: dict[str, list[int]] = {}
    words: dict[str, str] = {}
    for each in findings:
        kind = each.what.partition(": ")[0]
        words.setdefault(kind, each.what)
        pages.setdefault(kind, []).extend([each.page] if each.page else [])
    return "; ".join(words[kind] + (f" ({_on_pages(found)})" if found else "") for kind, found in pages.items())


def _marks_together(findings: Sequence[Finding]) -> list[Finding]:
    """Return findings with marks of several kinds named in one sentence, which the report says mark by mark."""
    kinds = list(dict.fromkeys(mark[1] for each in findings if (mark := _MARK.match(each.what))))
    if len(kinds) < 2:
        return list(findings)
    words = f"marks ({', '.join(kinds)}) were made part of the page; their authors and notes were removed"
    return [replace(each, what=words) if _MARK.match(each.what) else each for each in findings]


def _on_pages(pages: Sequence[int]) -> str:
    return f"{'page' if len(set(pages)) == 1 else 'pages'} {page_ranges(pages)}"


def page_ranges(pages: Iterable[int]) -> str:
    """Return pages in words: 1-3, 7."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ", ".join(str(first) if first == last else f"{first}\u2013{last}" for first, last in runs)
