"""Agenda packs from their workbook: the sample of `inputs/`, and small ones for what goes wrong."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest

from kccreport.agenda.examining import leaks
from kccreport.agenda.intake.schema import AGENDA_SHEETS
from kccreport.ground.errors import UnreadableFile, UnwritableFile, WrongWorkbook
from kccreport.ground.problem import Severity
from kccreport.intake.writing import format_workbook
from kccreport.roads import agendas as packs
from tests import ROOT
from tests.agenda.packing import Made, codes, labels, made, texts, told
from tests.agendas import EXEMPT, STEM, agenda_workbook, in_this_process, plain_pdf, report, tagged_pdf
from tests.books import kpi, results, save
from tests.remembered import forget
from tests.samples import short_quarterly
from tests.writers.pdf.checks import LIMITS
from tests.writers.pdf.walk import walk

SAMPLE = ROOT / "inputs" / "agenda-2021.xlsx"
EXEMPT_WORDS = "lowest tender fell short of the quality"


def sample_with_short_reports(folder: Path) -> Path:
    """The sample agenda with its papers in a folder of its own; of those made here the longest is short, and two are left out."""
    shutil.copytree(ROOT / "inputs", folder, ignore=shutil.ignore_patterns("sources", "*.py"), dirs_exist_ok=True)
    (folder / "quarterly-2011.xlsx").write_bytes(short_quarterly())
    records = sample_records()
    records["Agenda"] = [row for row in records["Agenda"] if row["Number"] not in ("4", "5")]
    workbook = folder / SAMPLE.name
    workbook.write_bytes(format_workbook(AGENDA_SHEETS, records))
    return workbook


def sample_records() -> dict[str, list[dict[str, Any]]]:
    """What stands in the sample agenda."""
    sys.path.insert(0, str(ROOT / "inputs"))
    from sources import agenda_2021 as source

    return dict(source.records())


def accessible_sample(folder: Path) -> Path:
    """The sample agenda in a folder of its own, without the letter that is not tagged and without the longer papers.

    What is left has a paper of each kind: made here, by others, exempt, to follow, and as an appendix.
    """
    records = sample_records()
    records["Appendices"] = [{**row, "Item": "6"} for row in records["Appendices"] if row["Item"] == "7"]
    records["Agenda"] = [row for row in records["Agenda"] if row["Number"] not in ("4", "5", "7", "8")]
    for file in [row["File"] for row in (*records["Agenda"], *records["Appendices"]) if "File" in row]:
        path = folder / str(file)
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "inputs" / str(file), path)
    workbook = folder / "agenda.xlsx"
    workbook.write_bytes(format_workbook(AGENDA_SHEETS, records))
    return workbook


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Made:
    with pytest.MonkeyPatch.context() as patch:
        in_this_process(patch)
        folder = tmp_path_factory.mktemp("sample")
        return made(sample_with_short_reports(folder), folder / "out")


@pytest.fixture(scope="module")
def accessible(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("accessible é")
    with pytest.MonkeyPatch.context() as patch:
        in_this_process(patch)
        return made(accessible_sample(folder), folder / "out here")


@pytest.fixture(autouse=True)
def nearby(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers are read in this process, which is quicker; `test_commands` and `test_examiner` start others, as users do."""
    in_this_process(monkeypatch)


def fails(path: Path, profile: str) -> list[str]:
    return [failure.rule_id for failure in page.validate_pdf(path, profile=profile, limits=LIMITS).failures]


def qpdf_check(path: Path) -> None:
    """What qpdf finds wrong with a file; where it is not installed, the library it is made of."""
    if shutil.which("qpdf"):
        run = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stdout + run.stderr
    with pikepdf.open(path) as pdf:
        assert pdf.check_pdf_syntax() == []


def titles(path: Path) -> Iterator[str]:
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        waiting = list(outline.root)
        while waiting:
            each = waiting.pop(0)
            yield each.title
            waiting = [*each.children, *waiting]


QUARTERLY, LETTER = "Quarterly Performance Report, Quarter 1, 2011/12", "Letter from a residents' association"
STAMPS = (
    "Agenda Item 3: Minutes of the meeting on 15 January 2021", "Agenda Item 6: ",
    f"Agenda Item 7: {QUARTERLY}", "Appendix A to item 7: ", f"Appendix A to item 8: {LETTER}",
)  # fmt: skip


