"""What needs attention now: which KPIs, in which order, with the gap, since when, why, and what is done."""

from functools import cache
from typing import Any

import pytest

from kccreport.language import WELSH
from kccreport.layout.reader import layout_files, read_layout
from kccreport.layout.schema import Exceptions
from kccreport.paper.blocks import Paper, Table
from kccreport.paper.compose import compose
from kccreport.paper.computed import named_reds, with_phrases
from kccreport.paper.in_short import cut
from kccreport.rating.attention import needs_attention
from kccreport.rating.rated import RatedSubmission, rate_submission
from tests import books
from tests.paper.tables import AREAS, column, headings, kpi, layout, paper, rate, row, said, tables, texts

BLOCK = 'kind = "exceptions"'
# the target is 90%, the tolerance 5% of it: Amber from 85.5% up to it
SERIES: dict[str, tuple[Any, ...]] = {
    "A1": ("91%", "92%", "80%", "79%", "78%"),  # Red for three quarters
    "A2": ("91%", "92%", "88%", "89%", "70%"),  # Red anew
    "A3": ("91%", "92%", "93%", "88%", "89%"),  # Amber for two
    "A4": ("91%", "92%", "93%", "94%", "87%"),  # Amber anew, and worse
    "A5": ("91%", "92%", "93%", "60%", "88%"),  # Amber anew, and better
    "A6": ("91%", "92%", "93%", "94%", "95%"),
    "A7": ("50%", "50%", "50%", "50%", "[c]"),
    "A8": ("91%", "92%", "93%", "94%", "95%"),  # set to Red by hand
    "A9": ("80%", "80%", "80%"),  # of an earlier period
}
COMMENTARY = [
    {
        "References": "A1 & A2",
        "Commentary": "# Calls\nTwo **posts** stood empty, see [the plan](https://x.test). Recruitment began in May.",
    },
    {
        "References": "A2",
        "Commentary": "A bad quarter.\n1. Lines were down.",
        "Cause": "The line failed.",
        "Actions": "For now:\n- a second line is laid\n- staff are trained",
        "Action owner": "Network team",
        "Action due": "31/03/2021",
    },
    {"References": "A3", "Commentary": "Demand rose. Nothing else."},
]


def results() -> list[dict[str, Any]]:
    found = [row(name, *figures) for name, figures in SERIES.items() if name not in ("A8", "A9")]
    found.append(row("A8", *SERIES["A8"], Override="Red", **{"Override by": "B", "Override reason": "C"}))
    found.append({"Reference": "A9", "Q3 2019/20": "80%", "Q4 2019/20": "80%", "Q1 2020/21": "80%", "Status": "[o]"})
    found.append({"Reference": "B1", "Status": "[suspended]", "Status note": "Audits suspended"})
    return found


def rated(**changes: Any) -> RatedSubmission:
    names = [*SERIES, "B1"]
    indicators = [kpi(name, f"Title of {name}", "E", "90%", Owner="Head of Calls") for name in names]
    usual: dict[str, Any] = {
        "indicators": indicators, "results": results(), "commentary": COMMENTARY, "service_areas": AREAS[:1],
    }  # fmt: skip
    return rate(**usual | changes)


@cache
def usual() -> RatedSubmission:
    return rated()


def table_of(found: Paper) -> Table:
    return next(table for table in tables(found) if "Cause" in [each.heading for each in table.columns])


def test_reds_come_first_then_ambers_that_last_or_grow_worse_the_furthest_from_target_first() -> None:
    found = table_of(paper(BLOCK, of=usual()))
    names = [words.split()[0] for words in column(found, "Indicator")]
    assert names == ["A2", "A1", "A8", "A4", "A3"]
    assert column(found, "Was") == ["Amber", "Red", "Green", "Green", "Amber"]
    assert column(found, "Now") == ["Red", "Red", "Red †", "Amber", "Amber"]


