"""Passages are held against the figures as commentary is: a table of sentences, right ones among them."""

import pytest

from kccreport.claims.counts import counts_in
from kccreport.claims.review import contradicted
from kccreport.claims.verdict import Ruling
from kccreport.ground.problem import Problem, Severity
from kccreport.models.rag import Rag
from kccreport.models.submission import Passage
from kccreport.paper.commentary_review import commentary_amiss
from kccreport.paper.computed import NAMED_PHRASES, PHRASES
from kccreport.rating.rated import RatedSubmission, rate_submission
from tests.samples import reading_of


def rated_of(name: str) -> RatedSubmission:
    return reading_of(name).rated


def dashboard() -> RatedSubmission:
    """18 Green, 2 Amber (CS04a, ICT02), 4 Red (CS04b, CS07, GL02, GL03), one not rated; for the year to date 14, 5 and 2."""
    return rated_of("dashboard-2021")


def read(text: str, name: str = "Foreword", heading: str = "") -> list[Problem]:
    """What is found in a passage that stands alone in the paper."""
    rated = dashboard()
    at = rated.submission.passages[0].at
    passage = Passage(name=name, heading=heading, text=text, at=at)
    submission = rated.submission.model_copy(update={"passages": (passage,), "commentary": ()})
    return list(commentary_amiss(rate_submission(submission)))