def begins(words: list[str]) -> list[int]:
    """The first page of each public paper, counted from 1: the last that has its whole stamp, which the front sheet may cite."""
    return [max(number for number, text in enumerate(words, 1) if stamp in text) for stamp in STAMPS]


# -- the sample


def test_the_sample_makes_every_file(sample: Made) -> None:
    assert list(sample.files) == [
        "public.pdf", "front-sheet.pdf", "supplement-1.pdf", "consolidated.pdf", "restricted.pdf", "report.pdf",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "name", ["public.pdf", "restricted.pdf", "consolidated.pdf", "supplement-1.pdf", "front-sheet.pdf"]
)
def test_without_the_untagged_paper_every_file_passes_pdf_ua_and_qpdf(accessible: Made, name: str) -> None:
    path = accessible.path(name)
    assert fails(path, "ua1") == []
    qpdf_check(path)


@pytest.mark.parametrize(
    "name", ["public.pdf", "restricted.pdf", "consolidated.pdf", "supplement-1.pdf", "front-sheet.pdf"]
)
def test_without_the_untagged_paper_every_file_passes_the_structure_walk(accessible: Made, name: str) -> None:
    found = walk(accessible.path(name).read_bytes(), of_others=True)
    assert found.faults == []
    assert found.headings[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(found.headings))


@pytest.mark.parametrize("name", ["public.pdf", "front-sheet.pdf", "report.pdf"])
def test_where_every_paper_is_pdf_a_2a_so_is_the_pack(accessible: Made, name: str) -> None:
    assert accessible.files[name].conformance == "PDF/UA-1 and PDF/A-2a"
    assert fails(accessible.path(name), "2a") == []


def test_with_the_untagged_paper_the_pack_claims_nothing_and_names_it(sample: Made) -> None:
    for name in ("public.pdf", "restricted.pdf", "consolidated.pdf"):
        assert sample.files[name].conformance.startswith("Neither")
        assert b"<pdfuaid:part>" not in sample.path(name).read_bytes()
    public = texts(sample.path("public.pdf"))
    first = begins(public)[-1]
    assert len(public) == first + 1
    assert f"Appendix A to item 8: {LETTER}, pages {first}–{first + 1}" in " ".join(public[:4])
    report_words = " ".join(texts(sample.path("report.pdf")))
    assert "Appendix A to item 8: Letter from a residents' association It is not tagged" in report_words


@pytest.mark.parametrize("name", ["public.pdf", "restricted.pdf", "consolidated.pdf", "supplement-1.pdf"])
def test_the_number_printed_on_each_page_is_its_page_label(sample: Made, name: str) -> None:
    for label, words in zip(labels(sample.path(name)), texts(sample.path(name)), strict=True):
        assert f"Page {label}" in words


def test_contents_lead_to_the_first_page_of_each_paper_and_papers_lead_back(sample: Made) -> None:
    firsts = begins(texts(sample.path("public.pdf")))
    assert firsts == sorted(set(firsts))
    *_, quarterly, extract, letter = firsts
    with pikepdf.open(sample.path("public.pdf")) as pdf:
        at = {each.obj.objgen: number for number, each in enumerate(pdf.pages, 1)}
        led = {
            str(link.Contents): at[link.Dest[0].objgen]
            for number in range(firsts[0] - 1)
            for link in pdf.pages[number].obj.get("/Annots", ())
            if "/Dest" in link
        }
        assert led[f"{QUARTERLY}, page {quarterly}–{extract - 1}"] == quarterly
        assert led[f"{LETTER}, page {letter}–{letter + 1}"] == letter
        assert sorted(led.values())[-len(firsts) :] == firsts
        for first in firsts:
            back = [link for link in pdf.pages[first - 1].obj.Annots if str(link.Contents) == "Back to the agenda"]
            assert [at[link.Dest[0].objgen] for link in back] == [1]


def test_bookmarks_go_from_item_to_paper_to_appendix_to_their_own_headings(sample: Made) -> None:
    found = list(titles(sample.path("public.pdf")))
    start = found.index("Item 7: Quarterly Performance Report, Quarter 1, 2011/12")
    assert found[start + 1] == "Quarterly Performance Report, Quarter 1, 2011/12"
    assert "Foreword" in found[start:]
    assert "Appendix A: Extract for Customer and Communities, Quarter 2" in found[start:]


