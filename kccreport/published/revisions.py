"""A record against a new report: which published results have changed, marked and explained."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from kccreport.ground.problem import Problem, warning
from kccreport.models.indicator import AnyIndicator, Figure, Kpi
from kccreport.models.measure import Status, published
from kccreport.models.reference import fold_reference
from kccreport.models.revision import Revision
from kccreport.models.submission import Submission
from kccreport.published.papers import PublishedResult, Release, period_key, read_record, record_of
from kccreport.rating.rated import RatedSubmission, rate_submission, rating_at


def against_record(rated: RatedSubmission, folder: Path) -> tuple[RatedSubmission, tuple[Problem, ...]]:
    """Return a submission with what has changed since its last report marked, and what of that nobody explains.

    Raises:
        UnreadableFile: the file in the folder is not a record.
    """
    path = record_of(rated, folder)
    if not path.exists():
        return rated, ()
    submission = rated.submission
    revisions = find_revisions(submission, read_record(path).before(submission.paper.results_up_to))
    problems = tuple(unexplained(submission, revisions))
    return (rate_submission(with_revisions(submission, revisions)) if revisions else rated), problems


def find_revisions(submission: Submission, release: Release | None) -> tuple[Revision, ...]:
    """Return every result that a release printed and that is printed otherwise now, in the order of the workbook.

    Periods that the workbook no longer holds are passed over: they are not printed again.
    """
    if release is None:
        return ()
    printed_of = {fold_reference(reference): found for reference, found in release.results.items()}
    return tuple(
        revision
        for indicator in submission.indicators
        if indicator.suspension is None
        for revision in _of(indicator, printed_of, submission)
    )


def _of(
    indicator: AnyIndicator, printed_of: Mapping[str, Mapping[str, PublishedResult]], submission: Submission
) -> Iterator[Revision]:
    was = printed_of.get(fold_reference(indicator.reference), {})
    reasons = {(each.reference, each.period): each.reason for each in submission.revision_reasons}
    for period, figure in sorted(indicator.results.items()):
        printed = was.get(period_key(period))
        now = None if figure.value is None else published(figure.value, indicator.decimals)
        if printed is None or figure.is_forecast or printed.value == now:
            continue
        yield Revision(
            reference=indicator.reference,
            period=period,
            published=printed.value,
            now=now,
            rating_then=printed.rating,
            rating_now=rating_at(indicator, period) if isinstance(indicator, Kpi) else None,
            reason=reasons.get((indicator.reference, period), ""),
            at=figure.at,
        )


def with_revisions(submission: Submission, revisions: tuple[Revision, ...]) -> Submission:
    """Return the submission with its revised figures marked `[r]`, unless they carry another code, and listed."""
    revised = {(each.reference, each.period) for each in revisions}

    def marked(indicator: AnyIndicator) -> AnyIndicator:
        results = {
            period: _as_revised(figure) if (indicator.reference, period) in revised else figure
            for period, figure in indicator.results.items()
        }
        return indicator.model_copy(update={"results": results})

    indicators = tuple(
        marked(each) if any(reference == each.reference for reference, _ in revised) else each
        for each in submission.indicators
    )
    return submission.model_copy(update={"indicators": indicators, "revisions": revisions})


def _as_revised(figure: Figure) -> Figure:
    if figure.value is None or figure.status is not None:
        return figure
    return figure.model_copy(update={"status": Status.REVISED})


def unexplained(submission: Submission, revisions: tuple[Revision, ...]) -> Iterator[Problem]:
    """Find revised figures without a reason, and reasons for figures that have not changed.

    Problems: missing-reason, unused-reason (a warning).
    """
    for each in revisions:
        if not each.reason:
            indicator = next(one for one in submission.indicators if one.reference == each.reference)
            yield Problem(
                "missing-reason",
                str(each.at),
                f"{each.reference} was published as {_words(each.published)} for {indicator.full_label(each.period)} "
                f"and is {_words(each.now)} now, but nothing says why.",
                "add a row on the sheet Revisions with its Reference, Period and Reason, or type the published figure",
            )
    changed = {(each.reference, each.period) for each in revisions}
    for reason in submission.revision_reasons:
        if (reason.reference, reason.period) not in changed:
            yield warning(
                "unused-reason",
                str(reason.at),
                f"{reason.reference} has not changed for this period since it was published.",
                "delete the row",
            )


def _words(value: object) -> str:
    return "no figure" if value is None else str(value)
