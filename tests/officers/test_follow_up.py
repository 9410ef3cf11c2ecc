"""Did last time's actions happen: rollover keeps them with owner and day, check asks, and papers print both."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from kccreport.ground.problem import Problem
from kccreport.layout.reader import read_layout
from kccreport.paper.blocks import Heading, Paper, Prose, Table
from kccreport.paper.compose import compose
from kccreport.paper.review import review
from kccreport.rating.rated import rate_submission
from kccreport.roads import officers as rounds
from kccreport.roads import papers
from tests import books
from tests.books import results
from tests.intake.one_sheet.sheets import save
from tests.officers.test_one_sheet import ROWS
from tests.paper.tables import words

ACTED = {
    "References": "HT02", "Commentary": "Crews were short.", "Actions": "Recruit two crews.", "Action owner": "Head of Roads",
    "Action due": "31 March 2021",
}  # fmt: skip
RED = [results(**{"Dec 20": "70%"})]


def said(path: Path, sheet: str) -> dict[str, Any]:
    """The first row below the headings that names what is reported on, by heading."""
    rows = list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))
    at = next(at for at, row in enumerate(rows) if {"References", "Title"} & set(map(str, row)) and len(set(row)) > 3)
    found = next(row for row in rows[at + 1 :] if "HT02" in row or "Repairs on time" in row)
    return {str(name): value for name, value in zip(rows[at], found, strict=True) if name}


def test_rollover_keeps_actions_with_owner_and_day_and_adds_a_column_for_their_outcome(tmp_path: Path) -> None:
    out = tmp_path / "next.xlsx"
    assert rounds.rollover(books.save(tmp_path, commentary=[ACTED], results=RED), out).value is not None
    kept = said(out, "Commentary")
    assert kept["Previous actions"] == "Recruit two crews (Head of Roads, by 31 March 2021)"
    assert kept["Outcome of actions"] is None
    assert (kept["Actions"], kept["Action owner"], kept["Action due"]) == (None, None, None)


def test_a_second_rollover_keeps_the_newer_actions_and_clears_the_outcome(tmp_path: Path) -> None:
    row = ACTED | {"Previous actions": "Older.", "Outcome of actions": "Done."}
    out = tmp_path / "next.xlsx"
    assert rounds.rollover(books.save(tmp_path, commentary=[row], results=RED), out).value is not None
    kept = said(out, "Commentary")
    assert kept["Previous actions"].startswith("Recruit two crews")
    assert kept["Outcome of actions"] is None


def test_a_sheet_without_actions_gains_no_column_for_them(tmp_path: Path) -> None:
    row = {"References": "HT02", "Commentary": "Fine.", "Actions": None}
    out = tmp_path / "next.xlsx"
    assert rounds.rollover(books.save(tmp_path, commentary=[row]), out).value is not None
    assert not {"Previous actions", "Outcome of actions"} & set(said(out, "Commentary"))


def test_so_it_is_on_one_sheet_and_in_a_template_that_starts_from_it(tmp_path: Path) -> None:
    body = [
        [*row, *[None] * (10 - len(row)), "Hire a joiner.", "Bob Fox"] if "Repairs on time" in row else row
        for row in ROWS[6:]
    ]
    rows = [*ROWS[:3], [], [*ROWS[5], "Actions", "Action owner"], *body]
    one = save(tmp_path / "june.xlsx", rows)
    assert rounds.rollover(one, tmp_path / "next.xlsx").value is not None
    assert (
        rounds.template(tmp_path / "from.xlsx", "simple", "2024/25", date(2024, 10, 20), source=one).value is not None
    )
    for name in ("next.xlsx", "from.xlsx"):
        kept = said(tmp_path / name, "Measures")
        assert kept["Previous actions"] == "Hire a joiner (Bob Fox)"
        assert "Outcome of actions" in kept
    again = [[*row, "Hire a joiner.", None] if "Repairs on time" in row else row for row in ROWS[6:]]
    later = save(tmp_path / "july.xlsx", [*ROWS[:3], [], [*ROWS[5], "Previous actions", "Outcome of actions"], *again])
    asked = [each for each in papers.read(later).problems if each.code == "no-outcome"]
    assert [each.where for each in asked] == ["'Measures'!L7"]


def problems(folder: Path, **more: Any) -> list[Problem]:
    submission = books.submission(folder, commentary=[ACTED | more], results=RED)
    layout = read_layout("committee-paper").value
    assert layout is not None
    return [each for each in review(rate_submission(submission), layout) if each.code == "no-outcome"]


def test_check_asks_what_has_become_of_them_where_nobody_says(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, **{"Previous actions": "Buy a van (A Hill, by May).", "Outcome of actions": None})
    assert found.where == "'Commentary'!G2"
    assert "last time's actions on HT02: 'Buy a van (A Hill, by May).'" in found.message
    assert problems(tmp_path, **{"Previous actions": "Buy a van.", "Outcome of actions": "Bought."}) == []
    assert problems(tmp_path) == []


def test_check_asks_even_where_there_is_no_commentary_this_time(tmp_path: Path) -> None:
    row = {"References": "HT02", "Commentary": None, "Previous actions": "Buy a van.", "Outcome of actions": None}
    submission = books.submission(tmp_path, commentary=[row])
    assert [each.actions for each in submission.follow_ups] == ["Buy a van."]
    assert submission.commentary == ()


def paper(folder: Path, layout: str, **more: Any) -> Paper:
    found = read_layout(layout).value
    assert found is not None
    return compose(rate_submission(books.submission(folder, commentary=[ACTED | more], results=RED)), found)


def test_the_report_and_the_list_of_what_needs_attention_print_both(tmp_path: Path) -> None:
    found = paper(tmp_path, "indicator-reports", **{"Previous actions": "Buy a van.", "Outcome of actions": "Bought."})
    at = next(
        i for i, each in enumerate(found.blocks) if isinstance(each, Heading) and each.text.startswith("Did last")
    )
    lines = ["".join(run.text for run in each.content) for each in found.blocks[at:] if isinstance(each, Prose)]
    assert lines[:2] == ["Buy a van.", "Outcome: Bought."]
    table = next(each for each in found.blocks if isinstance(each, Table) and each.columns[-1].heading == "Page")
    assert words(table.rows[0][5]) == (
        "Recruit two crews (Head of Roads, by 31 March 2021). / Last time: Buy a van. Since then: Bought."
    )


def test_a_paper_says_who_acts_and_by_when_below_one_line_or_several(tmp_path: Path) -> None:
    for actions, shown in (
        ("Recruit two crews.", "Recruit two crews (Head of Roads, by 31 March 2021)."),
        ("Recruit:\n- one crew\n- another", "Who and when: Head of Roads, by 31 March 2021."),
    ):
        for layout in ("indicator-reports", "committee-paper"):
            blocks = paper(tmp_path, layout, Actions=actions).blocks
            lines = ["".join(run.text for run in each.content) for each in blocks if isinstance(each, Prose)]
            assert any(line.endswith(shown) for line in lines), (layout, shown)


def test_where_nobody_says_the_paper_says_so(tmp_path: Path) -> None:
    found = paper(tmp_path, "indicator-reports", **{"Previous actions": "Buy a van.", "Outcome of actions": None})
    lines = ["".join(run.text for run in each.content) for each in found.blocks if isinstance(each, Prose)]
    assert "Outcome: Nothing is said of it yet." in lines
