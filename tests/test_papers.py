"""The sample workbooks become papers that hold every published figure, and pass every check."""

import re
import subprocess
import sys
from pathlib import Path

import pymupdf
import pytest

from kccreport import pipeline
from tests import golden
from tests.pdf.checks import check

ROOT = Path(__file__).parents[1]
# by name: a user's own workbooks may stand beside them
WORKBOOKS = [ROOT / "inputs" / f"{name}.xlsx" for name in ("committee-2012", "committee-2014", "dashboard-2021")]


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    out = tmp_path_factory.mktemp("out")
    for workbook in WORKBOOKS:
        outcome = pipeline.build(workbook, out / f"{workbook.stem}.pdf")
        assert outcome.problems == ()
    return {workbook.stem: out / f"{workbook.stem}.pdf" for workbook in WORKBOOKS}


def text_of(path: Path) -> str:
    return "\n".join(page.get_text() for page in pymupdf.open(path))


@pytest.mark.parametrize("name", [workbook.stem for workbook in WORKBOOKS])
def test_every_paper_is_ua_1_and_a_2a_and_structurally_sound(papers: dict[str, Path], name: str) -> None:
    found = check(papers[name])
    assert found.counts["Table"] > 5
    assert found.counts["Link"] > 5


@pytest.mark.parametrize("name", [workbook.stem for workbook in WORKBOOKS])
def test_a_second_build_gives_the_same_bytes(papers: dict[str, Path], name: str, tmp_path: Path) -> None:
    again = tmp_path / "again.pdf"
    pipeline.build(ROOT / "inputs" / f"{name}.xlsx", again)
    assert again.read_bytes() == papers[name].read_bytes()


@pytest.mark.parametrize("name", [workbook.stem for workbook in WORKBOOKS])
def test_no_page_but_the_last_of_a_section_is_nearly_empty(papers: dict[str, Path], name: str) -> None:
    for page in pymupdf.open(papers[name]):
        words = [word for word in page.get_text("words") if 60 < word[1] < page.rect.height - 60]
        lowest = max(word[3] for word in words)
        assert lowest > page.rect.height / 6, f"page {page.number + 1}"


@pytest.mark.parametrize("name", [workbook.stem for workbook in WORKBOOKS])
def test_every_link_and_contents_entry_leads_to_the_page_it_prints(papers: dict[str, Path], name: str) -> None:
    followed = 0
    pdf = pymupdf.open(papers[name])
    headings = {title: number for _, title, number in pdf.get_toc()}
    for page in pdf:
        for link in page.get_links():
            if "page" not in link or link["page"] < 0:
                continue
            printed = page.get_textbox(link["from"]).split()
            first, _, last = printed[-1].partition("–")
            assert str(link["page"] + 1) == first
            if last:  # a range ends where the next page set, or the paper, does
                assert int(last) > int(first)
                assert int(last) == pdf.page_count or int(last) + 1 in headings.values()
            followed += 1
            entry = " ".join(printed[:-1])
            if entry:  # a line of the contents: its words are a heading there
                assert headings[entry] == link["page"] + 1
    assert followed > 5


def test_indicator_reports_have_a_page_and_a_chart_for_each_kpi(tmp_path: Path) -> None:
    path = tmp_path / "reports.pdf"
    pipeline.build(ROOT / "inputs" / "dashboard-2021.xlsx", path, layout="indicator-reports")
    found = check(path)
    assert found.counts["Figure"] == 24  # of 25 KPIs, one is suspended
    pdf = pymupdf.open(path)
    headings = {title.split(":")[0]: page for _, title, page in pdf.get_toc()}
    for page in pdf.pages(0, 4):
        for link in page.get_links():
            printed = page.get_textbox(link["from"]).split()
            assert str(link["page"] + 1) == printed[-1].partition("–")[0]
            if printed[0].endswith(":"):
                assert headings[printed[0].strip(":")] == link["page"] + 1


