"""Small agenda workbooks made in code, with the papers they name beside them."""

import copy
import pickle
from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import partial
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from kccreport.agenda.examining import comparing, examiner, leaks
from kccreport.agenda.examining.contents import Contents, contents_of
from kccreport.agenda.intake.agenda import read_agenda
from kccreport.agenda.intake.schema import AGENDA_SHEETS
from kccreport.agenda.merging.facts import PaperFacts
from kccreport.agenda.merging.grafted import ENDING
from kccreport.agenda.merging.merge import merge
from kccreport.agenda.merging.papers import Merged, PackPaper
from kccreport.agenda.models import Agenda
from kccreport.ground.errors import UnusablePaper
from kccreport.ground.problem import Outcome
from kccreport.ground.values import replace
from kccreport.intake.writing import format_sheets
from kccreport.paper.blocks import Identity
from kccreport.workbook.reader import open_workbook
from kccreport.writers.pdf.stamps import Stamp, stamp_sheet
from tests.plain import plain_workbook
from tests.remembered import remembered, rendered_once, whole, workbooks_opened_once

Rows = list[dict[str, Any]]
MEETING: dict[str, Any] = {
    "Council": "Testshire County Council",
    "Committee": "Environment Cabinet Committee",
    "Meeting date": date(2021, 3, 12),
    "Time": "10.00 am",
    "Venue": "County Hall",
    "Contact": "Pat Clerk",
}
STEM = "environment-cabinet-committee-2021-03-12"  # what the names of its files begin with
EXEMPT: dict[str, Any] = {
    "Exempt paragraphs": 3,
    "Exempt reason": "It sets out tendered prices.",
    "Public interest": "Publishing them would weaken the council's position.",
}


def report(number: str = "1", **changes: Any) -> dict[str, Any]:
    """A report with a paper of its own."""
    return {"Number": number, "Title": f"Report {number}", "File": f"report-{number}.pdf"} | changes


def agenda_workbook(folder: Path, *items: dict[str, Any], name: str = "agenda.xlsx", **sheets: Any) -> Path:
    """Write an agenda into a folder, with a plain PDF for every file it names that is not there.

    Sheets are given by their names with _ for a space; `Meeting` by its items, which are added to the usual ones.
    """
    records: dict[str, Rows] = {key.replace("_", " "): rows for key, rows in sheets.items() if key != "Meeting"}
    meeting = {**MEETING, **sheets.get("Meeting", {})}
    records["Meeting"] = [{"Item": item, "Value": value} for item, value in meeting.items()]
    records["Agenda"] = list(items) or [report()]
    for row in [*records["Agenda"], *records.get("Appendices", [])]:
        file = str(row.get("File") or "")
        path = folder / file
        if file.endswith(".pdf") and ".." not in file and not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(plain_pdf(str(row["Title"])))
    path = folder / name
    path.write_bytes(plain_workbook(format_sheets(AGENDA_SHEETS, records)))
    return path


def read(folder: Path, *items: dict[str, Any], **sheets: Any) -> Outcome[Agenda]:
    return read_agenda(open_workbook(agenda_workbook(folder, *items, **sheets)))


def faults(outcome: Outcome[Any]) -> list[tuple[str, str]]:
    return [(problem.code, problem.where) for problem in outcome.problems]


def examined_once(source: Path, cleaned: Path, **options: Any) -> PaperFacts:
    """Clean a paper and say what it is, as `examiner.examine` does; the same paper is looked at once."""
    tree = cleaned.with_suffix(ENDING)

    def look() -> tuple[PaperFacts, bytes, bytes]:
        try:
            facts = examiner.examine(source, cleaned, **options)
        except examiner.Unusable as fault:
            raise UnusablePaper(str(fault)) from fault
        return facts, cleaned.read_bytes(), tree.read_bytes() if tree.exists() else b""

    facts, made, made_tree = remembered(("examined", whole(source), *options.items()), look)
    cleaned.write_bytes(made)
    if made_tree:
        tree.write_bytes(made_tree)
    return facts


def _file(content: bytes | Path) -> bytes:
    """What a paper of a pack is known by: all that is in it, and in the tree that was made ready beside it."""
    if isinstance(content, bytes):
        return sha256(content).digest()
    tree = content.with_suffix(ENDING)
    return whole(content) + (whole(tree) if tree.exists() else b"")


def merged_once(
    identity: Identity, papers: Sequence[PackPaper], out: Path, *, may_claim: Collection[str] | None = None
) -> Merged:
    """Write a pack, as `merge` does; of the same papers it is made once."""

    def write() -> tuple[Merged, bytes]:
        return merge(identity, papers, out, may_claim=may_claim), out.read_bytes()

    claims = None if may_claim is None else sorted(may_claim)
    key = pickle.dumps((identity, [replace(paper, content=_file(paper.content)) for paper in papers], claims))
    made, content = remembered(("merged", key), write)
    out.write_bytes(content)
    return made


