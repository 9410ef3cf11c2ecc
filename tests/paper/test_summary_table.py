"""The KPI summary: result and target beside what the rating was and is, the worst first where asked, many on a page."""

from functools import cache

import pymupdf

from kccreport.layout.schema import KpiSummary
from kccreport.paper.blocks import ColumnKind, Paper, SparkCell, TableLook
from kccreport.rating.rated import RatedSubmission
from kccreport.roads import papers
from kccreport.writers.pdf import theme
from kccreport.writers.pdf.flowables.columns import column_widths
from tests.paper.tables import AREAS, kpi, paper, rate, row, said, tables, texts

BLOCK = 'kind = "kpi_summary"\ngrouped = false\n'


@cache
def usual(count: int = 25) -> RatedSubmission:
    """So many KPIs: the second and the fourth Red, the sixth Amber, the others Green."""
    latest = {1: "60%", 3: "61%", 5: "88%"}
    names = [f"K{at}" for at in range(count)]
    return rate(
        indicators=[kpi(name, "Share of calls answered in twenty seconds", "E", "90%") for name in names],
        results=[row(name, "91%", "92%", "93%", "94%", latest.get(at, "95%")) for at, name in enumerate(names)],
        commentary=[],
        service_areas=AREAS[:1],
    )


def summary(more: str = "") -> Paper:
    return paper(BLOCK + more, of=usual())


def test_it_has_reference_indicator_latest_target_was_now_and_trend() -> None:
    found = tables(summary())[0]
    assert [each.heading for each in found.columns] == ["Ref", "Indicator", "Latest", "Target", "Was", "Now", "Trend"]
    assert said(found)[2][:6] == ["K1", "Share of calls answered in twenty seconds", "60%", "90%", "Green", "Red"]
    assert isinstance(found.rows[1][6], SparkCell)
    assert found.rows[1][6].values[-1] == 60
    assert KpiSummary(kind="kpi_summary").columns[-1] == "page"


def test_the_titles_have_most_of_the_width() -> None:
    found = tables(summary())[0]
    widths = column_widths(found, theme.LANDSCAPE.measure)
    title = next(
        width for (_, width), column in zip(widths, found.columns, strict=True) if column.kind is ColumnKind.TITLE
    )
    assert title >= 0.45 * theme.LANDSCAPE.measure


def test_twenty_five_stand_on_a_page() -> None:
    found = summary()
    assert tables(found)[0].look is TableLook.LIST
    pdf = pymupdf.open(stream=papers.render(found).content)
    assert len(pdf) == 2, "the title, and the summary"
    assert sum(word[4].startswith("K") and word[4][1:].isdigit() for word in pdf[1].get_text("words")) >= 25


def test_the_worst_stand_first_where_the_layout_says_so() -> None:
    def order(more: str) -> list[str]:
        return [cells[0] for cells in said(tables(summary(more))[0])[1:]]

    assert order("")[:4] == ["K0", "K1", "K2", "K3"]
    assert order("red_first = true")[:5] == ["K1", "K3", "K5", "K0", "K2"]


def test_its_sentence_names_the_reds_by_reference_since_the_titles_stand_below() -> None:
    assert texts(summary())[-1].endswith("Red for two indicators. Red: K1 and K3.")
