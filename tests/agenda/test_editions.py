"""The forms a pack is made in besides one file: right-hand starts, parts, separate papers, and two languages."""

import csv
import hashlib
import io
import os
import shutil
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from kccreport.agenda.issue.separate import Separate, file_name, manifest
from kccreport.roads import agendas as packs
from tests import ROOT
from tests.agenda.packing import codes, labels, made, texts
from tests.agendas import EXEMPT, STEM, agenda_workbook, in_this_process, plain_pdf, report
from tests.books import save
from tests.writers.pdf.walk import walk

LATE: dict[str, Any] = {"To follow": "Yes", "Late reason": "It was not ready."}


@pytest.fixture(autouse=True)
def nearby(monkeypatch: pytest.MonkeyPatch) -> None:
    in_this_process(monkeypatch)


def papers(folder: Path, *pages: int) -> None:
    for number, count in enumerate(pages, 1):
        (folder / f"report-{number}.pdf").write_bytes(plain_pdf(f"Report {number}", pages=count))


# -- right-hand pages


def starts(path: Path) -> list[int]:
    """The physical pages on which papers start, from 1: those with a heading that is more than the item's number."""
    return [at for at, words in enumerate(texts(path), 1) if "Item" in words and f"{words}".count("Report") > 1]


def test_every_paper_starts_on_a_right_hand_page_and_blank_pages_say_so(tmp_path: Path) -> None:
    papers(tmp_path, 2, 1, 3)
    items = [report("1"), report("2"), report("3", **EXEMPT)]
    workbook = agenda_workbook(tmp_path, *items, Meeting={"Start papers on": "Right-hand pages"})
    files = made(workbook, tmp_path / "out")
    # the front sheet is page 1; page 2 is blank; item 1 is pages 3 and 4, item 2 page 5
    assert labels(files.path("public.pdf")) == ["1", "2", "3", "4", "5"]
    assert "Page 2 This page is left blank." in texts(files.path("public.pdf"))[1]
    # then the sheet before the exempt papers on page 7, and the exempt paper from page 9
    assert labels(files.path("restricted.pdf")) == [str(number) for number in range(1, 12)]
    for number, words in enumerate(texts(files.path("restricted.pdf")), 1):
        assert ("left blank" in words) == (number in (2, 6, 8)), number
    assert not list(pikepdf.open(files.path("public.pdf")).open_outline().root)[1].title.startswith("2")


def test_late_and_longer_papers_start_on_right_hand_pages_too(tmp_path: Path) -> None:
    papers(tmp_path, 1, 1)
    meeting = {"Start papers on": "Right-hand pages"}
    out = tmp_path / "out"
    made(agenda_workbook(tmp_path, report("1"), report("2"), Meeting=meeting), out, release=True)
    assert labels(out / f"{STEM}-public.pdf") == ["1", "2", "3", "4", "5"]
    late = report("1A", **LATE)
    files = made(agenda_workbook(tmp_path, report("1"), late, report("2"), Meeting=meeting), out, release=True)
    found = labels(files.path("consolidated.pdf"))
    assert found == ["1", "2", "3", "3 blank", "3A", "4", "5"]
    assert [found.index(each) % 2 for each in ("3", "3A", "5")] == [0, 0, 0]


def test_a_pack_with_blank_pages_is_still_sound(tmp_path: Path) -> None:
    save(tmp_path / "paper.xlsx")
    workbook = agenda_workbook(
        tmp_path, report("1", File="paper.xlsx"), Meeting={"Start papers on": "right-hand pages"}
    )
    path = made(workbook, tmp_path / "out").path("public.pdf")
    assert walk(path.read_bytes()).faults == []
    assert "left blank" in texts(path)[1]


def test_a_blank_page_never_has_a_number_that_a_sheet_stands_for(tmp_path: Path) -> None:
    papers(tmp_path, 1, 5)
    meeting = {"Start papers on": "Right-hand pages"}
    rows: list[dict[str, Any]] = [{"Version": "1", "Date": date(2021, 3, 4)}]
    items = [report("1"), report("2"), report("3", **EXEMPT)]
    out = tmp_path / "out"
    made(agenda_workbook(tmp_path, *items, Meeting=meeting, Versions=rows), out, release=True)
    assert labels(out / f"{STEM}-public.pdf") == [str(number) for number in range(1, 10)]
    items[1] = {**items[1], "Withdrawn": "Yes"}
    rows.append({"Version": "2", "Date": date(2021, 3, 5), "What changed": "Item 2."})
    files = made(agenda_workbook(tmp_path, *items, Meeting=meeting, Versions=rows), out, release=True)
    # the sheet for pages 5 to 9 is the fifth page; page 10 is the blank one before the restricted papers
    # that it also says what has changed takes the front sheet to a second page, i, where page 2 was blank
    assert labels(files.path("restricted.pdf")) == ["1", "i", "3", "4", "5–9", "10", "11", "12", "13"]


