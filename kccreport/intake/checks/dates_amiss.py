"""The dates on the Paper sheet agree with one another."""

from collections.abc import Iterator

from kccreport.ground.address import sheet_address
from kccreport.ground.problem import Problem, warning
from kccreport.models.submission import Submission


def dates_amiss(submission: Submission) -> Iterator[Problem]:
    """Find results outside the financial year, and a paper published after its meeting.

    Problems: year-mismatch, published-after-meeting (a warning).
    """
    paper = submission.paper
    if paper.results_up_to.financial_year != paper.financial_year:
        yield Problem(
            "year-mismatch",
            str(paper.cells.get("Results up to") or paper.cells.get("Financial year") or sheet_address(paper.sheet)),
            f"{paper.results_up_to.full_label} is not in the financial year {paper.financial_year.label}.",
            f"type a month of {paper.financial_year.label}, or the year {paper.results_up_to.financial_year.label}",
        )
    if paper.published is not None and paper.meeting is not None and paper.published.date > paper.meeting:
        yield warning(
            "published-after-meeting",
            str(paper.cells["Publication date"]),
            "the paper is published after the meeting that receives it.",
            "check both dates",
        )