def test_each_row_says_the_gap_and_since_when() -> None:
    found = said(table_of(paper(BLOCK, of=usual())))
    assert found[0][1] == "Result for Quarter 3 2020/21"
    assert [cells[1] for cells in found[1:]] == [
        "70%, target 90%, 20 points short / Red since Q3 2020/21 (new)",
        "78%, target 90%, 12 points short / Red since Q1 2020/21 (3 quarters)",
        "95%, target 90%, target met / Red since Q3 2020/21 (new)",
        "87%, target 90%, 3 points short / Amber since Q3 2020/21 (new)",
        "89%, target 90%, 1 point short / Amber since Q2 2020/21 (2 quarters)",
    ]


def test_cause_and_action_stand_in_columns_of_their_own_or_are_sentences_of_the_commentary() -> None:
    found = table_of(paper(BLOCK, of=usual()))
    assert column(found, "Cause") == [
        "The line failed.", "Two posts stood empty, see the plan.", "Not given", "Not given", "Demand rose.",
    ]  # fmt: skip
    assert column(found, "Action") == [
        "A second line is laid (Network team, by 31 March 2021).",
        "Recruitment began in May (Head of Calls).",
        *["Not given / Owner: Head of Calls"] * 3,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("owner", "facts", "answers", "behind"),
    [
        ("Head of Calls", {"Accountable officer": "Kim Lee"}, "Owner: Head of Calls", "Head of Calls"),
        ("", {"Accountable officer": "Kim Lee", "Director": "Jo Day"}, "Accountable officer: Kim Lee", "Kim Lee"),
        ("", {"Priority": "Homes", "Lead officer": "Kim Lee"}, "Lead officer: Kim Lee", "Kim Lee"),
        ("", {"Priority": "Homes", "Director": "Kim Lee"}, "Director: Kim Lee", "Director: Kim Lee"),
        ("", {}, "Director: A Hill", "Director: A Hill"),
    ],
)
def test_whoever_answers_for_a_kpi_is_named_unless_its_action_names_somebody(
    owner: str, facts: dict[str, str], answers: str, behind: str
) -> None:
    def action(words: str = "") -> str:
        found = rated(
            indicators=[kpi("A1", "Title", "E", "90%", Owner=owner)],
            results=results()[:1],
            commentary=[{"References": "A1", "Commentary": "Low.", "Actions": words}],
        )
        known = found.submission.indicators[0].model_copy(update={"facts": facts})
        again = rate_submission(found.submission.model_copy(update={"indicators": (known,)}))
        return column(table_of(paper(BLOCK, of=again)), "Action")[0]

    assert action() == f"Not given / {answers}"
    assert action("Lines are laid.") == f"Lines are laid ({behind})."
    name = answers.partition(": ")[2]
    for told in (f"{name} has lines laid.", "Lines are laid (Network team, by May)."):
        assert action(told) == told


def test_an_owner_of_few_letters_is_not_taken_to_be_named_within_a_word() -> None:
    found = rated(
        indicators=[kpi("A1", "Title", "E", "90%", Owner="HR")],
        results=results()[:1],
        commentary=[{"References": "A1", "Commentary": "Low.", "Actions": "Three lines are laid."}],
    )
    assert column(table_of(paper(BLOCK, of=found)), "Action") == ["Three lines are laid (HR)."]


@pytest.mark.parametrize(
    ("text", "longest", "short"),
    [
        ("Calls fell.", 11, "Calls fell."),
        ("Calls fell in May, and posts stood empty.", 26, "Calls fell in May…"),
        ("Work goes on through the quarter to December.", 40, "Work goes on through the quarter…"),
        ("Lines were down for most of the month of May.", 44, "Lines were down for most of the month…"),
        ("Of 11 schools, nine of them primary, two are left.", 45, "Of 11 schools, nine of them primary…"),
        ("Number of schools in category (special measures or with notice)", 60, "Number of schools in category…"),
        ("Schools (those in special measures or with a notice to improve)", 40, "Schools (those in special measures…"),
        ("Unbroken" * 9, 20, "UnbrokenUnbrokenUnb…"),
        ("The of the of the of the", 9, "The…"),
    ],
)
def test_what_is_cut_ends_at_a_pause_and_never_with_a_word_that_wants_another(
    text: str, longest: int, short: str
) -> None:
    assert cut(text, longest) == short