# -- parts


def heavy(folder: Path, number: int, size: int) -> None:
    """A paper that cannot be made smaller."""

    def fill(pdf: pikepdf.Pdf) -> None:
        image = pdf.make_stream(
            os.urandom(size), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=size // 3, Height=1,
            ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8,
        )  # fmt: skip
        pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(Im=image)
        content = pdf.pages[0].obj.Contents.read_bytes()
        pdf.pages[0].obj.Contents = pdf.make_stream(content + b" q 100 0 0 100 72 400 cm /Im Do Q")

    (folder / f"report-{number}.pdf").write_bytes(plain_pdf(f"Report {number}", change=fill))


def test_a_pack_larger_than_a_file_may_be_is_made_in_parts_by_item(tmp_path: Path) -> None:
    for number in (1, 2, 3):
        heavy(tmp_path, number, 300_000)
    appendix = {"Item": "2", "Label": "A", "Title": "Map", "File": "map.pdf"}
    workbook = agenda_workbook(
        tmp_path, report("1"), report("2"), report("3"), Appendices=[appendix], Meeting={"Largest file": "0.8 MB"}
    )
    files = made(workbook, tmp_path / "out")
    parts = [name for name in files.files if "part" in name]
    assert parts == ["public-part-1.pdf", "public-part-2.pdf"]
    assert all(files.path(name).stat().st_size <= 800_000 for name in parts)
    assert files.path("public.pdf").stat().st_size > 800_000
    # an appendix stays with its item, and every page keeps its number
    assert labels(files.path(parts[0])) == ["1", "2", "3", "4"]
    assert labels(files.path(parts[1])) == ["Part 2", "5"]
    head = texts(files.path(parts[1]))[0]
    assert "This file holds page 5 of the pack. The agenda is in part 1." in head
    assert "Page Part" not in head


def test_a_restricted_pack_and_a_supplement_are_made_in_parts_too_and_no_part_mixes_public_and_exempt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kccreport.agenda.issue.proof.find_leaks", lambda request: [])
    for number in range(1, 7):
        heavy(tmp_path, number, 300_000)
    items = [
        report("1"),
        report("2"),
        report("3", **EXEMPT),
        report("4", **EXEMPT),
        report("5", **LATE),
        report("6", **LATE),
    ]
    files = made(agenda_workbook(tmp_path, *items, Meeting={"Largest file": "0.5 MB"}), tmp_path / "out")
    parts = {name: labels(files.path(name)) for name in files.files if "part" in name}
    # the front sheet is page 1; with the supplement's items it goes on, and no published number may move
    public = {2: ["Part 2", "3"], 3: ["Part 3", "3A"], 4: ["Part 4", "3B"]}
    longer = {1: ["1", "i", "2"], **public}
    assert parts == {
        "public-part-1.pdf": ["1", "2"],
        "public-part-2.pdf": ["Part 2", "3"],
        "supplement-1-part-1.pdf": ["i", "3A"],
        "supplement-1-part-2.pdf": ["Part 2", "3B"],
        **{f"{name}-part-{at}.pdf": longer[at] for name in ("consolidated", "restricted") for at in longer},
        "restricted-part-5.pdf": ["Part 5", "4", "5"],
        "restricted-part-6.pdf": ["Part 6", "6"],
    }
    for name in parts:
        assert files.path(name).stat().st_size <= 500_000
        is_marked = [("NOT FOR PUBLICATION" in words) for words in texts(files.path(name))]
        assert set(is_marked) == {name in ("restricted-part-5.pdf", "restricted-part-6.pdf")}
    assert "This file holds pages 4–5 of the pack." in texts(files.path("restricted-part-5.pdf"))[0]


