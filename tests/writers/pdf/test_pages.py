"""Pages are worth turning: a report is one page where its words fit, and no page is made for a few lines."""

import random
from functools import cache
from statistics import mean

import pytest

from kccreport.paper.blocks import (
    Beside,
    Block,
    Heading,
    Item,
    Listing,
    Paper,
    Part,
    Prose,
    Table,
    TableLook,
    plain,
    text_cell,
)
from kccreport.paper.data_tables import facts_table
from tests.writers.html.papers import SAMPLES, sample, sample_pdf
from tests.writers.pdf.filled import PageSet, page_sets
from tests.writers.pdf.small import IDENTITY, LANDSCAPE, PORTRAIT, TITLE, table

# the most pages that each sample may take; before reports stood on one page they were 7, 11, 15, 69 and 12
MOST = {"committee-2012": 8, "committee-2014": 13, "dashboard-2021": 19, "quarterly-2011": 48, "scrutiny-2012": 9}
WORDS = [
    "review",
    "of",
    "the",
    "service",
    "in",
    "each",
    "district",
    "shows",
    "that",
    "families",
    "wait",
    "less,",
    "while",
    "demand",
    "for",
    "it",
    "goes",
    "on",
    "growing",
]


@cache
def of(name: str) -> list[PageSet]:
    return page_sets(sample(name), sample_pdf(name))


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_takes_no_more_pages_than_it_needs(name: str) -> None:
    assert sum(len(found.fills) for found in of(name)) <= MOST[name]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_last_page_of_a_page_set_holds_a_sixth_and_of_a_report_a_third(name: str) -> None:
    for found in of(name):
        if len(found.fills) > 1:
            assert found.fills[-1] >= (1 / 3 if found.is_beside else 1 / 6) - 0.02, found


def test_pages_that_go_on_are_filled_by_six_tenths_on_average() -> None:
    going_on = [fill for found in of("quarterly-2011") for fill in found.fills[1:]]
    assert mean(going_on) >= 0.6


def test_most_reports_are_one_page() -> None:
    reports = [found for found in of("quarterly-2011") if found.is_beside]
    assert len(reports) == 26
    assert sum(len(found.fills) == 1 for found in reports) >= 23


def text(of: random.Random, least: int, most: int) -> str:
    return " ".join(of.choice(WORDS) for _ in range(of.randint(least, most))).capitalize() + "."


def some_blocks(of: random.Random, number: int) -> list[Block]:
    made: list[Block] = []
    for at in range(of.randint(2, 12)):
        match of.randrange(5):
            case 0:
                made += [Heading(text(of, 2, 6), 3, f"{number}-{at}"), Prose(plain(text(of, 1, 20)))]
            case 1:
                made.append(Listing(tuple(Item(plain(text(of, 2, 15))) for _ in range(of.randint(1, 9)))))
            case 2:
                made.append(table(of.randint(1, 40), text(of, 2, 9)))
            case _:
                made.append(Prose(plain(text(of, 5, 120))))
    return made


def report(of: random.Random, number: int) -> list[Block]:
    rows = tuple((text_cell(f"{at}"), *(text_cell(text(of, 1, 2)) for _ in range(3))) for at in range(of.randint(1, 9)))
    columns = table(1).columns
    return [
        Beside(Part.FIGURES), Table(columns, rows, TableLook.RULED), Prose(plain(text(of, 4, 20))),
        Beside(Part.WORDS), Heading("Why", 3, f"why-{number}"), *[Prose(plain(text(of, 5, 90))) for _ in range(of.randint(1, 5))],
        Heading("What is done", 3, f"what-{number}"), Listing(tuple(Item(plain(text(of, 2, 15))) for _ in range(of.randint(1, 9)))),
        Beside(Part.FOOT), facts_table([(f"Fact {at}", text(of, 1, 6)) for at in range(of.randint(1, 8))]),
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(30))
def test_no_last_page_of_any_paper_holds_less_than_a_sixth(seed: int) -> None:
    of = random.Random(seed)
    blocks: list[Block] = [PORTRAIT, TITLE, Prose(plain(text(of, 5, 90)))]
    for number in range(2):
        is_report = of.random() < 0.4
        blocks += [
            LANDSCAPE if is_report or of.random() < 0.3 else PORTRAIT,
            Heading(text(of, 1, 6), 2, f"set-{number}"),
        ]
        blocks += report(of, number) if is_report else some_blocks(of, number)
    for found in page_sets(Paper(IDENTITY, tuple(blocks))):
        if len(found.fills) > 1:
            assert found.fills[-1] >= 1 / 6 - 0.02, found