WRONG = [
    ("All 25 KPIs are Green.", "18 of the 25 KPIs are Green; Red are CS04b, CS07, GL02 and GL03, Amber are CS04a and ICT02"),
    ("No indicator is Red.", "4 of the 25 KPIs are Red; Red are CS04b, CS07, GL02 and GL03"),
    ("There are no Reds.", "4 of the 25 KPIs are Red; Red are CS04b"),
    ("The dashboard shows no Red indicators.", "4 of the 25 KPIs are Red"),
    ("Performance is Green across the board.", "18 of the 25 KPIs are Green"),
    ("All KPIs are Green or Amber.", "20 of the 25 KPIs are Green or Amber; Red are CS04b, CS07, GL02 and GL03"),
    ("All but two KPIs are Green.", "18 of the 25 KPIs are Green"),
    ("90% of KPIs are Green.", "18 of the 25 KPIs are Green"),
    ("Most KPIs are Red.", "4 of the 25 KPIs are Red"),
    ("Five KPIs are Red.", "4 of the 25 KPIs are Red"),
    ("Every target was met.", "18 of the 25 KPIs met their target"),
    ("The report covers twenty-six KPIs.", "it has 25 KPIs"),
    ("It contains 47 indicators.", "it has 25 KPIs and 20 activity indicators"),
    ("In January 2021, all KPIs were Green.", "18 of the 25 KPIs are Green"),
    ("For the year to date, four KPIs are Red.", "2 of the 25 KPIs are Red for the year to date"),
    ("Five KPIs are Red, and two are Amber.", "4 of the 25 KPIs are Red"),
    ("Of the 25 KPIs, 19 are Green.", "18 of the 25 KPIs are Green"),
    ("Demand has risen, but five KPIs are Red.", "4 of the 25 KPIs are Red"),
    ("In Governance and Law, all KPIs are Green.", "of Governance and Law 1 of the 3 KPIs is Green"),
    ("CS07 is Green.", "it was Red in December 2020"),
    ("All 25 KPIs are Green this month.", "18 of the 25 KPIs are Green"),
    ("Nineteen KPIs were Green in January 2021.", "18 of the 25 KPIs are Green"),
    ("Half of the KPIs are Red.", "4 of the 25 KPIs are Red"),
    ("A third of the KPIs are on target.", "18 of the 25 KPIs are on target"),
    ("Performance is on target for twelve of the 25 KPIs.", "18 of the 25 KPIs are on target"),
    ("Performance is Amber for three indicators.", "2 of the 25 KPIs are Amber"),
    ("There are more Red KPIs than Green KPIs.", "there are 4 Red and 18 Green"),
    ("Only CS07 is Red.", "CS04b, CS07, GL02 and GL03 are Red"),
    ("The Red KPIs are CS04b, CS07 and GL02.", "CS04b, CS07, GL02 and GL03 are Red"),
    ("Four KPIs are Red: CS04a, CS07, GL02 and GL03.", "CS04b, CS07, GL02 and GL03 are Red"),
    ("CS04a is the only Amber KPI.", "CS04a and ICT02 are Amber"),
    ("Both KPIs in Governance and Law are Green.", "of Governance and Law 1 of the 3 KPIs is Green"),
    ("All KPIs in Governance and Law are Green.", "of Governance and Law 1 of the 3 KPIs is Green; Red are GL02 and GL03"),
]  # fmt: skip
SILENT = [
    "Both KPIs are Green.",  # those of the sentence before
    "Red KPIs include CS07 and GL02.",
    "Only CS07 is Red in Dover.",
    "Half of the staff are Green.",
    "The number of Red KPIs fell from nine to three over two years.",
    "Last quarter, all KPIs were Green.",
    "In June, no KPI was Red.",
    "In the first quarter, no KPI was Red.",
    "In Dover, all KPIs are Green.",
    "Before the storm, all KPIs were Green.",
    "At first, no KPI was Red.",
    "Two years ago, all KPIs were Green.",
    "A year ago, all KPIs were Green.",
    "Not all KPIs are Green.",
    "We want all KPIs to be Green.",
    "All KPIs will be Green by March.",
    "Nearly all KPIs are Green.",
    "Are all KPIs Green?",
    "If all KPIs were Green, Members would be content.",
    "All KPIs in Dover are Green.",
    "The Cabinet has set 25 priorities.",
    "Red KPIs are explained in the report.",
    "All staff are trained.",
    "The report covers three services.",
    "The rating of an indicator is Red where it misses its floor standard.",
    "{number of KPIs} KPIs are reported, of which {number Red} are Red.",
    "{rating sentence}",
]
TYPED = [
    ("Four KPIs are Red.", "{number Red}"),
    ("Eighteen of the 25 KPIs are Green.", "{number Green} and {number of KPIs}"),
    ("All but seven of the 25 KPIs are Green.", "{rating sentence}"),
    ("72% of KPIs are Green.", "{rating sentence}"),
    ("Most KPIs are Green.", "{rating sentence}"),
    ("Three quarters of the KPIs are Green.", "{rating sentence}"),
    ("Only CS04b, CS07, GL02 and GL03 are Red.", "{rating sentence} and {rating GL03}"),
    ("Four KPIs are Red (CS04b, CS07, GL02 and GL03).", "{rating sentence} and {number Red}"),
    ("Performance is Green for eighteen indicators.", "{number Green}"),
    ("Fewer KPIs are Red than Green.", "{rating sentence}"),
    ("Fourteen KPIs are Green.", "{year to date rating sentence}"),
    ("For the year to date, 14 are Green.", "{year to date rating sentence}"),
    ("Eight indicators improved.", "{direction sentence}"),
    ("The dashboard includes 25 Key Performance Indicators.", "{number of KPIs}"),
    ("CS07 is Red.", "{rating CS07}"),
    ("GL03 remains Red.", "{rating GL03}"),
]


@pytest.mark.parametrize(("text", "figures"), WRONG, ids=[text for text, _ in WRONG])
@pytest.mark.parametrize("name", ["Summary", "Foreword"])
def test_a_wrong_count_or_rating_is_a_warning_that_says_what_is_so(name: str, text: str, figures: str) -> None:
    (found,) = read(text, name)
    assert (found.code, found.severity) == ("contradicts-figures", Severity.WARNING)
    assert figures in found.message