def test_what_nobody_knows_the_state_of_is_named_apart() -> None:
    found = paper(BLOCK, of=usual())
    assert texts(found)[-1] == (
        "Not known for now, since there is no newer result: A9 Title of A9 (Red in Quarter 1 2020/21)."
    )


def test_where_nothing_needs_attention_one_line_says_so_and_takes_no_page() -> None:
    fine = rated(results=[row(name, *SERIES["A6"]) for name in [*SERIES, "B1"]], commentary=[])
    found = paper(BLOCK, of=fine)
    assert headings(found)[-1] == "Needs attention now"
    assert texts(found)[-1] == (
        "Nothing needs attention now: no KPI is Red, and none has been Amber for two periods or is Amber and worsening."
    )
    assert sum(type(block).__name__ == "NewPage" for block in found.blocks) == 1, "that of the title"


def test_the_councils_own_words_are_used() -> None:
    paper_items = [
        {"Item": "Rating words", "Value": "Green = On track, Amber = Close, Red = Off track"},
    ]  # fmt: skip
    found = rated(paper=[*books.paper_items(), *paper_items])
    spoken = paper(BLOCK, of=found)
    assert "Off track since" in said(table_of(spoken))[1][1]
    assert any("Every KPI that is Off track now" in text for text in texts(spoken))
    assert "Off track: A2 Title of A2; A1 Title of A1; A8 Title of A8." in with_phrases("{rating sentence}", found)


@pytest.mark.parametrize("name", sorted(layout_files()))
def test_every_layout_that_ships_has_it(name: str) -> None:
    found = read_layout(name).value
    assert found is not None
    assert any(isinstance(block, Exceptions) for block in found.blocks)


def test_the_rating_sentence_names_every_red_and_the_first_of_many_with_their_titles() -> None:
    assert with_phrases("{rating sentence}", usual()).endswith("Red: A2 Title of A2; A1 Title of A1; A8 Title of A8.")
    many = rated(results=[row(name, "91%", "80%") for name in [*SERIES, "B1"]], commentary=[])
    assert with_phrases("{rating sentence}", many).endswith(
        "Red: A1 Title of A1; A2 Title of A2; A3 Title of A3; and A4, A5, A6, A7, A8, A9 and B1."
    )
    none = rated(results=[row(name, "91%") for name in [*SERIES, "B1"]], commentary=[])
    assert with_phrases("{rating sentence}", none).endswith("Green for ten indicators.")


def test_where_there_is_little_room_the_titles_of_reds_are_cut() -> None:
    found = rated(
        indicators=[kpi("A1", "Calls from residents that were answered in time", "E", "90%")],
        results=results()[:1],
        commentary=[],
    )
    (sentence,) = named_reds(needs_attention(found), found.submission.paper.ratings, 30).splitlines()
    assert sentence.startswith("Red: A1 Calls from residents")
    assert sentence.endswith("…")
    assert len(sentence) < len("Red: A1 .") + 32


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{rating A1}", "Red"),
        ("{rating a7}", "not rated"),
        ("{rating B1} {result B1}", "not rated Audits suspended"),
        ("{result A1} against {target A1}", "78% against 90%"),
        ("{rating Z9}", "{rating Z9}"),
    ],
)
def test_the_rating_result_and_target_of_one_indicator_can_be_typed_as_words_to_compute(text: str, words: str) -> None:
    assert with_phrases(text, usual()) == words


