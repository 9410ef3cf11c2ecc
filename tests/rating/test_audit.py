"""What was published is compared with what the rules give."""

from pathlib import Path

from kccreport import pipeline
from kccreport.rating.audit import Disagreement, disagreements
from kccreport.rating.rated import rate_submission
from tests import books
from tests.books import activity, kpi, results

INPUTS = Path(__file__).parents[2] / "inputs"


def test_the_audit_of_the_2021_dashboard_finds_hr12_and_nothing_else() -> None:
    outcome = pipeline.read(INPUTS / "dashboard-2021.xlsx")
    assert outcome.value is not None
    assert len(outcome.value.rated.submission.published) == 33
    found = list(disagreements(outcome.value.rated))
    assert [(each.reference, each.what, each.published, each.computed) for each in found] == [
        ("HR12", "Alert", "yes", "above")
    ]
    assert str(found[0].at) == "'Published'!D11"


def test_every_kind_of_published_result_is_compared(tmp_path: Path) -> None:
    published = [
        {"Reference": "HT02", "Latest RAG": "red", "YTD RAG": "GREEN", "Direction": "Worsening"},
        {"Reference": "HT02b", "Alert": "Below"},
    ]
    row = results("HT02b", **{"Oct 20": 1, "Nov 20": 2, "Dec 20": 3, "Year to date": 150})
    submission = books.submission(
        tmp_path, indicators=[kpi(), activity()], results=[results(), row], published=published
    )
    found = list(disagreements(rate_submission(submission)))
    assert [(each.what, each.published, each.computed) for each in found] == [
        ("Latest RAG", "red", "green"),
        ("Direction", "worsening", "improving"),
        ("Alert", "below", "yes"),
    ]
    assert isinstance(found[0], Disagreement)


def test_a_rating_published_where_there_is_nothing_to_rate_is_a_disagreement(tmp_path: Path) -> None:
    submission = books.submission(
        tmp_path, results=[results(**{"Dec 20": "[x]"})], published=[{"Reference": "HT02", "Latest RAG": "Green"}]
    )
    assert [each.computed for each in disagreements(rate_submission(submission))] == [""]
