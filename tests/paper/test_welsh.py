"""A paper in Welsh has no English word of ours, and words that stayed in English say so."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pikepdf
import pymupdf
import pytest

from kccreport import language
from kccreport.ground.address import CellAddress
from kccreport.models.data_table import DataCell, DataRow, DataTable
from kccreport.models.ratings import RatingScale, scale_of
from kccreport.models.schemes import FloorStandard
from kccreport.models.welsh import in_tables_without_welsh, in_welsh, without_welsh
from kccreport.paper.blocks import AlertCell, Column, ColumnKind, RatingCell, Table, TravelCell
from kccreport.paper.computed import passage_words
from kccreport.paper.data_tables import data_table
from kccreport.paper.wording import is_not_applicable, mark_words
from kccreport.rating.rated import rate_submission
from kccreport.roads import papers
from kccreport.writers.pdf import theme
from kccreport.writers.pdf.flowables.cells import lay_cell
from kccreport.writers.pdf.tagging.structure import Element
from tests import books
from tests.language.leftovers import Marking, unsaid
from tests.samples import reading_of
from tests.writers.pdf.checks import check


@pytest.fixture
def marking(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every word that is looked up shows it."""
    monkeypatch.setattr(language, "_catalogue", lambda _: Marking())
    return


@pytest.mark.parametrize("name", ["dashboard-2021", "quarterly-2011", "scrutiny-2012", "district-2026"])
@pytest.mark.usefixtures("marking")
def test_every_word_that_a_paper_prints_of_its_own_is_in_the_catalogue(name: str) -> None:
    reading = reading_of(name)
    with language.speaking(language.WELSH):
        assert unsaid(papers.compose(reading, language.WELSH), reading.rated.submission) == []


@pytest.mark.parametrize("name", ["dashboard-2021", "district-2026"])
def test_a_welsh_paper_passes_every_check_as_pdf_and_holds_the_same_as_a_page(name: str, tmp_path: Path) -> None:
    reading = reading_of(name)
    paper = papers.compose(reading, language.WELSH)
    (tmp_path / "paper.pdf").write_bytes(papers.render(paper).content)
    check(tmp_path / "paper.pdf")
    page = papers.render_page(paper).decode()
    assert '<html lang="cy">' in page
    assert "Gwyrdd" in page


def bilingual(path: Path, **cells: str) -> None:
    """Write the small workbook of the suite in two languages, with what Welsh is given."""
    books.save(path)
    book = openpyxl.load_workbook(path)
    paper = book["Paper"]
    paper.append(["Language", "English and Welsh"])
    sheet = book.create_sheet("Welsh")
    sheet.append(["English", "Welsh"])
    for english, welsh in cells.items():
        sheet.append([english.replace("_", " "), welsh])
    book.save(path)


def test_a_paper_in_both_languages_is_two_files_each_in_its_own(tmp_path: Path) -> None:
    bilingual(tmp_path / "june.xlsx", Potholes="x")
    book = openpyxl.load_workbook(tmp_path / "june.xlsx")
    indicators = book["Indicators"]
    headings = {cell.value: cell.column for cell in indicators[1]}
    title = str(indicators.cell(2, headings["Title"]).value)
    book["Welsh"].append([title, "Tyllau yn y ffordd"])
    book.save(tmp_path / "june.xlsx")
    outcome = papers.build(tmp_path / "june.xlsx", tmp_path / "out" / "june.pdf")
    assert outcome.value is not None, outcome.problems
    welsh = tmp_path / "out" / "june-cymraeg.pdf"
    assert outcome.value.beside == (welsh,)
    assert [each.code for each in outcome.problems if each.code == "no-welsh"] == ["no-welsh"]
    check(welsh)
    with pikepdf.open(welsh) as pdf:
        assert str(pdf.Root.Lang) == "cy"
        marked = b"/Lang" in pdf.Root.StructTreeRoot.unparse(resolved=True) or any(
            isinstance(each, pikepdf.Dictionary)
            and each.get("/S") is not None
            and str(each.get("/Lang", "")) == "en-GB"
            for each in pdf.objects
        )
        assert marked, "commentary without Welsh stays English, and says so"
    text = "".join(page.get_text() for page in pymupdf.open(welsh))
    assert "Tyllau yn y ffordd" in " ".join(text.split())
    assert "Blwyddyn Ariannol" in text
    assert title not in " ".join(text.split())
    english = "".join(page.get_text() for page in pymupdf.open(tmp_path / "out" / "june.pdf"))
    assert title in " ".join(english.split())
    assert "Financial Year" in english


def test_a_workbook_in_welsh_is_one_paper_with_welsh_months_and_ratings(tmp_path: Path) -> None:
    books.save(tmp_path / "june.xlsx")
    book = openpyxl.load_workbook(tmp_path / "june.xlsx")
    book["Paper"].append(["Language", "Welsh"])
    book.save(tmp_path / "june.xlsx")
    outcome = papers.build(tmp_path / "june.xlsx", tmp_path / "june.pdf")
    assert outcome.value is not None
    assert outcome.value.beside == ()
    text = "".join(page.get_text() for page in pymupdf.open(tmp_path / "june.pdf"))
    assert "Tudalen 1 o 5" in text
    assert "Gwyrdd" in text
    assert "Green" not in text