@pytest.mark.parametrize("text", SILENT)
def test_what_is_right_or_cannot_be_judged_is_silent(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(("text", "words"), TYPED, ids=[text for text, _ in TYPED])
def test_a_right_count_or_rating_that_is_typed_is_a_note_with_the_words_to_type(text: str, words: str) -> None:
    (found,) = read(text)
    assert (found.code, found.severity) == ("typed-count", Severity.NOTE)
    assert found.hint == f"type {words} instead, so that it stays so"


def test_of_a_count_that_is_right_of_the_year_to_date_alone_the_note_says_so() -> None:
    assert (
        "which is so for the year to date (now 18 of the 25 KPIs are Green)"
        in read("Fourteen KPIs are Green.")[0].message
    )
    assert "which is so now" in read("Eighteen KPIs are Green.")[0].message


def test_changes_since_the_period_before_are_held_against_both_periods() -> None:
    """The oracle counts by hand, over both ratings of every KPI."""
    rated = dashboard()
    before = [each.previous for each in rated.kpis]
    was, now = before.count(Rag.RED), sum(each.latest is Rag.RED for each in rated.kpis)
    went = sum((each.previous, each.latest) == (Rag.GREEN, Rag.RED) for each in rated.kpis)
    way, other = ("rose", "fell") if now > was else ("fell", "rose")
    assert was != now
    for text, code in (
        (f"The number of Red KPIs {way} from {was} to {now}.", "typed-count"),
        (f"The number of Reds {way} to {now}.", "typed-count"),
        (f"The number of Red KPIs {other} to {now}.", "contradicts-figures"),
        (f"The number of Red KPIs {way} from {was + 1} to {now}.", "contradicts-figures"),
        (f"{went + 1} KPIs moved from Green to Red.", "contradicts-figures"),
        (f"{went} KPIs moved from Green to Red.", "typed-count"),
    ):
        assert [each.code for each in read(text)] == [code], text


def test_a_wrong_count_says_which_words_compute_it() -> None:
    (found,) = read("Five KPIs are Red.")
    assert "or type {number Red}, which is computed" in found.hint


@pytest.mark.parametrize(
    ("heading", "text", "count"),
    [
        ("Governance and Law", "Two KPIs are Red.", 0),  # of its own three
        ("Governance and Law", "Four KPIs are Red.", 0),  # of the whole paper
        ("Governance and Law", "No KPI is Red.", 1),
        ("Finance", "All KPIs are Green.", 0),
        ("", "All KPIs are Green.", 1),
    ],
)
def test_below_the_name_of_a_service_area_its_own_kpis_are_counted(heading: str, text: str, count: int) -> None:
    assert len([each for each in read(text, heading=heading) if each.severity is Severity.WARNING]) == count


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Results for [insert month] are given.", "placeholder"),
        ("The cause is TBC.", "placeholder"),
        ("A new system will be in place by June 2019.", "past-promise"),
        ("A new system will be in place by June 2022.", None),
    ],
)
def test_what_was_left_to_fill_in_and_promises_of_the_past_are_named_in_passages_too(
    text: str, code: str | None
) -> None:
    assert [each.code for each in read(text)] == ([code] if code else [])


@pytest.mark.parametrize("name", ["dashboard-2021", "scrutiny-2012"])
def test_no_sentence_of_ours_contradicts_the_figures_that_it_was_made_of(name: str) -> None:
    """The oracle is what the program computes: typed as it is printed, it is right, and so at most a note."""
    rated = rated_of(name)
    at = rated.submission.passages[0].at
    said = tuple(Passage(name=phrase, text=make(rated), at=at) for phrase, make in PHRASES.items())
    submission = rated.submission.model_copy(update={"passages": said, "commentary": ()})
    found = list(contradicted(rate_submission(submission)))
    assert [each.message for each in found if each.severity is not Severity.NOTE] == []
    assert {"typed-count"} == {each.code for each in found}


def test_the_words_that_are_named_exist() -> None:
    known = {"{" + name + "}" for name in PHRASES}
    sentences = [text for text, *_ in (*WRONG, *TYPED)]
    named = {name for text in sentences for said in counts_in(text, dashboard()) for name in said.computed_by}
    assert named
    assert named <= known
    assert "rating" in NAMED_PHRASES


def test_samples_type_no_count_that_is_computed() -> None:
    assert [each for each in contradicted(dashboard()) if each.code == "typed-count"] == []
    assert all(said.verdict.ruling is not Ruling.UNKNOWN for said in counts_in("Four KPIs are Red.", dashboard()))
