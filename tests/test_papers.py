"""The sample workbooks become papers that hold every published figure, and pass every check."""

import re
import runpy
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from kccreport.roads import papers as pipeline
from tests import ROOT, golden
from tests.remembered import rendered_once
from tests.samples import short_dashboard
from tests.writers.pdf.checks import check

# by name: a user's own workbooks may stand beside them
NAMES = ("committee-2012", "committee-2014", "dashboard-2021", "district-2026", "quarterly-2011", "scrutiny-2012")
WORKBOOKS = [ROOT / "inputs" / f"{name}.xlsx" for name in NAMES]
# what the samples keep of the published papers' slips: comparators of earlier periods, and totals that do not add up
SLIPS = {
    "quarterly-2011": {"comparator-period": 6, "total-differs": 2},
    "district-2026": {"target-in-words": 1},  # a target such as Top quartile is words, so it is not rated
}


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    out = tmp_path_factory.mktemp("out")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "render", rendered_once)
        for workbook in WORKBOOKS:
            outcome = pipeline.build(workbook, out / f"{workbook.stem}.pdf")
            assert Counter(problem.code for problem in outcome.problems) == SLIPS.get(workbook.stem, {})
    return {workbook.stem: out / f"{workbook.stem}.pdf" for workbook in WORKBOOKS}


@cache
def texts_of(path: Path) -> list[str]:
    return [page.get_text() for page in pymupdf.open(path)]


def text_of(path: Path) -> str:
    return "\n".join(texts_of(path))


def words_within(box: pymupdf.Rect, words: list[tuple[Any, ...]]) -> list[str]:
    """The words of a page, as `get_text` gives them, whose middle is in a box: ten times as quick as its own way."""
    return [word[4] for word in words if ((word[0] + word[2]) / 2, (word[1] + word[3]) / 2) in box]


@pytest.mark.parametrize("name", [workbook.stem for workbook in WORKBOOKS])
def test_every_paper_is_ua_1_and_a_2a_and_structurally_sound(papers: dict[str, Path], name: str) -> None:
    found = check(papers[name])
    assert found.counts["Table"] >= 5
    assert found.counts["Link"] > 5


@pytest.mark.parametrize("name", ["committee-2014", "quarterly-2011"])  # between them, whatever a paper can hold
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
        words = page.get_text("words")
        for link in page.get_links():
            if "page" not in link or link["page"] < 0:
                continue
            printed = words_within(link["from"], words)
            if re.fullmatch(r"\(\d+\)", printed[-1]):
                continue  # a note, which stands below the table that refers to it, or the way back
            first, _, last = printed[-1].partition("–")
            assert str(link["page"] + 1) == first
            if last:  # a range ends where the next page set, or the paper, does
                assert int(last) > int(first)
                assert int(last) == pdf.page_count or int(last) + 1 in headings.values()
            followed += 1
            entry = " ".join(printed[:-1])
            if entry:  # a line of the contents: its words are a heading there, or the reference that begins one
                start = "KPI01:" if entry == "Detailed KPI reports" else entry.partition(":")[0] + ":"
                there = headings.get(entry) or next(page for title, page in headings.items() if title.startswith(start))
                assert there == link["page"] + 1
                found = re.sub(r"\s+", " ", texts_of(papers[name])[there - 1])
                assert (start if entry not in headings else entry) in found, "the heading itself stands on that page"
    assert followed > 5


def test_every_row_of_a_kpi_summary_links_to_the_page_that_carries_its_indicators_heading(
    papers: dict[str, Path],
) -> None:
    pdf = pymupdf.open(papers["quarterly-2011"])
    followed = set()
    headings = {title: number for _, title, number in pdf.get_toc()}
    first = headings["Summary of Key Performance Indicators"] - 1
    for page in pdf.pages(first, headings["Performance highlight"] - 1):
        rows = [(word[1], word[4]) for word in page.get_text("words") if word[4].startswith("KPI") and word[0] < 60]
        for link in page.get_links():
            above = [(top, reference) for top, reference in rows if top <= link["from"].y1]
            reference = max(above)[1]  # the row that the page number stands in
            there = pdf[link["page"]].get_text().splitlines()
            assert any(line.startswith(f"{reference}: ") for line in there), reference
            assert not any(line.endswith("(continued)") for line in there), reference
            followed.add(reference)
    assert len(followed) == 26