def test_one_item_larger_than_a_file_may_be_is_a_part_of_its_own_and_is_named(tmp_path: Path) -> None:
    heavy(tmp_path, 1, 300_000)
    workbook = agenda_workbook(tmp_path, report("1"), report("2"), Meeting={"Largest file": "200 KB"})
    outcome = packs.make(workbook, tmp_path / "out")
    assert ("too-large", "'Meeting'!B8") in [(each.code, each.where) for each in outcome.problems]
    assert outcome.value is not None


def test_a_small_pack_has_no_parts(tmp_path: Path) -> None:
    files = made(agenda_workbook(tmp_path, report("1"), Meeting={"Largest file": "20 MB"}), tmp_path / "out")
    assert not [name for name in files.files if "part" in name]


@pytest.mark.parametrize("typed", ["20", "big", "0 MB", "-5 MB"])
def test_a_size_that_cannot_be_read_is_named(tmp_path: Path, typed: str) -> None:
    workbook = agenda_workbook(tmp_path, report("1"), Meeting={"Largest file": typed})
    assert ("not-a-value", "'Meeting'!B8") in codes(workbook, tmp_path / "out")


# -- separate papers


def listed(path: Path) -> list[dict[str, str]]:
    with zipfile.ZipFile(path) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("manifest.csv").decode("utf-8-sig"))))
        assert sorted(archive.namelist()) == sorted(["manifest.csv", *(row["file"] for row in rows)])
        for row in rows:
            content = archive.read(row["file"])
            assert row["bytes"] == str(len(content))
            assert row["sha256"] == hashlib.sha256(content).hexdigest()
            with pikepdf.open(io.BytesIO(content)) as pdf:
                assert row["pages"] == str(len(pdf.pages))
    return rows


def test_separate_papers_come_in_a_zip_with_a_list_and_exempt_ones_in_another(tmp_path: Path) -> None:
    papers(tmp_path, 2, 1)
    save(tmp_path / "paper.xlsx")
    secret = {**EXEMPT, "Title": "Sale to Oakfield", "Safe title": "A sale"}
    appendix = {"Item": "1", "Label": "B", "Title": "=Map", "File": "map.pdf"}
    workbook = agenda_workbook(
        tmp_path, report("1"), report("2", **secret), report("3", File="paper.xlsx"), Appendices=[appendix]
    )
    files = made(workbook, tmp_path / "out", separate=True)
    public = listed(files.path("papers.zip"))
    assert [(row["file"], row["item"], row["title"], row["public"]) for row in public] == [
        ("item-01.pdf", "Agenda Item 1", "Report 1", "yes"),
        ("item-01-appendix-b.pdf", "Appendix B to item 1", "'=Map", "yes"),
        ("item-03.pdf", "Agenda Item 3", "Report 3", "yes"),
    ]
    (exempt,) = listed(files.path("papers-restricted.zip"))
    assert (exempt["file"], exempt["title"], exempt["public"]) == ("item-02.pdf", "Sale to Oakfield", "no")
    with zipfile.ZipFile(files.path("papers.zip")) as archive:
        (tmp_path / "one.pdf").write_bytes(archive.read("item-01.pdf"))
        (tmp_path / "three.pdf").write_bytes(archive.read("item-03.pdf"))
        assert b"Oakfield" not in b"".join(archive.read(name) for name in archive.namelist())
    assert labels(tmp_path / "one.pdf") == ["2", "3"]  # as in the pack
    assert "Agenda Item 1: Report 1" in texts(tmp_path / "one.pdf")[0]
    assert walk((tmp_path / "three.pdf").read_bytes()).faults == []
    again = made(workbook, tmp_path / "again", separate=True)
    assert again.path("papers.zip").read_bytes() == files.path("papers.zip").read_bytes()


def test_what_leaks_into_a_separate_paper_stops_every_file(tmp_path: Path) -> None:
    secret = "the reserve price of the depot is nine million"
    workbook = agenda_workbook(tmp_path, report("1"), report("2", **EXEMPT))
    for number in (1, 2):
        (tmp_path / f"report-{number}.pdf").write_bytes(plain_pdf(f"Paper {number}", lines=[secret]))
    found = packs.make(workbook, tmp_path / "out", separate=True)
    assert found.value is None
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("item", "label", "name"),
    [
        ("7", "", "item-07.pdf"),
        ("12", "A", "item-12-appendix-a.pdf"),
        ("A1", "1 (i)", "item-a1-appendix-1-i.pdf"),
        ("../../etc", "", "item-etc.pdf"),
        ("…", "", "item-x.pdf"),
        ("CON", "", "item-con.pdf"),
    ],
)
def test_the_name_of_a_separate_paper_says_only_its_place(item: str, label: str, name: str) -> None:
    assert file_name(item, label) == name