def test_papers_made_here_count_their_own_contents_in_the_packs_numbers(sample: Made) -> None:
    words = texts(sample.path("public.pdf"))
    assert not any("Page 1 of" in text for text in words)
    index = next(text for text in words if re.search(r"Index .*Foreword \d", text))
    entries = re.findall(r"(Foreword|Challenge panel|Executive summary|Staff data|Risk register) (\d+)", index)
    assert len(entries) == 5
    for name, number in entries:
        assert f"Page {number} {name}" in words[int(number) - 1]


def test_restricted_pages_follow_the_public_ones_so_that_both_cite_the_same_page(sample: Made) -> None:
    public, restricted = texts(sample.path("consolidated.pdf")), texts(sample.path("restricted.pdf"))
    assert restricted[: len(public)] == public
    last = len(labels(sample.path("public.pdf")))
    assert labels(sample.path("restricted.pdf"))[-2:] == [str(last + 1), str(last + 2)]
    for words in restricted[len(public) :]:
        assert "Not for publication: paragraph 3 of Part 1 of Schedule 12A" in words
        assert "NOT FOR PUBLICATION" in words
    assert EXEMPT_WORDS in restricted[-1]


@pytest.mark.parametrize("name", ["public.pdf", "front-sheet.pdf", "supplement-1.pdf", "consolidated.pdf"])
def test_public_files_say_that_an_item_is_exempt_and_why_and_nothing_more(accessible: Made, name: str) -> None:
    contents = leaks.contents_of(accessible.path(name))  # which the leak proof has read already
    everything = " ".join(text for _, text in (*contents.texts, *contents.strings)).casefold()
    for secret in ("brightwater", "castlegate", "pellbrook", "farthingale", "contract-award", "gully"):
        assert secret not in everything
    if name != "supplement-1.pdf":
        front = " ".join(" ".join(texts(accessible.path(name))[:2]).split())
        assert "Award of a highways contract" in front
        assert "Not for publication by virtue of paragraph 3 of Part 1 of Schedule 12A" in front
        assert "section 100A(4)" in front


def test_a_paper_that_followed_has_letters_and_moves_no_published_number(sample: Made) -> None:
    main, both = labels(sample.path("public.pdf")), labels(sample.path("consolidated.pdf"))
    late = f"{len(main)}A"
    assert main == [str(number) for number in range(1, len(main) + 1)]
    assert late in both
    assert [label for label in both if label not in ("i", late)] == main
    assert labels(sample.path("supplement-1.pdf")) == ["i", late]
    assert "Work programme 2021" in " ".join(texts(sample.path("public.pdf"))[:4])
    front = " ".join(texts(sample.path("consolidated.pdf"))[:4])
    assert late in front
    assert "section 100B(4)(b)" in front