def test_indicator_reports_have_a_page_and_a_chart_for_each_kpi(tmp_path: Path) -> None:
    path = tmp_path / "reports.pdf"
    (tmp_path / "dashboard.xlsx").write_bytes(short_dashboard())
    pipeline.build(tmp_path / "dashboard.xlsx", path, layout="indicator-reports")
    found = check(path)
    assert found.counts["Figure"] == 7 * 2  # a chart, and a small line in the summary; of 8 KPIs, one is suspended
    pdf = pymupdf.open(path)
    headings = {title.split(":")[0]: page for _, title, page in pdf.get_toc()}
    for page in pdf.pages(0, 4):
        words = page.get_text("words")
        for link in page.get_links():
            printed = words_within(link["from"], words)
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
    pages = texts_of(papers["dashboard-2021"])
    summary = " ".join(text for text in pages if "Trend" in text.split()).split()
    detail = " ".join(text for text in pages if "Month RAG" in text or "Quarter RAG" in text).split()
    colours = {"Green", "Amber", "Red"}
    for row in golden.seed_001():
        if row["kind"] != "kpi" or row["ref"] == "HR25":
            continue
        published = [row[name].capitalize() for name in ("published_latest_rag", "published_ytd_rag")]
        expected = [colour for colour in published if colour in colours]
        following = detail[detail.index(row["ref"]) + 1 :][:45]
        assert [token for token in following if token in colours][: len(expected)] == expected, row["ref"]
        following = summary[summary.index(row["ref"], summary.index("Trend")) + 1 :]
        was_and_now = [token for token in following if token in colours][:2]
        assert was_and_now[1] == published[0], row["ref"]


def test_the_words_of_every_state_are_printed(papers: dict[str, Path]) -> None:
    text = text_of(papers["dashboard-2021"])
    assert text.count("Audits suspended") == 2
    assert "Audits suspended due to Covid-19" in text
    assert "CS04a and CS04b:" in text
    assert "£000s" in text
    assert "(000s)" in text


def test_every_figure_of_seed_004_is_printed_on_the_page_of_its_indicator(papers: dict[str, Path]) -> None:
    """Results, targets and ratings, in the order of the seed's own table."""
    pdf = pymupdf.open(papers["quarterly-2011"])
    pages = {title.partition(":")[0]: number for _, title, number in pdf.get_toc() if title.startswith("KPI")}
    assert len(pages) == 26
    for row in golden.seed_004():
        text = pdf[pages[f"KPI{int(row['ref']):02d}"] - 1].get_text()
        tokens = [token.rstrip("%") for token in text[text.index("Period") :].split()]
        at = 0
        for values in (row["values"], row["targets"], row["rags"]):
            for value in filter(None, values.split(";")):
                wanted = {value.rstrip("%"), f"{value.rstrip('%')}.0"}  # one number style a row: 71.0 beside 73.5
                at = next(index for index in range(at, len(tokens)) if tokens[index] in wanted) + 1
        assert at < 60, row["ref"]