def test_a_list_of_papers_holds_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"x")
    text = manifest([Separate(path, "-1", '=HYPERLINK("http://x")', True, 1)])
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["item"], row["title"]) == ("'-1", '\'=HYPERLINK("http://x")')


# -- two languages


def welsh(folder: Path) -> Path:
    save(folder / "paper.xlsx")
    shutil.copy(ROOT / "inputs" / "papers" / "minutes-2021-01-15.pdf", folder / "report-1.pdf")
    return agenda_workbook(
        folder,
        report("1", **{"Welsh title": "Cofnodion"}),
        report("2", File="paper.xlsx", **{"Welsh title": "Dangosfwrdd perfformiad"}),
        report(
            "3",
            **{
                **EXEMPT,
                "Exempt paragraphs": 14,
                "Title": "The Mill House",
                "File": "mill.pdf",
                "Safe title": "A sale",
                "Welsh title": "Gwerthiant",
            },
        ),
        Meeting={
            "Jurisdiction": "Wales",
            "Welsh committee": "Pwyllgor Cabinet yr Amgylchedd",
            "Welsh council": "Cyngor Sir Brawf",
        },
    )


def test_a_bilingual_agenda_makes_each_pack_in_both_languages_with_the_same_numbers(tmp_path: Path) -> None:
    files = made(welsh(tmp_path), tmp_path / "out")
    assert {"public.pdf", "public-cymraeg.pdf", "front-sheet-cymraeg.pdf", "restricted-cymraeg.pdf"} <= set(files.files)
    english, cymraeg = files.path("public.pdf"), files.path("public-cymraeg.pdf")
    assert labels(english) == labels(cymraeg)
    said = texts(cymraeg)
    assert "Agenda: Pwyllgor Cabinet yr Amgylchedd" in said[0]
    assert "Dyddiad: Dydd Gwener 12 Mawrth 2021" in said[0]
    assert "Rhan B: eitemau esempt" in said[0]
    assert "Nid i'w gyhoeddi yn rhinwedd paragraff 14 o Ran 4 o Atodlen 12A" in said[0]
    assert "Gwerthiant" in said[0]
    assert "Tudalen Pecyn 2" in said[1]
    assert "Eitem Agenda 1: Cofnodion" in said[1]
    assert not [words for words in said if "Page " in words and "Tudalen" not in words]


def test_each_pack_of_a_bilingual_agenda_is_marked_with_its_language(tmp_path: Path) -> None:
    files = made(welsh(tmp_path), tmp_path / "out")
    languages = {}
    for name in ("public.pdf", "public-cymraeg.pdf", "front-sheet-cymraeg.pdf"):
        with pikepdf.open(files.path(name)) as pdf:
            languages[name] = str(pdf.Root.Lang)
    assert languages == {"public.pdf": "en-GB", "public-cymraeg.pdf": "cy", "front-sheet-cymraeg.pdf": "cy"}
    found = walk(files.path("public-cymraeg.pdf").read_bytes(), of_others=True)
    assert found.faults == []
    assert files.files["public-cymraeg.pdf"].conformance == "PDF/UA-1 and PDF/A-2a"
    with pikepdf.open(files.path("public-cymraeg.pdf")) as pdf:
        parts = [each for each in elements(pdf.Root.StructTreeRoot.K) if each.get("/S") == "/Part" and "/Lang" in each]
        assert {str(each.Lang) for each in parts} == {"en-GB"}  # the papers, which are in English
        assert len(parts) == 2
        first = [next(kid for kid in below(part) if str(kid.S).startswith("/H")) for part in parts]
        assert [str(each.Lang) for each in first] == ["cy", "cy"]  # but not what we stamp them with


def below(element: Any) -> Iterator[Any]:
    """Every element below one, in reading order."""
    kids = element.K if isinstance(element.K, pikepdf.Array) else [element.K]
    for kid in kids:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from below(kid) if "/K" in kid else ()


def elements(kids: Any) -> list[Any]:
    found = []
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += [kid, *(elements(kid.K) if "/K" in kid and kid.S in ("/Document", "/Part") else [])]
    return found