def test_the_same_agenda_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a paper of each kind: made here, by others, exempt, to follow, and as an appendix; and with an untagged one.

    The leak proof writes nothing, and is left out.
    """
    monkeypatch.setattr("kccreport.agenda.issue.proof.find_leaks", lambda request: [])
    tagged, untagged = tmp_path / "tagged", tmp_path / "untagged"
    for folder in (tagged, untagged):
        folder.mkdir()
    save(tagged / "own.xlsx")
    for name in ("report-2.pdf", "minutes.pdf"):
        shutil.copy(ROOT / "inputs" / "papers" / "minutes-2021-01-15.pdf", tagged / name)
    (tagged / "report-3.pdf").write_bytes(tagged_pdf("The third"))
    late = {"To follow": "Yes", "Late reason": "It was not ready."}
    agenda_workbook(
        tagged, report("1", File="own.xlsx"), report("2", **EXEMPT), report("3", **late),
        Appendices=[{"Item": "1", "Label": "A", "Title": "Prices", "File": "minutes.pdf", **EXEMPT}],
    )  # fmt: skip
    agenda_workbook(untagged, report("1"), report("2", **EXEMPT))
    firsts = [made(folder / "agenda.xlsx", folder / "out", separate=True) for folder in (tagged, untagged)]
    assert firsts[0].files["public.pdf"].conformance.startswith("PDF/UA-1")
    forget(monkeypatch)
    for first in firsts:
        again = made(first.folder.parent / "agenda.xlsx", tmp_path / "again", separate=True)
        assert list(again.files) == list(first.files)
        for name, each in first.files.items():
            assert again.path(name).read_bytes() == each.path.read_bytes(), name


def test_papers_and_agenda_are_never_changed(tmp_path: Path) -> None:
    workbook = agenda_workbook(tmp_path, report("1"), report("2", **EXEMPT))
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    made(workbook, tmp_path / "out")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before


# -- small ones


def test_a_pack_never_replaces_a_paper_it_is_made_of(tmp_path: Path) -> None:
    workbook = agenda_workbook(tmp_path, report("1", File=f"{STEM}-public.pdf"))
    before = (tmp_path / f"{STEM}-public.pdf").read_bytes()
    with pytest.raises(UnwritableFile, match="is a paper of this agenda"):
        packs.make(workbook, tmp_path)
    assert (tmp_path / f"{STEM}-public.pdf").read_bytes() == before
    assert not (tmp_path / f"{STEM}-front-sheet.pdf").exists()


def test_a_leak_stops_every_file(tmp_path: Path) -> None:
    secret = "the reserve price of the depot is nine million"
    workbook = agenda_workbook(tmp_path, report("1"), report("2", Title="Depot sale", **EXEMPT))
    (tmp_path / "report-1.pdf").write_bytes(plain_pdf("One", lines=[f"As we know {secret} pounds"]))
    (tmp_path / "report-2.pdf").write_bytes(plain_pdf("Two", lines=[f"Note that {secret} pounds"]))
    out = tmp_path / "out"
    outcome = packs.make(workbook, out)
    assert outcome.value is None
    found = [problem for problem in outcome.problems if problem.code == "leak"]
    assert found[0].where == f"{STEM}-public.pdf, page 2 and 1 more place"
    assert "“the reserve price of the depot is nine million pounds”" in found[0].message
    assert found[0].message.endswith("would be published in Agenda Item 1 (report-1.pdf).")
    assert not out.exists()


def test_words_that_somebody_has_cleared_may_be_published(tmp_path: Path) -> None:
    items = (report("1"), report("2", **EXEMPT))
    workbook = agenda_workbook(tmp_path, *items)
    for number in (1, 2):
        words = "the strategy for the estate was agreed in May"
        (tmp_path / f"report-{number}.pdf").write_bytes(plain_pdf(f"Paper {number}", lines=[words]))
    leak = next(each for each in packs.make(workbook, tmp_path / "out").problems if each.code == "leak")
    named = leak.message.split("“")[1].split("”")[0]
    assert "the strategy for the estate was agreed in may" in named
    cleared = [{"Words": named, "Cleared by": "Monitoring Officer"}]
    assert codes(agenda_workbook(tmp_path, *items, Cleared_phrases=cleared), tmp_path / "out") == []
    said = " ".join(texts(tmp_path / "out" / f"{STEM}-report.pdf"))
    assert "Nothing of them was found but words that were let through by name." in said
    assert "cleared by Monitoring Officer" in said


def test_an_exempt_workbook_is_proved_by_its_cells_and_not_by_the_words_every_paper_has(tmp_path: Path) -> None:
    secret = "The contractor walked away from the site in May"
    save(tmp_path / "public.xlsx")
    said = [{"References": "HT02", "Commentary": f"{secret}, and has not come back."}]
    save(
        tmp_path / "exempt.xlsx",
        Indicators=[kpi(Title="Days of work lost at the site")],
        Results=[results(**{"Dec 20": "70%"})],
        Commentary=said,
    )
    items = (report("1", File="public.xlsx"), report("2", File="exempt.xlsx", **EXEMPT))
    # keys, guidance and headings of two papers made here are alike, and no leak
    assert codes(agenda_workbook(tmp_path, *items), tmp_path / "out") == [("other-classification", "'Agenda'!H3")]
    letter = report("3", File="letter.pdf")
    (tmp_path / "letter.pdf").write_bytes(plain_pdf("Letter", lines=[f"As you know: {secret}."]))
    outcome = packs.make(agenda_workbook(tmp_path, *items, letter), tmp_path / "out")
    found = [problem.message for problem in outcome.problems if problem.code == "leak"]
    assert len(found) == 1
    assert "Agenda Item 2: the words “the contractor walked away from the site in may" in found[0]


def test_an_exempt_appendix_leaves_its_public_report_in_the_pack(tmp_path: Path) -> None:
    appendix = {"Item": "1", "Label": "A", "Title": "Prices", "File": "prices.pdf", **EXEMPT}
    files = made(agenda_workbook(tmp_path, report("1"), Appendices=[appendix]), tmp_path / "out")
    assert "Report 1 1" in texts(files.path("public.pdf"))[1]
    assert len(texts(files.path("restricted.pdf"))) == len(texts(files.path("public.pdf"))) + 2


def test_an_exempt_paper_without_a_file_yet_is_listed_and_its_title_kept(tmp_path: Path) -> None:
    exempt = {**EXEMPT, "Safe title": "A site", "To follow": "Yes"}
    files = made(
        agenda_workbook(tmp_path, report("1"), report("2", Title="Sale to Oak", File=None, **exempt)), tmp_path / "o"
    )
    assert "restricted.pdf" not in files.files
    assert "A site" in texts(files.path("public.pdf"))[0]
    assert "Oak" not in texts(files.path("public.pdf"))[0]


def test_a_pack_that_a_validator_faults_does_not_claim_what_its_papers_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kccreport.agenda.issue.press.standards_met", lambda path, profiles: {"ua1"} & set(profiles))
    shutil.copy(ROOT / "inputs" / "papers" / "minutes-2021-01-15.pdf", tmp_path / "report-1.pdf")
    files = made(agenda_workbook(tmp_path, report("1")), tmp_path / "out")
    assert files.files["public.pdf"].conformance == "PDF/UA-1"
    assert b"<pdfaid:part>" not in files.path("public.pdf").read_bytes()


def test_a_page_that_was_given_a_strip_is_named_in_the_report(tmp_path: Path) -> None:
    def dark(pdf: pikepdf.Pdf) -> None:
        pdf.pages[1].obj.Contents = pdf.make_stream(b"0 0 0.4 rg 0 0 595 842 re f")

    workbook = agenda_workbook(tmp_path, report("1"))
    (tmp_path / "report-1.pdf").write_bytes(plain_pdf("Brochure", pages=2, change=dark))
    words = " ".join(texts(made(workbook, tmp_path / "out").path("report.pdf")))
    assert "Page 3: there was no room for a stamp" in words
    assert "Page 2: there" not in words


def test_an_unusable_paper_is_named_with_its_cell_and_the_reason(tmp_path: Path) -> None:
    workbook = agenda_workbook(tmp_path, report("1"), report("2"))
    (tmp_path / "report-2.pdf").write_bytes(b"%PDF-1.7 broken")
    outcome = packs.make(workbook, tmp_path / "out")
    assert told(outcome.problems) == [("unusable-paper", "'Agenda'!H3")]
    assert "Agenda Item 2: report-2.pdf is damaged" in outcome.problems[-1].message


def test_faults_of_a_papers_own_workbook_name_that_workbook(tmp_path: Path) -> None:
    save(tmp_path / "paper.xlsx", Indicators=[kpi(Target=None)])
    workbook = agenda_workbook(tmp_path, report("1", File="paper.xlsx"))
    found = packs.check(workbook)
    assert [(each.code, each.where.split(" ")[0]) for each in found if each.is_error] == [
        ("missing-target", "paper.xlsx")
    ]


def test_a_draft_is_a_warning_until_the_pack_is_released(tmp_path: Path) -> None:
    out = tmp_path / "out"
    unsigned = [{"Service area": "HT", "Name": "A Director"}]
    save(tmp_path / "paper.xlsx", **{"Sign-off": unsigned})
    workbook = agenda_workbook(tmp_path, report("1", File="paper.xlsx"))
    assert [each.severity for each in packs.make(workbook, out).problems if each.code == "draft-paper"] == [
        Severity.WARNING
    ]
    released = packs.make(workbook, out, release=True)
    assert released.value is None
    assert [each.code for each in released.problems if each.is_error] == ["unsigned"]
    assert not any(path.suffix == ".json" for path in out.iterdir())


def test_a_released_pack_keeps_the_record_of_its_papers_too(tmp_path: Path) -> None:
    signed = [{"Service area": "HT", "Name": "A Director", "Date": date(2021, 3, 1)}]
    save(tmp_path / "paper.xlsx", **{"Sign-off": signed})
    workbook = agenda_workbook(tmp_path, report("1", File="paper.xlsx"))
    found = made(workbook, tmp_path / "out", release=True)
    assert sorted(path.name for path in (tmp_path / "out").glob("*.json")) == [
        f"{STEM}.pack.json",
        "testshire-county-council-environment-cabinet-committee-dashboard.record.json",
    ]
    assert any("starts with this release" in each.conformance for each in found.files.values())


def test_an_exempt_scan_is_named_since_its_words_cannot_be_looked_for(tmp_path: Path) -> None:
    workbook = agenda_workbook(tmp_path, report("1", **EXEMPT))

    def scan(pdf: pikepdf.Pdf) -> None:
        pdf.pages[1].obj.Contents = pdf.make_stream(b"0 g 50 50 400 600 re f")

    (tmp_path / "report-1.pdf").write_bytes(plain_pdf("Scan", pages=2, change=scan))
    assert told(packs.check(workbook)) == [("exempt-pictures", "'Agenda'!H2")]


def test_a_paper_that_keeps_readers_out_is_a_warning_that_says_why(tmp_path: Path) -> None:
    (found,) = packs.check(agenda_workbook(tmp_path, report("1")))
    assert (found.code, found.where, found.severity) == ("inaccessible-paper", "'Agenda'!H2", Severity.WARNING)
    assert "report-1.pdf cannot be used by everybody: it is not tagged" in found.message


def test_a_paper_that_says_otherwise_than_the_agenda_is_a_warning(tmp_path: Path) -> None:
    save(tmp_path / "paper.xlsx")
    workbook = agenda_workbook(tmp_path, report("1", File="paper.xlsx", **EXEMPT), Meeting={"Committee": "Another"})
    found = [problem for problem in packs.check(workbook) if problem.code.startswith("other-")]
    assert [(each.code, each.where) for each in found] == [
        ("other-meeting", "'Agenda'!H2"),
        ("other-classification", "'Agenda'!H2"),
    ]
    assert "for the Environment Cabinet Committee on 12 March 2021" in found[0].message


def test_a_record_that_is_none_stops_the_pack(tmp_path: Path) -> None:
    workbook = agenda_workbook(tmp_path, report("1"))
    (tmp_path / "agenda.pack.json").write_text("{")
    with pytest.raises(UnreadableFile, match="not the record of a pack"):
        packs.make(workbook, tmp_path)


def test_papers_at_one_place_that_followed_go_on_with_the_letters(tmp_path: Path) -> None:
    late = {"To follow": "Yes", "Late reason": "It was not ready."}
    workbook = agenda_workbook(tmp_path, report("1"), report("2", **late), report("3", **late), report("4"))
    (tmp_path / "report-2.pdf").write_bytes(plain_pdf("Report 2", pages=2))
    files = made(workbook, tmp_path / "out")
    assert labels(files.path("consolidated.pdf")) == ["1", "2", "2A", "2B", "2C", "3"]
    assert labels(files.path("public.pdf")) == ["1", "2", "3"]


def test_a_front_sheet_that_grows_with_what_followed_moves_no_published_page(tmp_path: Path) -> None:
    """A page that anybody has cited is the same page in the consolidated pack; what is new has letters, and in front numerals."""
    late = {"To follow": "Yes", "Late reason": "The tender was extended twice. " * 45}
    workbook = agenda_workbook(tmp_path, report("1"), report("2", **late), report("3"), report("4", **late))
    files = made(workbook, tmp_path / "out")
    first, both = (
        dict(zip(labels(files.path(name)), texts(files.path(name)), strict=True))
        for name in ("public.pdf", "consolidated.pdf")
    )
    assert list(first) == ["1", "2", "3"]
    assert list(both) == ["1", "i", "2", "2A", "3", "3A"]
    assert [both[label] for label in ("2", "3")] == [first[label] for label in ("2", "3")]
    for label, words in both.items():
        assert f"Page {label}" in words
    for number, page_ in (("1", "2"), ("2", "2A"), ("3", "3"), ("4", "3A")):
        assert f"Report {number} 1" in both[page_]


def test_an_agenda_without_any_paper_makes_its_front_sheet(tmp_path: Path) -> None:
    workbook = agenda_workbook(tmp_path, {"Number": "1", "Title": "Apologies", "Kind": "Apologies and substitutes"})
    assert len(texts(made(workbook, tmp_path / "out").path("public.pdf"))) == 1


def test_a_papers_workbook_is_no_agenda() -> None:
    with pytest.raises(WrongWorkbook, match="no sheets Meeting and Agenda"):
        packs.read(ROOT / "inputs" / "dashboard-2021.xlsx")


def test_dates_are_given_as_data_and_as_lines() -> None:
    found = packs.dates(SAMPLE).value
    assert found is not None
    data = found.as_data()
    # 12 March 2021 is a Friday; 5, 8, 9, 10 and 11 March are the five clear days
    assert data["publish_by"] == "2021-03-04"
    assert data["published_in_time"] == [
        {"month": "2021-01", "numerator": 2, "denominator": 3},
        {"month": "2021-02", "numerator": 1, "denominator": 1},
    ]
    assert any("GL01" in line for line in found.lines())
    assert any("if weekends and bank holidays counted, by Sat 6 March 2021" in line for line in found.lines())
