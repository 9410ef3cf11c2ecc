"""What a reader computes from a page, by the words of its key, is the rating that the page prints.

The rule: a result is rounded as it is printed; targets, floors and limits are printed with every decimal they were typed
with; and these printed figures are what is compared. The reader here knows only the printed cells and sentences.
"""

import random
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from kccreport.layout.schema import ServiceAreas
from kccreport.models.period import Period
from kccreport.models.schemes import ALL_SCHEMES, NotRated, Thresholds
from kccreport.paper.blocks import AlertCell, Cell, FigureCell, RatingCell, Table, TextCell
from kccreport.paper.indicator_tables import activity_table, kpi_table
from kccreport.paper.key import key_blocks
from kccreport.rating.rated import RatedKpi, RatedSubmission, rate_submission, rating_at, times_met
from tests import books
from tests.books import activity, kpi, paper_items, results

PERIODS = [Period(2020, month) for month in (10, 11, 12)]
YEAR_BEFORE = [Period(2019, 12).plus(month).label for month in range(10)]
COLUMNS = ServiceAreas(
    kind="service_areas",
    kpi_columns=(
        "reference", "results", "rating", "year_to_date", "year_to_date_rating", "target", "floor", "forecast",
        "forecast_rating", "year_end_target", "met",
    ),
)  # fmt: skip
BY_TARGET = [each for each in ALL_SCHEMES if each not in (NotRated, Thresholds)]  # that: test_exact_keys.py
MARGIN = r"([\d.]+)(% of the target| points)"


def number(words: str) -> Fraction | None:
    """A printed figure as a reader takes it; None for n/a and blanks."""
    plain = words.replace(",", "").replace("£", "").removesuffix("%")
    return Fraction(plain) if re.fullmatch(r"-?\d+(\.\d+)?", plain) else None