def test_a_passage_that_stays_in_english_names_what_it_computes_in_english(tmp_path: Path) -> None:
    bilingual(tmp_path / "june.xlsx", **{"Title of HT02": "Tyllau yn y ffordd", "Behind": "Ar ei hôl hi"})
    book = openpyxl.load_workbook(tmp_path / "june.xlsx")
    book["Paper"].append(["Rating words", "Green = Fine, Red = Behind"])
    book.save(tmp_path / "june.xlsx")
    found = papers.read(tmp_path / "june.xlsx")
    assert found.value is not None, found.problems
    welsh = rate_submission(in_welsh(found.value.rated.submission))
    passage = welsh.submission.passages[0].model_copy(
        update={"text": "{rating sentence}", "language": language.ENGLISH}
    )
    red = welsh.kpis[0].kpi.model_copy(update={"target": Decimal(99), "scheme": FloorStandard(floor=Decimal(98))})
    late = rate_submission(welsh.submission.model_copy(update={"indicators": (red,)}))
    with language.speaking(language.WELSH):
        assert "Ar ei hôl hi: HT02 Tyllau yn y ffordd." in passage_words(
            passage.model_copy(update={"language": ""}), late
        )
        assert "Behind: HT02 Title of HT02." in passage_words(passage, late)


def test_the_word_total_is_ours_and_what_a_table_of_the_councils_says_is_marked_as_english() -> None:
    at = CellAddress("Calls", 1, 1)
    rows = tuple(DataRow(label=label, cells=(DataCell(value=Decimal(5), decimals=0),)) for label in ("North", "Total"))
    table = DataTable(
        name="Calls", title="Calls taken", stub="Office", headings=("Total",), periods=(None,), rows=rows[:1],
        total=rows[1], at=at,
    )  # fmt: skip
    with language.speaking(language.WELSH):
        (shown,) = (block for block in data_table(table, str) if isinstance(block, Table))
    assert shown.columns[1].heading == "Cyfanswm"
    assert [run.text for row in shown.rows for run in row[0].paragraphs[0]] == ["North", "Cyfanswm"]
    submission = reading_of("dashboard-2021").rated.submission.model_copy(update={"tables": (table,)})
    assert in_tables_without_welsh(submission) == {"Calls taken", "North"}


def test_an_unknown_language_is_named_with_those_there_are(tmp_path: Path) -> None:
    books.save(tmp_path / "june.xlsx")
    book = openpyxl.load_workbook(tmp_path / "june.xlsx")
    book["Paper"].append(["Language", "Cornish"])
    book.save(tmp_path / "june.xlsx")
    (problem,) = (each for each in papers.read(tmp_path / "june.xlsx").problems if each.is_error)
    assert "English or Welsh or English and Welsh" in problem.hint + problem.message


@pytest.mark.parametrize("language_", [language.ENGLISH, language.WELSH])
def test_where_nothing_applies_no_shape_is_drawn_in_either_language(language_: str) -> None:
    """A direction that is not known has no arrow, and n/a is no pill."""
    with language.speaking(language_):
        for cell in (TravelCell(None), AlertCell(None), RatingCell(None, language.say_word("n/a"))):
            laid = lay_cell(cell, Column("", ColumnKind.TRAVEL), 0, 100, Element("TD"), theme.CELL, 2)
            assert laid.mark is None
            assert is_not_applicable(mark_words(cell))


def test_the_welsh_of_the_councils_words_for_ratings_is_printed_and_asked_for(tmp_path: Path) -> None:
    bilingual(tmp_path / "june.xlsx", **{"On track": "Ar y trywydd iawn", "Close": "Yn agos"})
    book = openpyxl.load_workbook(tmp_path / "june.xlsx")
    book["Paper"].append(["Rating words", "Green = On track, Amber = Close, Red = Off track"])
    book.save(tmp_path / "june.xlsx")
    found = papers.read(tmp_path / "june.xlsx")
    assert found.value is not None, found.problems
    with language.speaking(language.WELSH):
        scale = in_welsh(found.value.rated.submission).paper.ratings
    assert [word for _, word in scale.words] == ["Ar y trywydd iawn", "Yn agos", "Off track"]
    missing = {text for text, _ in without_welsh(found.value.rated.submission)}
    assert "Off track" in missing
    assert missing.isdisjoint({"On track", "Close"})


def test_words_for_ratings_that_have_no_room_or_are_the_same_stay_as_they_are() -> None:
    scale = scale_of("On track, Close, Off track")
    assert isinstance(scale, RatingScale)
    assert scale.saying({"Close": "Y" * 25}) == scale
    assert scale.saying({"Close": "Da", "On track": "Da"}) == scale