def compared_once(pack: Path, papers: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Compare the pages of a pack with what was sent, as `comparing` does; the same with the same once."""
    key = pickle.dumps((whole(pack), [{**paper, "pdf": whole(Path(paper["pdf"]))} for paper in papers]))
    return copy.deepcopy(remembered(("compared", key), partial(comparing.pages_that_differ, pack, papers)))


def proved_once(request: dict[str, Any]) -> list[dict[str, Any]]:
    """Prove that files hold nothing exempt, as `leaks.answer` does; the same of the same once."""
    known = {
        **request,
        "packs": [(Path(path).name, whole(Path(path))) for path in request["packs"]],
        "public": [whole(Path(path)) for path in request["public"]],
        "exempt": [{**each, "pdf": each["pdf"] and whole(Path(each["pdf"]))} for each in request["exempt"]],
    }
    return copy.deepcopy(remembered(("proved", pickle.dumps(known)), partial(leaks.answer, request)))


def in_this_process(patch: pytest.MonkeyPatch) -> None:
    """Have papers looked at here instead of in processes of their own, each of which would have to import everything.

    The same paper is looked at, laid out or read once, and the same pack made, compared and proved once, whichever tests
    ask for it.
    """

    def met(path: Path, profiles: Sequence[str]) -> set[str]:
        key = whole(path)
        return {each for each in profiles if remembered(("met", key, each), partial(examiner.meets, path, each))}

    def contents(path: Path, known: dict[str, list[str]] | None = None) -> Contents:
        if known is not None:
            known = remembered(("what pages say",), dict)
        return replace(remembered(("contents", whole(path)), partial(contents_of, path, known)))

    def stamped(stamps: Sequence[Stamp]) -> bytes:
        return remembered(("stamped", *stamps), partial(stamp_sheet, stamps))

    patch.setattr("kccreport.agenda.examining.leaks.contents_of", contents)
    workbooks_opened_once(patch)
    patch.setattr("kccreport.roads.papers.render", rendered_once)
    patch.setattr("kccreport.agenda.merging.merge.stamp_sheet", stamped)
    patch.setattr("kccreport.agenda.issue.papers.examine", examined_once)
    patch.setattr("kccreport.agenda.issue.papers._AT_ONCE", 1)  # PDFium is for one thread at a time
    patch.setattr("kccreport.agenda.issue.proof.find_leaks", proved_once)
    patch.setattr("kccreport.agenda.issue.findings.with_barriers", examiner.with_barriers)
    for module in ("press", "findings"):
        patch.setattr(f"kccreport.agenda.issue.{module}.standards_met", met)
    patch.setattr("kccreport.agenda.issue.comparison.pages_that_differ", compared_once)
    patch.setattr("kccreport.agenda.issue.press.merge", merged_once)


def plain_pdf(
    words: str = "Words", *, pages: int = 1, change: Callable[[Pdf], None] = lambda pdf: None, lines: Sequence[str] = ()
) -> bytes:
    """An untagged PDF with a line of text on each page, changed as a test wants it."""
    pdf = Pdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for number in range(pages):
        page = pdf.add_blank_page(page_size=(595, 842))
        page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
        shown = [f"{words} {number + 1}", *lines]
        code = " ".join(f"BT /F1 11 Tf 72 {700 - 20 * at} Td ({line}) Tj ET" for at, line in enumerate(shown))
        page.obj.Contents = pdf.make_stream(code.encode("latin-1"))
    pdf.docinfo.Title = String(words)
    pdf.Root.Lang = String("en-GB")
    change(pdf)
    file = BytesIO()
    pdf.save(file, deterministic_id=True)
    return file.getvalue()


def tagged_pdf(words: str = "Words", *, change: Callable[[Pdf, Any], None] = lambda pdf, document: None) -> bytes:
    """A PDF of one page with a heading and a paragraph, tagged; `change` is given its Document element."""

    def tag(pdf: Pdf) -> None:
        page = pdf.pages[0].obj
        page.Contents = pdf.make_stream(
            f"/H1 <</MCID 0>> BDC BT /F1 16 Tf 72 700 Td ({words}) Tj ET EMC\n"
            f"/P <</MCID 1>> BDC BT /F1 11 Tf 72 660 Td (A paragraph of {words}) Tj ET EMC".encode()
        )
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array()))
        for number, kind in enumerate(("H1", "P")):
            element = Dictionary(Type=Name.StructElem, S=Name("/" + kind), P=document, Pg=page, K=number)
            document.K.append(pdf.make_indirect(element))
        root.K = document
        page.StructParents = 0
        root.ParentTree = Dictionary(Nums=Array([0, Array(list(document.K))]))
        pdf.Root.StructTreeRoot = root
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        change(pdf, document)

    return plain_pdf(words, change=tag)