def test_a_paper_with_pages_leads_to_them_and_the_words_are_there_in_welsh() -> None:
    found = read_layout("indicator-reports").value
    assert found is not None
    table = table_of(compose(usual(), found))
    assert column(table, "Page") == ["report-a2", "report-a1", "report-a8", "report-a4", "report-a3"]
    welsh = compose(usual(), found, WELSH)
    at = next(i for i, block in enumerate(welsh.blocks) if getattr(block, "text", "") == "Angen sylw nawr")
    shown = next(block for block in welsh.blocks[at:] if isinstance(block, Table))
    assert said(shown)[1][1].startswith("70%, targed 90%, 20 pwynt yn brin / Coch ers")
    cause = shown.rows[0][4]
    assert cause.paragraphs[0][0].language == "en-GB", "what was typed in English is read as English"  # type: ignore[union-attr]


def test_a_layout_may_keep_it_on_the_page() -> None:
    found = layout('kind = "title"', BLOCK + "\nnew_page = false")
    blocks = compose(usual(), found).blocks
    assert sum(type(block).__name__ == "NewPage" for block in blocks) == 1


def test_where_the_commentary_does_not_plainly_say_it_the_reader_is_sent_to_it_if_the_paper_prints_it() -> None:
    of = rated(commentary=[{"References": "A1", "Commentary": "It was a quarter like others."}])
    printed = table_of(paper(BLOCK, 'kind = "service_areas"', of=of))
    causes = dict(zip(column(printed, "Indicator"), column(printed, "Cause"), strict=True))
    assert causes["A1 Title of A1"] == "See commentary"
    assert set(causes.values()) == {"See commentary", "Not given"}
    assert set(column(table_of(paper(BLOCK, of=of)), "Cause")) == {"Not given"}


def test_of_one_kpi_and_of_none_that_is_rated_the_sentences_say_so_plainly() -> None:
    one = rated(indicators=[kpi("A1", "Title", "E", "90%")], results=results()[:1], commentary=[])
    assert with_phrases("{rating sentence}", one).startswith(
        "For the one KPI included, current performance is Red. Red:"
    )
    unknown = [{"Reference": name, "Q3 2020/21": "[x]"} for name in ("A1", "A2")]
    none = rated(indicators=[kpi(name, "Title", "E", "90%") for name in ("A1", "A2")], results=unknown, commentary=[])
    assert with_phrases("{direction sentence}", none) == "No KPI is improving or worsening; 2 could not be compared."
    of_last_year = with_phrases("{direction same period last year}", none)
    assert (
        of_last_year == "No KPI is improving or worsening against the same period last year; 2 could not be compared."
    )
    assert texts(paper(BLOCK, of=none))[-1] == "No KPI is rated for the period reported, so none is listed here."
    alone = rated(indicators=[kpi("A1", "Title", "E", "90%")], results=unknown[:1], commentary=[])
    assert with_phrases("{rating sentence}", alone) == "The one KPI included is not rated for the period reported."


def test_a_long_title_is_cut_and_a_unit_that_nothing_else_says_stands_behind_its_title() -> None:
    long = "Percentage of applications " + "and other words " * 12
    names = [("A1", long, "90%"), ("A2", "Cost of homes", "12"), ("A3", "Time to re-let in days", "12")]
    units = {"A1": "%", "A2": "£m", "A3": "days"}
    found = rated(
        indicators=[kpi(name, title, "E", bar, Unit=units[name], Polarity="Higher") for name, title, bar in names],
        results=[row("A1", "10%"), row("A2", 1), row("A3", 1)],
        commentary=[],
    )
    titles = column(table_of(paper(BLOCK, of=found)), "Indicator")
    assert sorted(titles)[1:] == ["A2 Cost of homes (£m)", "A3 Time to re-let in days"]
    assert sorted(titles)[0].endswith("…")
    assert len(sorted(titles)[0]) <= 124
