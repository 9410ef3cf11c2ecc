"""Keys with edges of every kind: who rates a printed row by the printed key alone finds the printed rating."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from kccreport.paper.blocks import Prose, RatingCell, Table, TextCell
from kccreport.paper.indicator_tables import kpi_table
from kccreport.paper.key import key_blocks, rating_key_list
from kccreport.rating.rated import RatedKpi, RatedSubmission, rate_submission
from tests import books
from tests.paper.test_rated_as_printed import COLUMNS, LAYOUT, PERIODS, by_heading, number

Holds = Callable[[Fraction], bool]
ENDS = re.compile(r"(at or above|at or below|above|below) (-?[\d.,]+\d|\d)%?")
GAP = re.compile(
    r"(no more than|less than|more than) (\d+)(% of the target| points)|(\d+)(% of the target| points) or more"
)
SIZES = {"Tolerance": 10, "Close within": 2, "Exceeds by": 5}


def ends(words: str) -> Holds:
    """What "at or above 90% and below 95%" says of a result."""
    tests: dict[str, Callable[[Fraction, Fraction], bool]] = {
        "at or above": lambda result, bar: result >= bar,
        "above": lambda result, bar: result > bar,
        "at or below": lambda result, bar: result <= bar,
        "below": lambda result, bar: result < bar,
    }
    found = [(tests[side], number(figure)) for side, figure in ENDS.findall(words)]
    assert found, words
    return lambda result: all(bar is not None and test(result, bar) for test, bar in found)


def gaps(words: str, target: Fraction) -> Holds:
    """What is said of a gap: "more than 2 points, but by less than 10 points"."""
    found = []
    for inside, size, basis, from_size, from_basis in GAP.findall(words):
        margin = Fraction(size or from_size) * (abs(target) / 100 if "%" in (basis or from_basis) else 1)
        found.append((inside or "or more", margin))
    assert found, words

    def holds(gap: Fraction) -> bool:
        return all(
            {"no more than": gap <= size, "less than": gap < size, "more than": gap > size, "or more": gap >= size}[
                side
            ]
            for side, size in found
        )

    return holds


def says(sentence: str, result: Fraction, row: dict[str, Any], *, lower: bool, beaten: bool) -> bool:
    """Whether a sentence of the key is true of a printed row."""
    target = row["target"]
    gap = (result - target) * (1 if lower else -1)
    is_met = gap < 0 or (gap == 0 and not beaten)
    if re.search(r"from the target|from it|further away", sentence):  # on either side of it
        distance = abs(gap)
        if "further away" in sentence:
            return not row["close"] and gaps(sentence, target)(distance)
        said = sentence.replace("no further from the target than", "no more than").replace(
            "further from the target", "more"
        )
        row["close"] = gaps(said, target)(distance) or ("on the target" in sentence and distance == 0)
        return bool(row["close"])
    if sentence.startswith("The result misses the target by"):
        return not is_met and gaps(sentence, target)(gap)
    if sentence.startswith("The result beats the target by"):
        return gap < 0 and gaps(sentence, target)(-gap)
    if "or misses it by" in sentence:
        return is_met or (gap >= 0 and gaps(sentence, target)(gap))
    if "or beats it by" in sentence:
        return is_met and (gap == 0 or gaps(sentence, target)(-gap))
    floor = row["floor"]
    short = None if floor is None else (result - floor) * (1 if lower else -1)
    match sentence:
        case "The result meets or beats the target.":
            return is_met
        case "The result misses the target; no floor standard is set.":
            return not is_met
        case "The result misses the target but meets the floor standard.":
            return not is_met and short is not None and short <= 0
        case "The result misses the target but beats the floor standard.":
            return not is_met and short is not None and short < 0
        case "The result misses the floor standard.":
            return short is not None and short > 0
        case "The result does not beat the floor standard.":
            return short is not None and short >= 0
    raise AssertionError(f"the reader does not understand {sentence!r}")


def keyed(each: RatedKpi, rated: RatedSubmission) -> tuple[dict[str, str], str]:
    """The key of a paper of this KPI alone: the sentence of each rating, and what stands below them."""
    alone = RatedSubmission(rated.submission.model_copy(update={"indicators": (each.kpi,)}), (each,))
    blocks = list(key_blocks(alone, LAYOUT, lambda text: text))
    table = next(block for block in blocks if isinstance(block, Table))
    key = {}
    for mark, meaning in table.rows:
        assert isinstance(mark, RatingCell)
        assert isinstance(meaning, TextCell)
        if mark.rating is not None:
            key[str(mark.rating)] = meaning.paragraphs[0][0].text
    return key, " ".join(run.text for block in blocks if isinstance(block, Prose) for run in block.content)


def judged(
    path: Path, pairs: Sequence[tuple[dict[str, Any], float]]
) -> Iterator[tuple[RatedKpi, RatedSubmission, dict[str, Any]]]:
    """Each KPI, with the figures of its row as they are printed."""
    submission = books.submission(
        path,
        indicators=[row for row, _ in pairs],
        results=[{"Reference": row["Reference"], "Dec 20": result} for row, result in pairs],
    )
    rated = rate_submission(submission)
    for each in rated.kpis:
        (row,) = by_heading(kpi_table(COLUMNS, [each], PERIODS[2:]))
        shown = {name: number(getattr(cell, "text", "").lstrip("<>≤≥ ")) for name, cell in row.items()}
        yield (
            each,
            rated,
            {
                "result": shown["Dec 20"],
                "target": shown["Target"],
                "floor": shown.get("Floor"),
                "close": False,
            },
        )


SCHEMES = ("tolerance", "exceeding band", "two tolerances", "close to target", "floor standard", "target only")
NEEDS = {
    "tolerance": ("Tolerance",),
    "exceeding band": ("Tolerance", "Exceeds by"),
    "two tolerances": ("Close within", "Tolerance"),
    "close to target": ("Close within", "Tolerance"),
}


def edges(scheme: str) -> Iterator[tuple[dict[str, Any], float]]:
    """Rows of a scheme with every edge, both polarities, both bases, strict targets, and results on and beside each line."""
    bases = ("% of target", "points") if scheme in NEEDS else (None,)
    kinds = product(("Higher", "Lower"), ("within", "less than", None), bases, (False, True))
    for polarity, edge, basis, beaten in kinds:
        if beaten and scheme == "close to target":
            continue
        sign = 1 if polarity == "Higher" else -1
        target = "50" if not beaten else "> 50" if sign > 0 else "<50"
        lines = [0, *(sign * SIZES[name] * way for name in NEEDS.get(scheme, ()) for way in (1, -1)), 20 * sign]
        scale = 0.5 if basis == "% of target" else 1
        for line, beside in product(lines, (0, 0.1, -0.1)):
            row = books.kpi(
                "", Unit="number", Decimals=1, Polarity=polarity, Basis="Snapshot", Target=target if beaten else 50,
                Floor=50 - 20 * sign if scheme == "floor standard" else None, Scheme=scheme,
                **{name: SIZES[name] for name in NEEDS.get(scheme, ())},
            )  # fmt: skip
            row |= {"Tolerance in": basis} if basis else {}
            row |= {"Edge": edge} if edge and scheme != "target only" else {}
            yield row, round(50 - line * scale + beside, 2)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_edge_of_a_scheme_is_where_the_key_says(tmp_path: Path, scheme: str) -> None:
    found = list(edges(scheme))
    sample = random.Random(scheme).sample(found, min(70, len(found)))
    pairs = [(row | {"Reference": f"KP{at}", "Title": f"T{at}"}, result) for at, (row, result) in enumerate(sample)]
    ratings = set()
    for each, rated, row in judged(tmp_path, pairs):
        key, below = keyed(each, rated)
        beaten = "must be beaten" in below
        assert beaten is each.kpi.must_be_beaten
        lower = each.kpi.polarity == "lower"
        true = [
            rating for rating, sentence in key.items() if says(sentence, row["result"], row, lower=lower, beaten=beaten)
        ]
        assert true == [each.latest], (each.kpi.scheme, row, key)
        ratings.add(each.latest)
    assert len(ratings) == len(each.kpi.scheme.meanings())


def thresholds() -> Iterator[tuple[dict[str, Any], float]]:
    """Rows whose ratings begin at figures of their own, strict and not, and results on and beside each."""
    for polarity, at_green, at_amber, more in product(("Higher", "Lower"), (0, 1), (0, 1, None), ("", "Blue above")):
        names = ("from", "above") if polarity == "Higher" else ("to", "below")
        sign = 1 if polarity == "Higher" else -1
        figures = {f"Green {names[at_green]}": 50}
        if at_amber is not None:
            figures[f"Amber {names[at_amber]}"] = 50 - 10 * sign
        if more:
            figures[f"Blue {names[1]}"] = 50 + 10 * sign
        for line, beside in product((40, 50, 60), (0, 0.1, -0.1)):
            yield books.kpi(
                "", Unit="number", Decimals=1, Polarity=polarity, Basis="Snapshot", Target="Top quartile of England",
                Floor=None, Scheme="thresholds", **figures,
            ), line + beside  # fmt: skip


def test_thresholds_are_said_with_both_their_ends(tmp_path: Path) -> None:
    pairs = [
        (row | {"Reference": f"KP{at}", "Title": f"T{at}"}, result) for at, (row, result) in enumerate(thresholds())
    ]
    dice = random.Random(1)
    pairs = dice.sample(pairs, 90)
    headings = {heading for row, _ in pairs for heading in row if " to" in heading or " below" in heading}
    for part in ("Higher", "Lower"):  # a workbook heads a column in one way
        own = [(row, result) for row, result in pairs if row["Polarity"] == part]
        assert own
        for each, rated, row in judged_with_words(tmp_path, own):
            key, below = keyed(each, rated)
            true = [name for name, words in key.items() if ends(words)(row["result"])]
            assert true == [each.latest], (key, row)
            assert "exactly on" not in below
    assert headings


def judged_with_words(
    path: Path, pairs: Sequence[tuple[dict[str, Any], float]]
) -> Iterator[tuple[RatedKpi, RatedSubmission, dict[str, Any]]]:
    path = books.save(
        path,
        indicators=[row for row, _ in pairs],
        results=[{"Reference": row["Reference"], "Dec 20": result} for row, result in pairs],
    )
    outcome = books.read(path)
    assert outcome.problems == ()
    assert outcome.value is not None
    rated = rate_submission(outcome.value)
    for each in rated.kpis:
        (row,) = by_heading(kpi_table(COLUMNS, [each], PERIODS[2:]))
        assert getattr(row["Target"], "text", "") == "Top quartile of England"
        yield each, rated, {"result": number(getattr(row["Dec 20"], "text", ""))}


def test_figures_that_differ_from_kpi_to_kpi_stand_below_the_table(tmp_path: Path) -> None:
    rows = [
        (
            books.kpi(
                f"KP{at}",
                Target="Top quartile of England",
                Floor=None,
                Unit="number",
                Scheme="thresholds",
                **{"Green above": green, "Amber from": 80},
            ),
            93,
        )
        for at, green in enumerate((90, 90, 95))
    ]
    found = list(judged_with_words(tmp_path, rows))
    said = " ".join(
        run.text for block in key_blocks(found[0][1], LAYOUT, str) if isinstance(block, Prose) for run in block.content
    )
    assert "KP0 and KP1: Green above 90; Amber at or above 80 and at or below 90; Red below 80." in said
    assert "KP2: Green above 95; Amber at or above 80 and at or below 95; Red below 80." in said
    listing = " ".join(run.text for item in rating_key_list(found[0][1]).items for run in item.content)
    assert "KP2: Green above 95" in listing