def test_the_summary_of_the_quarterly_report_is_the_published_one(papers: dict[str, Path]) -> None:
    pdf = pymupdf.open(papers["quarterly-2011"])
    headings = {title.partition(":")[0]: number for _, title, number in pdf.get_toc()}
    first = headings["Summary of Key Performance Indicators"] - 1
    summary = pdf.pages(first, headings["Performance highlight"] - 1)
    tokens = " ".join(page.get_text() for page in summary).split()
    travels = {"better": "Improving", "worse": "Worsening"}
    shown = []
    for row in golden.seed_004():
        reference = f"KPI{int(row['ref']):02d}"
        following = tokens[tokens.index(reference, tokens.index("Share")) :]
        states = [token for token in following if token in {"Green", "Amber", "Red"}][:2]
        assert states == [row["previous_status"], row["current_status"]], row["ref"]
        shown.append((tokens.index(reference, tokens.index("Share")), row["current_status"]))
        assert travels[row["direction"]] in pdf[headings[reference] - 1].get_text(), row["ref"]
    order = [status for _, status in sorted(shown)]
    assert order == sorted(order, key=["Red", "Amber", "Green"].index), "Red first"
    counts = " ".join(tokens[tokens.index("Share") :][:14])
    assert counts == "Share Green 11 42% Amber 8 31% Red 7 27% Total 26 100% Ref"


def test_totals_and_changes_are_computed_and_a_note_says_what_was_published(papers: dict[str, Path]) -> None:
    text = " ".join(text_of(papers["quarterly-2011"]).split())
    assert "Total (3) 1,134 1,124 1,158 933 861 4,076" in text
    assert "Total: 861 in Apr to Jun 2011, down 7.7% on Jan to Mar 2011 and down 24.1% on Apr to Jun 2010." in text
    assert "Full-time equivalent staff: 9,826 in Jun 11, down 2.3% on Mar 11 and down 6.2% on Jun 10." in text
    assert "KCC total 47,745 40,484 35,971 26,479.3" in text, "headcounts are not added up, and FTE differs by rounding"
    assert "(3) The published report prints 870 for April to June 2011" in text


def test_a_report_that_runs_on_says_what_it_continues_and_each_starts_on_a_page(papers: dict[str, Path]) -> None:
    pdf = pymupdf.open(papers["quarterly-2011"])
    starts = [number for _, title, number in pdf.get_toc() if title.startswith("KPI")]
    assert len(set(starts)) == 26
    going_on = [page.get_text() for page in pdf if "(continued)" in page.get_text()]
    assert any(
        "KPI07: Number of schools in category (special measures or with notice to improve) (continued)" in text
        for text in going_on
    )
    for number in range(min(starts), max(starts)):
        assert (number in starts) is ("(continued)" not in pdf[number - 1].get_text()), number


def test_the_scrutiny_cover_says_that_the_figures_of_its_extract_are_of_an_earlier_period(
    papers: dict[str, Path],
) -> None:
    text = " ".join(text_of(papers["scrutiny-2012"]).split())
    assert "none is rated for the period reported; three have results of an earlier period only." in text
    assert "Red in Jun 11" in text
    assert "KPI12, KPI25 and KPI26 have results of an earlier period only" in text


def test_the_2014_cover_has_the_sentences_of_the_published_one(papers: dict[str, Path]) -> None:
    text = " ".join(text_of(papers["committee-2014"]).split())
    assert "thirty-one (31) KPIs" in text
    assert "Green for nineteen indicators, Amber for five indicators and Red for seven indicators" in text
    assert "Net direction of travel for July 2014 was positive, with 14 improving and 10 worsening" in text
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


def test_the_workbooks_are_what_their_script_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "a folder" / "inputs"
    (copy / "sources").mkdir(parents=True)
    for source in [*(ROOT / "inputs").glob("*.py"), *(ROOT / "inputs" / "sources").glob("*.py")]:
        (copy / source.relative_to(ROOT / "inputs")).write_bytes(source.read_bytes())
    monkeypatch.setattr(sys, "path", [str(copy), *sys.path])  # as where a script is run
    _forget_sources()
    try:
        runpy.run_path(str(copy / "make.py"), run_name="__main__")
        assert sys.modules["sources"].__path__ == [str(copy / "sources")]
    finally:
        _forget_sources()
    for workbook in WORKBOOKS:
        assert (copy / workbook.name).read_bytes() == workbook.read_bytes(), workbook.name


def _forget_sources() -> None:
    """What stands in the folder inputs is imported anew by whoever asks next."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "sources"]:
        del sys.modules[name]