class Reader:
    """Somebody with the printed row and the printed key, a pencil, and no knowledge of this program."""

    def __init__(self, result: Fraction, target: Fraction, limit: Fraction | None, before: Fraction | None,
                 steps: list[Fraction], *, lower_is_better: bool) -> None:  # fmt: skip
        self.sign = -1 if lower_is_better else 1
        self.result, self.target, self.limit, self.before, self.steps = result, target, limit, before, steps
        self.gap = self.sign * (target - result)  # how far short of the target

    def reaches(self, bar: Fraction | None) -> bool:
        assert bar is not None, "the page does not print what the key speaks of"
        return self.sign * (self.result - bar) >= 0

    def size(self, match: re.Match[str], at: int = 1) -> Fraction:
        of_target = match[at + 1] == "% of the target"
        return Fraction(match[at]) * (abs(self.target) / 100 if of_target else 1)

    def says(self, sentence: str) -> bool:
        """Whether a sentence of the key is true of the row."""
        gap = self.gap
        match sentence:
            case "The result meets or beats the target.":
                return gap <= 0
            case "The result misses the target but meets the floor standard.":
                return gap > 0 and self.reaches(self.limit)
            case "The result misses the floor standard." | "The result misses the low target.":
                return not self.reaches(self.limit)
            case "The result misses the target; no floor standard is set.":
                return gap > 0
            case "The result beats the high target.":
                return gap < 0
            case "The result lies between the low and the high target.":
                return gap >= 0 and self.reaches(self.limit)
            case "The result misses the target but is better than a year before.":
                return gap > 0 and self.before is not None and self.sign * (self.result - self.before) > 0
            case "The result misses the target and is no better than a year before.":
                return gap > 0 and self.before is not None and self.sign * (self.result - self.before) <= 0
            case "The result is in the best quarter of comparable councils.":
                return self.reaches(self.steps[0])
            case "The result is in the second quarter.":
                return self.reaches(self.steps[1]) and not self.reaches(self.steps[0])
            case "The result is in the third quarter.":
                return self.reaches(self.steps[2]) and not self.reaches(self.steps[1])
            case "The result is in the last quarter.":
                return not self.reaches(self.steps[2])
        return self.says_with_margin(sentence)

    def says_with_margin(self, sentence: str) -> bool:
        gap = self.gap
        if found := re.fullmatch(
            rf"The result misses the target by more than {MARGIN}, but by less than {MARGIN}\.", sentence
        ):
            return self.size(found) < gap < self.size(found, 3)
        if found := re.fullmatch(rf"The result misses the target by no more than {MARGIN}\.", sentence):
            return 0 < gap <= self.size(found)
        if found := re.fullmatch(rf"The result misses the target by more than {MARGIN}\.", sentence):
            return gap > self.size(found)
        if found := re.fullmatch(rf"The result misses the target by {MARGIN} or more\.", sentence):
            return gap >= self.size(found)
        if found := re.fullmatch(rf"The result beats the target by more than {MARGIN}\.", sentence):
            return -gap > self.size(found)
        if found := re.fullmatch(rf"The result meets the target, or beats it by no more than {MARGIN}\.", sentence):
            return gap <= 0 and -gap <= self.size(found)
        if found := re.fullmatch(rf"The result meets the target, or misses it by no more than {MARGIN}\.", sentence):
            return gap <= self.size(found)
        if found := re.fullmatch(
            rf"The result is no further from the target than {MARGIN}, above or below\.", sentence
        ):
            self.close = self.size(found)
            return abs(gap) <= self.close
        if found := re.fullmatch(rf"The result is further away, but by no more than {MARGIN}\.", sentence):
            return self.close < abs(gap) <= self.size(found)
        if found := re.fullmatch(rf"The result is further from the target than {MARGIN}\.", sentence):
            return abs(gap) > self.size(found)
        raise AssertionError(f"the reader does not understand {sentence!r}")

    def rate(self, key: dict[str, str]) -> str | None:
        """The one rating whose sentence is true; where last year's figure is not printed there may be none."""
        if any(
            "more, " in sentence for sentence in key.values()
        ):  # within tolerance or improved: "by more" refers back
            green = self.says(key["green"])
            if green or self.before is None:
                return "green" if green else None
            return "amber" if self.sign * (self.result - self.before) >= 0 else "red"
        true = [rating for rating, sentence in key.items() if self.says(sentence)]
        assert len(true) <= 1, (true, key)
        return true[0] if true else None