def test_every_figure_of_seed_001_is_printed_in_the_order_of_the_seed(papers: dict[str, Path]) -> None:
    """Figures row by row, each row after its reference; thousands separators aside, since the seed forgets some."""
    tokens = [token.replace(",", "") for token in text_of(papers["dashboard-2021"]).split()]
    start = tokens.index("CS01", tokens.index("CS01") + 1)  # the first mention is the summary's
    at = start
    for row in golden.seed_001():
        at = tokens.index(row["ref"], at) + 1
        wanted = [value for value in row["values"].split(";") if value]
        wanted += [row["ytd"]] if row["ytd"] else []
        wanted += [row["target"], row["floor"]] if row["kind"] == "kpi" else [row["upper"], row["lower"]]
        if previous := re.search(r"(?:Previous|Prev\.)[^;]*? ([\d,.]+%?)$", row["note"]):
            wanted.append(previous[1])
        place = at
        for value in filter(None, wanted):
            figure = value.replace(",", "")
            if row["ref"] == "HR23" and figure in ("90", "80"):
                figure += "%"  # the council forgot the sign beside values that carry one
            place = tokens.index(figure, place) + 1
            assert place - at < 60, (row["ref"], value)


def test_the_ratings_of_seed_001_stand_in_the_tables_and_in_the_summary(papers: dict[str, Path]) -> None:
    pages = [page.get_text() for page in pymupdf.open(papers["dashboard-2021"])]
    summary = " ".join(text for text in pages if "Latest RAG" in text).split()
    detail = " ".join(text for text in pages if "Month RAG" in text or "Quarter RAG" in text).split()
    colours = {"Green", "Amber", "Red"}
    for row in golden.seed_001():
        if row["kind"] != "kpi" or row["ref"] == "HR25":
            continue
        published = [row[name].capitalize() for name in ("published_latest_rag", "published_ytd_rag")]
        expected = [colour for colour in published if colour in colours]
        for tokens in (summary, detail):
            following = tokens[tokens.index(row["ref"]) + 1 :][:45]
            assert [token for token in following if token in colours][: len(expected)] == expected, row["ref"]


def test_the_words_of_every_state_are_printed(papers: dict[str, Path]) -> None:
    text = text_of(papers["dashboard-2021"])
    assert text.count("Audits suspended") == 2
    assert "Audits suspended due to Covid-19" in text
    assert "CS04a and CS04b:" in text
    assert "£000s" in text
    assert "(000s)" in text


def test_the_2014_cover_has_the_sentences_of_the_published_one(papers: dict[str, Path]) -> None:
    text = " ".join(text_of(papers["committee-2014"]).split())
    assert "thirty-one (31) KPIs" in text
    assert "Green for nineteen indicators, Amber for five indicators and Red for seven indicators" in text
    assert "Net direction of travel for July 2014 was positive, with 14 improving and 10 lower" in text
    assert "Policy and Resources Cabinet Committee – 19 September 2014" in text


def test_the_2012_cover_explains_the_two_reds_for_the_year_to_date(papers: dict[str, Path]) -> None:
    first_pages = " ".join(
        "".join(page.get_text() for page in pymupdf.open(papers["committee-2012"]).pages(0, 2)).split()
    )
    table = first_pages[first_pages.index("every indicator that is Red") :]
    assert table.index("Percentage of Grade 1 priority calls") < table.index("Percentage of deaths registered")
    assert "Members are asked to review the Customer & Communities" in table
    for printed in (
        "Mike Hill, Cabinet Member",
        "6 July 2012",
        "Mark Scrivener",
        "01622 696055",
        "mark.scrivener@kent.gov.uk",
    ):
        assert printed in first_pages


def test_the_workbooks_are_what_their_script_makes(tmp_path: Path) -> None:
    copy = tmp_path / "a folder" / "inputs"
    (copy / "sources").mkdir(parents=True)
    for source in [*(ROOT / "inputs").glob("*.py"), *(ROOT / "inputs" / "sources").glob("*.py")]:
        (copy / source.relative_to(ROOT / "inputs")).write_bytes(source.read_bytes())
    subprocess.run([sys.executable, str(copy / "make.py")], check=True, cwd=ROOT, env=_environment())
    for workbook in WORKBOOKS:
        assert (copy / workbook.name).read_bytes() == workbook.read_bytes(), workbook.name


def _environment() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": str(ROOT)}
