"""Papers as others have sent them, packed from end to end: each shows one kind of what must never be published."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from kccreport.ground.problem import Problem
from kccreport.roads import agendas as packs
from tests import ROOT
from tests.agenda.packing import made, texts
from tests.agenda.test_canaries import everything_in
from tests.agendas import agenda_workbook, in_this_process, report

CASES = ROOT / "tests" / "agenda" / "cases"


@dataclass(frozen=True)
class Case:
    """A paper, and what is right.

    `faults` are codes with what the message names; `cleared` is what a person lets through so that a pack is made at all,
    in which `seen` is still read and `gone` is nowhere in the file.
    """

    file: str
    faults: tuple[tuple[str, str], ...]
    cleared: str
    seen: tuple[str, ...]
    gone: tuple[str, ...]


COMMENTS = (
    "would lose this in court", "07700", "move this to exempt", "compulsory purchase next", "not agreed with finance",
    "s.40 personal", "jane smith",
)  # fmt: skip
RIGHT = (
    Case(
        "covered.pdf",
        (
            ("covered-words", "“The complainant is Mrs Ann Example of 1 …” 5 cm"),
            ("covered-words", "“Bid price: 41,250 pounds” 9 cm from the top (page 1)"),
        ),
        "Words under a mark",
        ("Approved by A. Officer, 3 May 2026", "Signed on the typewriter line below:"),
        ("/subtype /freetext", "/subtype /stamp", "/helv 12 tf"),
    ),
    Case(
        "comments.pdf",
        (("unapplied-redaction", "a redaction was marked but not applied (page 1)"),),
        "Redaction not applied",
        ("Rent of Unit 4: 41,250 pounds a year",),
        (*COMMENTS, "/subtype /redact", "/subtype /text", "/subtype /polygon"),
    ),
    Case(
        "cropped.pdf", (), "", ("Visible line 717", "Visible line 60"), ("cropped away", "20-00-00", "account 12345678")
    ),
    Case(
        "blackbox.pdf",
        (("covered-words", "“The complainant is Mrs Ann Example of 1 …” 5 cm from the top (page 1)"),),
        "Covered words",
        (),
        (),
    ),
)


@pytest.fixture(autouse=True)
def nearby(monkeypatch: pytest.MonkeyPatch) -> None:
    in_this_process(monkeypatch)


def agenda(folder: Path, case: Case, *, cleared: str = "") -> Path:
    (folder / case.file).write_bytes((CASES / case.file).read_bytes())
    row = {"Paper": case.file, "What": cleared, "Reason": "A case.", "Cleared by": "Pat Clerk"}
    return agenda_workbook(folder, report("1", File=case.file), Cleared_findings=[row] if cleared else [])


def errors(problems: tuple[Problem, ...]) -> list[Problem]:
    return [each for each in problems if each.is_error]


@pytest.mark.parametrize("case", RIGHT, ids=lambda case: case.file)
def test_check_and_pack_name_what_is_wrong_with_page_and_place_and_nothing_else(tmp_path: Path, case: Case) -> None:
    workbook = agenda(tmp_path, case)
    outcome = packs.make(workbook, tmp_path / "out")
    for found in (errors(packs.check(workbook)), errors(outcome.problems)):
        assert {each.code for each in found} == {code for code, _ in case.faults}
        for code, words in case.faults:
            assert any(each.code == code and words in each.message for each in found), found
    assert (tmp_path / "out").exists() == (not case.faults)


@pytest.mark.parametrize("case", RIGHT, ids=lambda case: case.file)
def test_what_a_person_lets_through_is_published_as_it_looks_without_what_nobody_saw(
    tmp_path: Path, case: Case
) -> None:
    public = made(agenda(tmp_path, case, cleared=case.cleared), tmp_path / "out").path("public.pdf")
    page = texts(public)[1]
    for words in case.seen:
        assert words in page
    content = everything_in(public)
    for words in case.gone:
        assert words.casefold() not in content


def test_each_of_the_cases_is_played() -> None:
    assert {each.name for each in CASES.glob("*.pdf")} == {case.file for case in RIGHT}


def test_what_is_said_to_be_gone_stands_in_the_papers_as_they_were_sent() -> None:
    for case in RIGHT:
        content = everything_in(CASES / case.file)
        assert [words for words in case.gone if words.casefold() not in content] == []
