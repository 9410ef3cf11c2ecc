"""What was published stays published: every change after a release is played, and its numbers, files and faults read."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kccreport.agenda.issue.records import file_stem
from kccreport.ground.errors import UnreadableFile, UnwritableFile
from kccreport.roads import agendas as packs
from tests.agenda.packing import Made, codes, labels, made, texts, told
from tests.agendas import EXEMPT, STEM, Rows, agenda_workbook, in_this_process, plain_pdf, read, report

LATE: dict[str, Any] = {"To follow": "Yes", "Late reason": "It was not ready."}
MAP: dict[str, Any] = {"Item": "2", "Label": "A", "Title": "Map", "File": "map.pdf"}


@pytest.fixture(autouse=True)
def nearby(monkeypatch: pytest.MonkeyPatch) -> None:
    quickly(monkeypatch)


def quickly(patched: pytest.MonkeyPatch) -> None:
    """Leave out what other tests are about and nothing here depends on: the leak proof, the comparison of pages with those
    that were sent, the report for officers, and the list of papers that keep readers out, so that the front sheet is one
    page.
    """
    in_this_process(patched)
    patched.setattr("kccreport.agenda.issue.proof.find_leaks", lambda request: [])
    patched.setattr("kccreport.agenda.issue.files.comparison_problems", lambda *_: [])
    patched.setattr("kccreport.agenda.issue.files.Issue._make_report", lambda self: None)
    patched.setattr("kccreport.agenda.words.front_sheet._inaccessible", lambda front: iter(()))


def versions(*changed: str) -> Rows:
    """Rows of the sheet Versions: the first issue, and one for each change after it."""
    rows: Rows = [{"Version": "1", "Date": date(2021, 3, 4)}]
    rows += [
        {"Version": str(at), "Date": date(2021, 3, 4 + at), "What changed": words}
        for at, words in enumerate(changed, 2)
    ]
    return rows


class Play:
    """One meeting, issued again and again: reports 1 to 3 of two pages each, item 2 with an appendix, item 3 exempt."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.out = folder, folder / "out"
        self.items = [report("1"), report("2"), report("3", **EXEMPT), report("4")]
        self.sheets: dict[str, Any] = {"Appendices": [dict(MAP)], "Versions": versions()}
        for number in range(1, 5):
            self.paper(f"report-{number}.pdf", f"Report {number}", 2)

    def paper(self, file: str, words: str, pages: int) -> None:
        (self.folder / file).write_bytes(plain_pdf(words, pages=pages))

    def change(self, number: str, **cells: Any) -> None:
        self.items = [{**row, **cells} if row["Number"] == number else row for row in self.items]

    @property
    def workbook(self) -> Path:
        return agenda_workbook(self.folder, *self.items, **self.sheets)

    def release(self) -> Made:
        return made(self.workbook, self.out, release=True)

    def version(self, *changed: str) -> None:
        self.sheets["Versions"] = versions(*changed)

    def faults(self) -> list[tuple[str, str]]:
        return codes(self.workbook, self.out, release=True)

    def errors(self) -> list[tuple[str, str]]:
        problems = packs.make(self.workbook, self.out, release=True).problems
        return [(each.code, each.where) for each in problems if each.is_error]


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the first version was released, once for all plays."""
    with pytest.MonkeyPatch.context() as patched:
        quickly(patched)
        folder = tmp_path_factory.mktemp("released")
        Play(folder).release()
    return folder


@pytest.fixture
def play(released: Path, tmp_path: Path) -> Play:
    shutil.copytree(released, tmp_path, dirs_exist_ok=True)
    return Play(tmp_path)


def numbers(path: Path) -> list[str]:
    """The page labels of a pack but for those that its front sheet has beyond its published pages."""
    return [label for label in labels(path) if not label.startswith("i")]


def page_of(path: Path, label: str) -> str:
    """The words of the page with a label."""
    return texts(path)[labels(path).index(label)]


def venue(play: Play) -> None:
    play.sheets["Meeting"] = {"Venue": "Town Hall"}


def time(play: Play) -> None:
    play.sheets["Meeting"] = {"Time": "2.00 pm"}


def joining(play: Play) -> None:
    play.sheets["Meeting"] = {"Joining link": "https://example.org/meet"}


def officer(play: Play) -> None:
    play.sheets["Meeting"] = {
        "Proper officer": "Ben Watts",
        "Declarations": "Declare.",
        "Despatch date": date(2021, 3, 4),
    }


def in_welsh(play: Play) -> None:
    play.change("1", **{"Welsh title": "Adroddiad 1"})


def replaced(play: Play) -> None:
    play.paper("report-2.pdf", "Rewritten", 2)


def longer(play: Play) -> None:
    play.paper("report-1.pdf", "Report 1", 4)


def exempt_replaced(play: Play) -> None:
    play.paper("report-3.pdf", "Other prices", 2)


def item_gone(play: Play) -> None:
    play.items = [row for row in play.items if row["Number"] != "4"]


def item_withdrawn(play: Play) -> None:
    play.change("4", Withdrawn="Yes")


def appendix_gone(play: Play) -> None:
    play.sheets["Appendices"] = []


def appendix_withdrawn(play: Play) -> None:
    play.sheets["Appendices"] = [{**MAP, "Withdrawn": "Yes"}]


def retitled(play: Play) -> None:
    play.change("1", Title="Another title")


def made_public(play: Play) -> None:
    play.change("3", **dict.fromkeys(EXEMPT))


def made_exempt(play: Play) -> None:
    play.change("1", **EXEMPT)


def appendix_added(play: Play) -> None:
    play.sheets["Appendices"] = [dict(MAP), {**MAP, "Label": "B", "Title": "Plan", "File": "plan.pdf"}]


def item_added(play: Play) -> None:
    play.items.append(report("5"))


def words_added(play: Play) -> None:
    play.change("1", Words="To be taken first.")


def members(play: Play) -> None:
    play.sheets["Members"] = [{"Name": "Ms A"}]


def renumbered(play: Play) -> None:
    play.change("4", Number="5")


def other_reason(play: Play) -> None:
    play.change("3", **{"Exempt reason": "It names a firm."})


CHANGES: list[tuple[Callable[[Play], None], list[str]]] = [
    (venue, ["published-detail-changed"]),
    (time, ["published-detail-changed"]),
    (joining, ["published-detail-changed"]),
    (officer, ["published-detail-changed"] * 3),
    (replaced, ["published-paper-changed"]),
    (longer, ["published-paper-changed"]),
    (exempt_replaced, ["published-paper-changed"]),
    (item_gone, ["published-paper-withdrawn"]),
    (item_withdrawn, ["published-paper-withdrawn"]),
    (appendix_gone, ["published-paper-withdrawn"]),
    (appendix_withdrawn, ["published-paper-withdrawn"]),
    (retitled, ["published-title-changed"]),
    (made_public, ["published-access-changed"]),
    (made_exempt, ["published-access-changed"]),
    (appendix_added, ["published-paper-added"]),
    (item_added, ["published-paper-added"]),
    (words_added, ["published-detail-changed"]),
    (members, ["published-detail-changed"]),
    (renumbered, ["published-number-changed"]),
    (other_reason, ["published-detail-changed"]),
]


@pytest.mark.parametrize(("change", "found"), CHANGES, ids=lambda each: getattr(each, "__name__", ""))
def test_a_change_without_a_row_on_versions_is_a_fault_and_changes_no_file(
    play: Play, change: Callable[[Play], None], found: list[str]
) -> None:
    before = {path.name: path.read_bytes() for path in play.out.iterdir()}
    change(play)
    assert [code for code, _ in play.faults()] == found
    assert {path.name: path.read_bytes() for path in play.out.iterdir()} == before


@pytest.mark.parametrize(
    "changes",
    [
        (venue, time, replaced, exempt_replaced, item_gone, appendix_withdrawn, retitled, words_added, members),
        (longer, item_withdrawn, appendix_gone, made_public, item_added),
        (made_exempt, appendix_added, renumbered, other_reason),
    ],
)
def test_with_a_row_on_versions_everything_may_change_and_the_front_sheet_says_what(
    play: Play, changes: tuple[Callable[[Play], None], ...]
) -> None:
    for change in changes:
        change(play)
    play.version("Something was changed.")
    said = " ".join(texts(play.release().path("public.pdf")))
    assert "What has changed in version 2 Something was changed. Compared with the version published before:" in said
    assert play.faults() == []


def test_a_late_appendix_is_told_to_follow_and_then_makes_a_supplement(play: Play) -> None:
    appendix_added(play)
    outcome = packs.make(play.workbook, play.out, release=True)
    (fault,) = (each for each in outcome.problems if each.is_error)
    assert "type Yes in To follow" in fault.hint
    play.sheets["Appendices"][1] |= LATE
    before = play.out / f"{STEM}-public.pdf"
    published = before.read_bytes()
    files = play.release()
    assert labels(files.path("supplement-1.pdf")) == ["i", "6A"]
    assert before.read_bytes() == published
    assert files.files["public.pdf"].is_kept


def test_published_files_are_kept_until_a_release_and_drafts_go_elsewhere(play: Play) -> None:
    before = {path.name: path.read_bytes() for path in play.out.iterdir()}
    play.version("The venue.")
    venue(play)
    outcome = packs.make(play.workbook, play.out)
    assert outcome.value is not None
    assert outcome.value.is_draft
    assert {each.path.parent for each in outcome.value.files} == {play.out / "draft"}
    assert {path.name: path.read_bytes() for path in play.out.iterdir() if path.is_file()} == before
    assert "Town Hall" in texts(play.out / "draft" / f"{STEM}-public.pdf")[0]


def test_a_release_moves_what_it_supersedes_and_says_so(play: Play) -> None:
    first = (play.out / f"{STEM}-public.pdf").read_bytes()
    play.version("The venue.")
    venue(play)
    made_public(play)
    outcome = packs.make(play.workbook, play.out, release=True)
    assert outcome.value is not None
    moved = {each.was.name.removeprefix(STEM): each for each in outcome.value.superseded}
    assert set(moved) == {"-public.pdf", "-front-sheet.pdf", "-restricted.pdf"}
    assert moved["-public.pdf"].now.read_bytes() == first
    assert moved["-public.pdf"].now == play.out / "superseded" / f"{STEM}-public-version-1.pdf"
    assert moved["-public.pdf"].is_replaced
    assert not moved["-restricted.pdf"].is_replaced  # nothing is exempt any more
    assert not (play.out / f"{STEM}-restricted.pdf").exists()
    play.version("The venue.", "Again.")
    replaced(play)
    play.release()
    assert sorted(path.name.removeprefix(STEM) for path in (play.out / "superseded").iterdir()) == [
        "-front-sheet-version-1.pdf", "-front-sheet-version-2.pdf", "-public-version-1.pdf", "-public-version-2.pdf",
        "-restricted-version-1.pdf",
    ]  # fmt: skip


def test_a_version_that_was_published_before_is_not_taken_for_a_new_one(play: Play) -> None:
    play.version("The venue.")
    venue(play)
    play.release()
    play.sheets["Versions"] = versions()
    assert play.faults() == [("version-out-of-order", "'Versions'!A2")]
    play.sheets["Versions"] = []
    assert play.faults() == [("version-out-of-order", "'Versions'")]


def test_the_first_row_on_versions_after_a_release_says_what_changed(tmp_path: Path) -> None:
    made(agenda_workbook(tmp_path, report("1")), tmp_path / "out", release=True)
    again = agenda_workbook(tmp_path, report("1"), Versions=versions(), Meeting={"Venue": "Town Hall"})
    assert codes(again, tmp_path / "out", release=True) == [("missing-change", "'Versions'!A2")]


# -- numbers


def test_a_paper_that_grows_has_letters_and_no_other_page_moves(play: Play) -> None:
    assert numbers(play.out / f"{STEM}-public.pdf") == ["1", "2", "3", "4", "5", "6", "7", "8"]
    assert numbers(play.out / f"{STEM}-restricted.pdf")[8:] == ["9", "10", "11"]
    longer(play)
    play.paper("report-3.pdf", "Other prices", 3)
    play.version("Two papers are longer.")
    files = play.release()
    assert numbers(files.path("public.pdf")) == ["1", "2", "3", "3A", "3B", "4", "5", "6", "7", "8"]
    assert numbers(files.path("restricted.pdf"))[10:] == ["9", "10", "11", "11A"]
    front = texts(files.path("public.pdf"))[0]
    assert "Agenda Item 1: the paper is changed, on pages 2–3B." in front
    assert "Agenda Item 3: the paper is changed." in front  # of an exempt one no more than that
    longer_still(play)
    files = play.release()
    assert numbers(files.path("public.pdf")) == ["1", "2", "3", "3A", "3B", "3C", "4", "5", "6", "7", "8"]


def longer_still(play: Play) -> None:
    play.paper("report-1.pdf", "Report 1", 5)
    play.version("Two papers are longer.", "And again.")


def test_a_paper_that_shrinks_leaves_its_numbers_unused(play: Play) -> None:
    play.paper("report-1.pdf", "Report 1", 1)
    play.version("Item 1 is shorter.")
    assert numbers(play.release().path("public.pdf")) == ["1", "2", "4", "5", "6", "7", "8"]


def test_published_letters_stay_when_the_page_before_them_grows(play: Play) -> None:
    play.sheets["Appendices"].append({"Item": "1", "Label": "A", "Title": "Late", "File": "late.pdf", **LATE})
    play.paper("late.pdf", "Late", 3)
    assert labels(play.release().path("supplement-1.pdf")) == ["i", "3A", "3B", "3C"]
    longer(play)
    play.version("Item 1 is longer.")
    files = play.release()
    assert numbers(files.path("public.pdf")) == ["1", "2", "3", "3.1", "3.2", "4", "5", "6", "7", "8"]
    assert numbers(files.path("consolidated.pdf"))[3:8] == ["3.1", "3.2", "3A", "3B", "3C"]
    assert labels(files.path("supplement-1.pdf")) == ["i", "3A", "3B", "3C"]
    assert files.files["supplement-1.pdf"].is_kept
    play.paper("late.pdf", "Late", 4)
    play.version("Item 1 is longer.", "Its appendix too.")
    files = play.release()
    assert labels(files.path("supplement-1.pdf")) == ["i", "3A", "3B", "3C", "3D"]
    assert not files.files["supplement-1.pdf"].is_kept


def test_a_front_sheet_longer_than_the_published_one_ends_in_roman_numbers(play: Play) -> None:
    play.version("\n".join(f"Change {number}." for number in range(1, 61)))
    pack = play.release().path("public.pdf")
    found = labels(pack)
    extra = [label for label in found if label.startswith("i")]
    assert extra
    assert [label for label in found if label not in extra] == ["1", "2", "3", "4", "5", "6", "7", "8"]
    for label, words in zip(found, texts(pack), strict=True):
        assert f"Page {label}" in words


def test_a_new_paper_in_the_middle_has_letters(play: Play) -> None:
    play.items.insert(1, report("1A"))
    play.version("Item 1A is added.")
    assert numbers(play.release().path("public.pdf")) == ["1", "2", "3", "3A", "4", "5", "6", "7", "8"]


def test_items_that_are_numbered_anew_keep_their_pages(play: Play) -> None:
    play.items.insert(0, report("0"))
    for at, row in reversed(list(enumerate(play.items))):
        row["Number"] = str(at + 1)
    play.sheets["Appendices"][0]["Item"] = "3"
    play.version("A new item 1.")
    files = play.release()
    assert numbers(files.path("public.pdf")) == ["1", "1A", "2", "3", "4", "5", "6", "7", "8"]
    assert "Agenda Item 5: before, this was Agenda Item 4." in texts(files.path("public.pdf"))[0]


@pytest.mark.parametrize("change", [item_withdrawn, item_gone])
def test_a_withdrawn_item_keeps_its_numbers_by_one_sheet_that_says_so(
    play: Play, change: Callable[[Play], None]
) -> None:
    change(play)
    play.version("Item 4 is withdrawn.")
    files = play.release()
    for name in ("public.pdf", "restricted.pdf"):
        assert numbers(files.path(name))[:7] == ["1", "2", "3", "4", "5", "6", "7–8"]
    sheet = page_of(files.path("public.pdf"), "7–8")
    assert "This paper is withdrawn. It was published on pages 7–8." in sheet
    assert "Agenda Item 4: Report 4" in sheet
    assert "Page 7–8" in sheet
    play.version("Item 4 is withdrawn.", "Nothing much.")
    assert numbers(play.release().path("public.pdf")) == ["1", "2", "3", "4", "5", "6", "7–8"]


def test_the_front_sheet_says_that_an_item_is_withdrawn(play: Play) -> None:
    item_withdrawn(play)
    play.version("Item 4 is withdrawn.")
    front = " ".join(texts(play.release().path("public.pdf"))[:2])
    assert "4 Report 4 This has been withdrawn. 7–8" in front


def test_an_item_that_comes_back_has_its_old_numbers(play: Play) -> None:
    item_withdrawn(play)
    play.version("Item 4 is withdrawn.")
    play.release()
    play.change("4", Withdrawn=None)
    play.version("Item 4 is withdrawn.", "Item 4 is back.")
    assert numbers(play.release().path("public.pdf")) == ["1", "2", "3", "4", "5", "6", "7", "8"]


def test_a_withdrawn_item_takes_its_appendices_with_it(play: Play) -> None:
    play.change("2", Withdrawn="Yes")
    play.version("Item 2 is withdrawn.")
    assert numbers(play.release().path("public.pdf")) == ["1", "2", "3", "4–5", "6", "7", "8"]


def test_a_public_paper_that_becomes_exempt_leaves_a_sheet_and_moves_behind(play: Play) -> None:
    made_exempt(play)
    play.change("1", **{"Safe title": "A matter"})
    play.version("Item 1 is exempt.")
    files = play.release()
    assert numbers(files.path("public.pdf")) == ["1", "2–3", "4", "5", "6", "7", "8"]
    assert "not for publication any more" in page_of(files.path("public.pdf"), "2–3")
    assert numbers(files.path("restricted.pdf"))[7:] == ["9", "10", "11", "12", "13"]
    play.version("Item 1 is exempt.", "Nothing much.")
    assert numbers(play.release().path("public.pdf")) == ["1", "2–3", "4", "5", "6", "7", "8"]


# -- supplements


def test_there_are_any_number_of_supplements_each_with_its_day(play: Play) -> None:
    before = (play.out / f"{STEM}-public.pdf").read_bytes()
    rows = play.sheets["Appendices"]
    for label, day in (("B", 8), ("C", 9), ("D", 9)):
        rows.append({**MAP, "Label": label, "Title": f"Late {label}", "File": f"late-{label}.pdf", **LATE})
        rows[-1]["Published on"] = date(2021, 3, day)
    files = play.release()
    assert labels(files.path("supplement-1.pdf")) == ["i", "6A"]
    assert labels(files.path("supplement-2.pdf")) == ["i", "6B", "6C"]
    assert "Supplementary agenda 2" in texts(files.path("supplement-2.pdf"))[0]
    assert "9 March 2021" in texts(files.path("supplement-2.pdf"))[0]
    second = files.path("supplement-2.pdf").read_bytes()
    # a third, for a paper of an earlier item, and without a day
    rows.append({"Item": "1", "Label": "A", "Title": "Later still", "File": "later.pdf", **LATE})
    files = play.release()
    assert labels(files.path("supplement-3.pdf")) == ["i", "3A"]
    assert files.path("supplement-2.pdf").read_bytes() == second
    assert (play.out / f"{STEM}-public.pdf").read_bytes() == before
    assert numbers(files.path("consolidated.pdf")) == ["1", "2", "3", "3A", "4", "5", "6", "6A", "6B", "6C", "7", "8"]


def test_a_late_exempt_paper_has_a_restricted_supplement(play: Play) -> None:
    secret = {**EXEMPT, "Safe title": "A second contract", **LATE}
    play.items.append(report("5", Title="Contract with Oakfield", **secret))
    files = play.release()
    assert labels(files.path("supplement-1.pdf")) == ["i"]
    public = " ".join(texts(files.path("supplement-1.pdf")))
    assert "A second contract" in public
    assert "Not for publication by virtue of paragraph 3" in public
    assert "Oakfield" not in public
    assert labels(files.path("supplement-1-restricted.pdf")) == ["i", "12"]
    assert "Contract with Oakfield" in texts(files.path("supplement-1-restricted.pdf"))[0]
    assert numbers(files.path("restricted.pdf"))[8:] == ["9", "10", "11", "12"]


def test_an_urgent_item_has_a_supplement_and_letters_at_the_end(play: Play) -> None:
    play.items.append(report("5", Kind="Urgent business", Title="A burst main", **LATE))
    files = play.release()
    assert labels(files.path("supplement-1.pdf")) == ["i", "8A"]
    assert numbers(files.path("consolidated.pdf"))[-1] == "8A"
    assert numbers(files.path("restricted.pdf"))[9:] == ["9", "10", "11"]


def test_a_late_paper_that_was_published_is_not_withdrawn_without_a_version(play: Play) -> None:
    play.sheets["Appendices"].append({**MAP, "Label": "B", "Title": "Late", "File": "late.pdf", **LATE})
    play.release()
    play.sheets["Appendices"].pop()
    assert [code for code, _ in play.faults()] == ["published-paper-withdrawn"]
    play.sheets["Appendices"].append(
        {**MAP, "Label": "B", "Title": "Late", "File": "late.pdf", **LATE, "Withdrawn": "Yes"}
    )
    assert [code for code, _ in play.faults()] == ["published-paper-withdrawn"]
    play.version("Appendix B is withdrawn.")
    files = play.release()
    assert labels(files.path("supplement-1.pdf")) == ["i", "6A"]
    assert "This paper is withdrawn. It was published on page 6A." in texts(files.path("supplement-1.pdf"))[1]
    assert numbers(files.path("consolidated.pdf")) == ["1", "2", "3", "4", "5", "6", "6A", "7", "8"]


def test_a_late_paper_may_not_become_one_of_the_agenda_without_a_version(play: Play) -> None:
    play.sheets["Appendices"].append({**MAP, "Label": "B", "Title": "Late", "File": "late.pdf", **LATE})
    play.release()
    play.sheets["Appendices"][1] = {**MAP, "Label": "B", "Title": "Late", "File": "late.pdf"}
    assert [code for code, _ in play.faults()] == ["published-paper-changed"]
    play.version("Appendix B is part of the agenda.")
    outcome = packs.make(play.workbook, play.out, release=True)
    assert outcome.value is not None
    assert numbers(play.out / f"{STEM}-public.pdf") == ["1", "2", "3", "4", "5", "6", "6A", "7", "8"]
    gone = {each.was.name for each in outcome.value.superseded if not each.is_replaced}
    assert gone == {f"{STEM}-supplement-1.pdf", f"{STEM}-consolidated.pdf"}


# -- records


def test_the_record_knows_the_meeting_and_of_each_paper_hash_pages_title_place_and_access(play: Play) -> None:
    record = json.loads((play.out / f"{STEM}.pack.json").read_text("utf-8"))
    assert [record[key] for key in ("council", "committee", "day", "version")] == [
        "Testshire County Council", "Environment Cabinet Committee", "2021-03-12", "1",
    ]  # fmt: skip
    known = [[each[key] for key in ("place", "title", "pages", "is_public")] for each in record["papers"]]
    assert known == [
        ["Agenda Item 1", "Report 1", "2–3", True],
        ["Agenda Item 2", "Report 2", "4–5", True],
        ["Appendix A to item 2", "Map", "6", True],
        ["Agenda Item 3", "Report 3", "10–11", False],
        ["Agenda Item 4", "Report 4", "7–8", True],
    ]
    assert all(len(each["sha256"]) == 64 for each in record["papers"])
    assert str(play.folder) not in json.dumps(record)


def test_a_record_never_holds_the_title_of_an_exempt_paper(tmp_path: Path) -> None:
    secret = {**EXEMPT, "Title": "Sale to Oakfield", "Safe title": "A sale"}
    made(agenda_workbook(tmp_path, report("1"), report("2", **secret)), tmp_path / "out", release=True)
    assert "Oakfield" not in (tmp_path / "out" / f"{STEM}.pack.json").read_text("utf-8")


def test_next_months_agenda_never_meets_this_months_record(play: Play) -> None:
    before = {path.name: path.read_bytes() for path in play.out.iterdir()}
    other = agenda_workbook(play.folder, report("1", Title="Other"), Meeting={"Meeting date": date(2021, 4, 16)})
    outcome = packs.make(other, play.out, release=True)
    assert outcome.value is not None
    assert told(outcome.problems) == []
    assert outcome.value.superseded == ()
    assert {name: (play.out / name).read_bytes() for name in before} == before
    assert (play.out / "environment-cabinet-committee-2021-04-16-public.pdf").exists()


@pytest.mark.parametrize("moved", [{"Meeting date": date(2021, 3, 19)}, {"Committee": "Environment Committee"}])
def test_a_meeting_that_is_moved_after_its_papers_were_published_is_named(play: Play, moved: dict[str, Any]) -> None:
    play.sheets["Meeting"] = moved
    outcome = packs.make(play.workbook, play.out)
    assert outcome.value is not None
    assert told(outcome.problems) == [("published-elsewhere", "'Meeting'!B4")]
    assert "published for the Environment Cabinet Committee on 12 March 2021" in outcome.problems[-1].message


def test_a_record_of_another_council_with_such_a_committee_is_not_met(play: Play) -> None:
    play.sheets["Meeting"] = {"Council": "Othershire"}
    with pytest.raises(UnwritableFile, match="the record of another meeting"):
        packs.make(play.workbook, play.out, release=True)


def test_the_same_release_twice_changes_no_file(play: Play) -> None:
    before = {path.name: path.read_bytes() for path in play.out.iterdir()}
    play.release()
    assert {path.name: path.read_bytes() for path in play.out.iterdir()} == before


def old_record(out: Path, workbook: Path, *papers: tuple[str, str, str, Path]) -> None:
    """What a release left behind before records knew their meeting: a record and a pack named after the workbook."""
    from kccreport.published.packs import file_hash

    listed = [
        {"place": place, "title": title, "pages": pages, "sha256": file_hash(path), "where": "'Agenda'!B2"}
        for place, title, pages, path in papers
    ]
    out.mkdir(exist_ok=True)
    (out / f"{workbook.stem}.pack.json").write_text(json.dumps({"format": 1, "version": "", "papers": listed}), "utf-8")


def test_an_old_record_holds_its_numbers_and_its_files_are_moved_aside(tmp_path: Path) -> None:
    out = tmp_path / "out"
    appendix = {"Item": "1", "Label": "A", "Title": "Map", "File": "map.pdf", **LATE}
    items = [report("1"), report("2")]
    workbook = agenda_workbook(tmp_path, *items, Appendices=[appendix])
    first = made(workbook, tmp_path / "first")
    old_record(
        out, workbook, ("Agenda Item 1", "Report 1", "2", tmp_path / "report-1.pdf"),
        ("Agenda Item 1 Appendix A", "Map", "2A", tmp_path / "map.pdf"),
        ("Agenda Item 2", "Report 2", "3", tmp_path / "report-2.pdf"),
    )  # fmt: skip
    (out / "agenda-public.pdf").write_bytes(first.path("public.pdf").read_bytes())
    (tmp_path / "report-1.pdf").write_bytes(plain_pdf("Report 1", pages=3))
    assert [code for code, _ in codes(workbook, out, release=True)] == ["published-paper-changed"]
    again = agenda_workbook(tmp_path, *items, Appendices=[appendix], Versions=versions("Item 1."))
    outcome = packs.make(again, out, release=True)
    assert outcome.value is not None
    assert numbers(out / f"{STEM}-consolidated.pdf") == ["1", "2", "2.1", "2.2", "2A", "3"]
    assert not (out / "agenda-public.pdf").exists()
    assert not (out / "agenda.pack.json").exists()
    assert {each.was.name for each in outcome.value.superseded} == {"agenda-public.pdf", "agenda.pack.json"}


def test_an_old_record_that_happens_to_have_the_new_name_is_read(tmp_path: Path) -> None:
    workbook = agenda_workbook(tmp_path, report("1"), name=f"{STEM}.xlsx")
    old_record(tmp_path / "out", workbook, ("Agenda Item 1", "Another title", "2", tmp_path / "report-1.pdf"))
    assert [code for code, _ in codes(workbook, tmp_path / "out")] == ["published-title-changed"]


def test_an_old_record_of_another_meeting_is_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "out"
    march = made(agenda_workbook(tmp_path, report("1")), tmp_path / "first")
    april = agenda_workbook(tmp_path, report("1"), report("2"), Meeting={"Meeting date": date(2021, 4, 16)})
    old_record(out, april, ("Agenda Item 1", "Another title", "2", tmp_path / "report-1.pdf"))
    (out / "agenda-public.pdf").write_bytes(march.path("public.pdf").read_bytes())
    assert codes(april, out, release=True) == []
    assert (out / "agenda.pack.json").exists()


def test_a_record_that_did_not_keep_a_detail_yet_says_nothing_of_it(play: Play) -> None:
    path = play.out / f"{STEM}.pack.json"
    record = json.loads(path.read_text("utf-8"))
    later = {name for name, words in record["details"].items() if not words}
    assert {"Joining link", "Declarations", "Agenda Item 1: Welsh title"} <= later
    record["details"] = {name: words for name, words in record["details"].items() if name not in later}
    path.write_text(json.dumps(record), "utf-8")
    joining(play)
    play.sheets["Meeting"] |= {"Proper officer": "Ben Watts", "Declarations": "Declare."}
    in_welsh(play)
    assert play.errors() == []


def test_a_title_in_welsh_that_changes_is_said(play: Play) -> None:
    in_welsh(play)
    assert play.errors() == [("published-detail-changed", "'Agenda'!B2")]


def test_a_record_of_a_newer_program_stops_the_pack(play: Play) -> None:
    path = play.out / f"{STEM}.pack.json"
    path.write_text(json.dumps({"format": 99}), "utf-8")
    with pytest.raises(UnreadableFile, match="newer kccreport"):
        packs.make(play.workbook, play.out)


@pytest.mark.parametrize(
    ("committee", "name"),
    [
        ("Policy & Resources Cabinet Committee", "policy-and-resources-cabinet-committee"),
        ("Pwyllgor Tŷ’r Aelodau", "pwyllgor-tyr-aelodau"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON:", "con"),
        ("委員会", "meeting"),
        ("x" * 200, "x" * 60),
        ("Children's Services (Sub-Committee)\nPanel", "childrens-services-sub-committee-panel"),
    ],
)
def test_files_are_named_after_committee_and_day_whatever_is_typed(tmp_path: Path, committee: str, name: str) -> None:
    agenda = read(tmp_path).value
    assert agenda is not None
    meeting = agenda.meeting.model_copy(update={"committee": committee})
    assert file_stem(agenda.model_copy(update={"meeting": meeting})) == f"{name}-2021-03-12"