def rows_of(scheme: Any, count: int, dice: random.Random) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Rows of Indicators and Results near every edge: results between two printed figures, targets with odd decimals."""
    for at in range(count):
        decimals, target_decimals = dice.choice((0, 0, 1, 2)), dice.choice((None, 0, 1, 2, 3))
        lower = dice.random() < 0.5
        target = round(dice.choice((90, 8, 15, 112, 1, 2500)) + dice.choice((0, 0, 0.4, 0.5, 0.25, 0.125)), 3)
        sign = -1 if lower else 1
        row = kpi(
            f"{scheme.name[:2].upper()}{at}", Unit="number", Decimals=decimals, Polarity="Lower" if lower else "Higher",
            Target=target, Floor=None, Scheme=scheme.name, **{"Target decimals": target_decimals},
        )  # fmt: skip
        far = sorted(
            round(abs(target) * dice.choice((0.02, 0.05, 0.1)) + dice.random(), dice.choice((0, 1))) for _ in range(3)
        )
        for heading in scheme.headings():
            margins = {"Close within": far[0], "Tolerance": far[1] + 1, "Exceeds by": far[0]}
            bars = {
                "Floor": target - sign * far[0], "Low target": target - sign * far[0], "Top quartile": target + sign * far[0],
                "Median": target, "Bottom quartile": target - sign * far[1],
            }  # fmt: skip
            row[heading] = round(margins.get(heading, bars.get(heading, 0)), 3)
        row["Tolerance in"] = dice.choice(("points", "% of target"))
        gaps = [row[heading] for heading in scheme.headings() if heading in ("Close within", "Tolerance", "Exceeds by")]
        share = target / 100 if row["Tolerance in"] == "% of target" else 1
        edges = [target, *(target - way * gap * share for gap in (*gaps, *far) for way in (1, -1))]
        edges += [
            row[heading] for heading in scheme.headings() if heading not in ("Close within", "Tolerance", "Exceeds by")
        ]
        edges = [max(edge, 0) for edge in edges]

        def near(edges: list[float] = edges, decimals: int = decimals) -> float:
            return round(dice.choice(edges) + dice.choice((0, 0, 0.004, -0.004, 0.4, -0.4, 0.5, -0.5, 0.05, -0.05)) / 10**dice.choice((0, decimals)), 6)  # fmt: skip

        figures = {"Oct 20": near(), "Nov 20": near(), "Dec 20": near(), "Year to date": near(), "Forecast": near()}
        if dice.random() < 0.8:
            figures |= {name: near() for name in YEAR_BEFORE} | {"Previous year": near()}
        yield row, {"Reference": row["Reference"], **{name: max(value, 0) for name, value in figures.items()}}


def by_heading(table: Table) -> Iterator[dict[str, Cell]]:
    headings = [column.heading for column in table.columns]
    return (dict(zip(headings, row, strict=True)) for row in table.rows)


def printed(row: dict[str, Cell], heading: str) -> Fraction | None:
    cell = row.get(heading)
    return number(cell.text) if isinstance(cell, FigureCell) else None


def rating(row: dict[str, Cell], heading: str) -> str | None:
    cell = row[heading]
    assert isinstance(cell, RatingCell)
    return cell.rating


def key_of(each: RatedKpi, rated: RatedSubmission) -> tuple[dict[str, str], list[Fraction]]:
    """The key as printed in a paper of this KPI alone, and the figures it names for the quarters."""
    alone = RatedSubmission(rated.submission.model_copy(update={"indicators": (each.kpi,)}), (each,))
    blocks = list(key_blocks(alone, LAYOUT, lambda text: text))
    tables = [block for block in blocks if isinstance(block, Table)]
    key: dict[str, str] = {}
    for row in tables[0].rows:
        mark, meaning = row
        assert isinstance(mark, RatingCell)
        assert isinstance(meaning, TextCell)
        if mark.rating is not None:
            key[mark.rating] = meaning.paragraphs[0][0].text
    said = " ".join(run.text for block in blocks if hasattr(block, "content") for run in block.content)
    return key, [
        Fraction(figure.replace(",", "")) for figure in re.findall(r"(?:quarter|second|third) from ([\d.,]*\d)", said)
    ]


LAYOUT = __import__("kccreport.layout.reader", fromlist=["read_layout"]).read_layout("dashboard").value


@pytest.mark.parametrize("scheme", BY_TARGET, ids=lambda scheme: scheme.name)
def test_rating_the_printed_row_by_the_printed_key_gives_the_printed_rating(tmp_path: Path, scheme: Any) -> None:
    dice = random.Random(scheme.name)
    pairs = list(rows_of(scheme, 60, dice))
    submission = books.submission(tmp_path, indicators=[row for row, _ in pairs], results=[row for _, row in pairs])
    rated = rate_submission(submission)
    judged = 0
    for each in rated.kpis:
        (row,) = by_heading(kpi_table(COLUMNS, [each], PERIODS))
        key, steps = key_of(each, rated)
        target, lower = printed(row, "Target"), each.kpi.polarity.sign < 0
        limit = printed(row, "Floor") if "Floor" in row else printed(row, "Amber limit")
        assert target is not None
        for figure, verdict, before in (
            ("Dec 20", "Month RAG", "Same month last year"),
            ("Year to date", "YTD RAG", "Previous YTD"),
            ("Forecast", "Forecast RAG", ""),
        ):
            result = printed(row, figure)
            assert result is not None
            reader = Reader(result, target, limit, printed(row, before), steps, lower_is_better=lower)
            assert reader.rate(key) == rating(row, verdict), (each.kpi, row)
            judged += 1
        shown = [printed(row, name) for name in ("Oct 20", "Nov 20", "Dec 20")]
        met = sum(value is not None and (value <= target if lower else value >= target) for value in shown)
        assert row["Target met"] == FigureCell(f"{met} of 3")
        assert times_met(each.kpi, PERIODS) == (met, 3)
    assert judged == 180


def test_phased_targets_and_percentages_are_compared_as_printed_too(tmp_path: Path) -> None:
    dice = random.Random(11)
    indicators, targets, figures = [], [], []
    for at in range(40):
        places = dice.choice((0, 1))
        indicators.append(
            kpi(f"P{at}", Decimals=places, Target="60%", Floor="20%", **{"Target decimals": dice.choice((None, 0, 1))})
        )
        targets.append(
            {
                "Reference": f"P{at}",
                "Oct 20": f"{dice.choice((52.4, 52, 51.95, 52.45))}%",
                "Dec 20": f"{dice.choice((52.4, 52.5, 52))}%",
            }
        )
        figures.append(
            results(
                f"P{at}",
                **{
                    name: f"{dice.choice((52.4, 52.35, 52.44, 52.5, 51.5, 52.04, 51.95))}%"
                    for name in ("Oct 20", "Dec 20")
                },
            )
        )
    submission = books.submission(tmp_path, indicators=indicators, targets=targets, results=figures)
    for each in rate_submission(submission).kpis:
        (row,) = by_heading(kpi_table(COLUMNS, [each], PERIODS))
        target, result = printed(row, "Target"), printed(row, "Dec 20")
        assert target is not None
        assert result is not None
        assert rating(row, "Month RAG") == ("green" if result >= target else "amber"), row
        assert rating_at(each.kpi, PERIODS[-1]) == rating(row, "Month RAG")


def test_an_alert_is_what_the_printed_figure_and_the_printed_range_say(tmp_path: Path) -> None:
    dice = random.Random(12)
    rows, figures = [], []
    for at in range(60):
        places = dice.choice((0, 1))
        rows.append(
            activity(
                f"A{at}",
                Decimals=places,
                Lower=dice.choice((100, 100.4, 99.95)),
                Upper=dice.choice((200, 200.4, 200.25)),
                **{"Target decimals": dice.choice((None, 0, 1))},
            )
        )
        figures.append(
            {
                "Reference": f"A{at}",
                "Dec 20": 150,
                "Year to date": dice.choice((99.5, 100, 100.4, 100.44, 99.6, 200, 200.4, 200.3, 200.45, 200.5)),
            }
        )
    submission = books.submission(tmp_path, paper=paper_items(), indicators=rows, results=figures)
    for each in rate_submission(submission).activities:
        (row,) = by_heading(activity_table(COLUMNS, [each], PERIODS[-1:]))
        value, lower, upper = (printed(row, name) for name in ("Year to date", "Expected lower", "Expected upper"))
        assert None not in (value, lower, upper)
        expected = "above" if value > upper else "below" if value < lower else "yes"  # type: ignore[operator]
        shown = row["In expected range?"]
        assert isinstance(shown, AlertCell)
        assert str(shown.alert) == expected, row


def test_a_target_that_was_calculated_is_rounded_as_it_is_printed_before_it_is_compared(tmp_path: Path) -> None:
    submission = books.submission(
        tmp_path,
        indicators=[kpi(Unit="number", Target=52.3846153846154, Floor=40, Decimals=1, **{"Target decimals": 1})],
        results=[results(**dict.fromkeys(("Oct 20", "Nov 20", "Dec 20", "Year to date"), 52.4))],
    )
    each = rate_submission(submission).kpis[0]
    (row,) = by_heading(kpi_table(COLUMNS, [each], PERIODS))
    assert row["Target"] == FigureCell("52.4")
    assert each.latest == "green"
