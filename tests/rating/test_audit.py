"""What was published is compared with what the rules give."""

from pathlib import Path

import pytest

from kccreport.rating.audit import Disagreement, disagreements
from kccreport.rating.rated import rate_submission
from tests import books
from tests.books import activity, kpi, results
from tests.samples import outcome_of


def test_the_audit_of_the_2021_dashboard_finds_hr12_and_nothing_else() -> None:
    outcome = outcome_of("dashboard-2021")
    assert outcome.value is not None
    assert len(outcome.value.rated.submission.published) == 33
    found = list(disagreements(outcome.value.rated))
    assert [(each.reference, each.what, each.published, each.computed) for each in found] == [
        ("HR12", "Alert", "yes", "above")
    ]
    assert str(found[0].at) == "'Published'!D11"


def test_the_audit_of_the_quarterly_report_finds_its_key_page_64_and_the_complaints_total() -> None:
    outcome = outcome_of("quarterly-2011")
    assert outcome.value is not None
    found = list(disagreements(outcome.value.rated))
    key = "Direction by the key (relative to target)"
    assert [(each.reference, each.what, each.published, each.computed) for each in found] == [
        ("KPI12", key, "improving", "worsening"),
        ("KPI14", key, "worsening", "improving"),
        ("KPI15", key, "improving", "worsening"),
        ("KPI24", key, "improving", "worsening"),
        ("KPI26", "Page", "64", "12 to 63 by the index, where 64 is Resident Complaints monitoring"),
        ("Complaints by service", "Total of the column Jun 11", "870", "861"),
        ("Complaints by service", "Total of the column 12 month total", "4,085", "4,076"),
    ]
    assert [str(each.at) for each in found[-3:]] == [
        "'Published'!G27", "'Complaints by service'!F16", "'Complaints by service'!G16"
    ]  # fmt: skip


def test_counts_and_shares_of_a_published_paper_are_compared(tmp_path: Path) -> None:
    said = [
        ("Number Green", "2"),
        ("Number of KPIs", "1"),
        ("Share Green", "100%"),
        ("Number Red", "1"),
        ("Mood", "good"),
    ]
    submission = books.submission(
        tmp_path, **{"published paper": [{"Item": item, "Printed": printed} for item, printed in said]}
    )
    found = list(disagreements(rate_submission(submission)))
    assert [(each.what, each.published, each.computed) for each in found] == [
        ("Number Green", "2", "1"), ("Number Red", "1", "0"),
    ]  # fmt: skip


def test_every_kind_of_published_result_is_compared(tmp_path: Path) -> None:
    published = [
        {
            "Reference": "HT02",
            "Latest RAG": "red",
            "YTD RAG": "GREEN",
            "Previous RAG": "Amber",
            "Direction": "Worsening",
        },
        {"Reference": "HT02b", "Alert": "Below"},
    ]
    row = results("HT02b", **{"Oct 20": 1, "Nov 20": 2, "Dec 20": 3, "Year to date": 150})
    submission = books.submission(
        tmp_path, indicators=[kpi(), activity()], results=[results(), row], published=published
    )
    found = list(disagreements(rate_submission(submission)))
    assert [(each.what, each.published, each.computed) for each in found] == [
        ("Latest RAG", "red", "green"),
        ("Previous RAG", "amber", "green"),
        ("Direction", "worsening", "improving"),
        ("Alert", "below", "yes"),
    ]
    assert isinstance(found[0], Disagreement)


def test_a_rating_published_where_there_is_nothing_to_rate_is_a_disagreement(tmp_path: Path) -> None:
    submission = books.submission(
        tmp_path, results=[results(**{"Dec 20": "[x]"})], published=[{"Reference": "HT02", "Latest RAG": "Green"}]
    )
    assert [each.computed for each in disagreements(rate_submission(submission))] == [""]


@pytest.mark.parametrize(("page", "found"), [(11, True), (12, False), (40, False), (63, False), (64, True)])
def test_a_page_is_in_the_range_of_the_index_from_its_first_to_its_last(tmp_path: Path, page: int, found: bool) -> None:
    submission = books.submission(
        tmp_path,
        published=[{"Reference": "HT02", "Page": page}],
        **{"published paper": [{"Item": "Pages of KPI reports", "Printed": "12 to 63"}]},
    )
    said = [(each.what, each.published) for each in disagreements(rate_submission(submission))]
    assert said == ([("Page", str(page))] if found else [])
