"""A record against a new report: which published results have changed, marked and explained."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from kccreport.ground.files import write_whole
from kccreport.ground.problem import Problem, warning
from kccreport.models.indicator import AnyIndicator, Figure, Kpi
from kccreport.models.measure import Status, published
from kccreport.models.reference import fold_reference
from kccreport.models.revision import Revision
from kccreport.models.submission import Submission
from kccreport.published.papers import PublishedResult, Record, Release, period_key, record_bytes, with_release
from kccreport.published.series import Series, Shelf, month_of, printed_before, records_of
from kccreport.rating.rated import RatedSubmission, rate_submission, rating_at


class KeptIn(NamedTuple):
    """The record that a release was kept in, and how many releases it had before and has now."""

    path: Path
    before: int
    now: int

    @property
    def words(self) -> str:
        """Return what was done with it, in words."""
        if not self.before:
            return "the record of published figures, which starts with this release"
        had = f"the record of published figures, {self.before} release{'' if self.before == 1 else 's'} before this one"
        return had if self.now > self.before else "the record of published figures, which has this release already"


def against_record(rated: RatedSubmission, shelf: Shelf, kind: str) -> tuple[RatedSubmission, tuple[Problem, ...]]:
    """Return a submission with what has changed since its last report marked, and what of that nobody explains.

    Problems: those of `unexplained`, other-record (a warning).

    Raises:
        UnreadableFile: a file in the folder of the papers is not a record.
    """
    series = Series.of(rated, kind)
    found = tuple(shelf.records())
    records = records_of(series, found)
    if not records:
        return rated, tuple(_other_records(series, found))
    submission = rated.submission
    revisions = find_revisions(submission, printed_before(records, month_of(rated)))
    problems = tuple(unexplained(submission, revisions))
    return (rate_submission(with_revisions(submission, revisions)) if revisions else rated), problems


def _other_records(series: Series, found: Iterable[tuple[Path, Record]]) -> Iterator[Problem]:
    """Name a record that would be this paper's, were it not for its name. Problems: other-record (a warning)."""
    for path, record in found:
        if series.is_another(record):
            name = next(each.name for each in record.releases if each.name)
            yield warning(
                "other-record",
                "'Paper'",
                f"there is no record named {series.name!r} of what was published, but {path.name} is of the same committee "
                "and indicators, and figures are not compared with it.",
                f"if it is the same report, type {name} as Record; if not, leave this as it is",
            )


def keep(rated: RatedSubmission, shelf: Shelf, kind: str) -> KeptIn:
    """Add a released paper to its record, or start one beside it; the same figures released again change nothing.

    Raises:
        UnreadableFile: a file there is not a record.
        UnwritableFile: the record cannot be written.
    """
    path, record = _record_of(rated, shelf, kind)
    kept = with_release(record, rated, kind)
    if kept != record:
        write_whole(path, record_bytes(kept))
    return KeptIn(path, len(record.releases), len(kept.releases))


def would_keep(rated: RatedSubmission, shelf: Shelf, kind: str) -> KeptIn:
    """Return what `keep` would do; nothing is written. Raises UnreadableFile as it does."""
    path, record = _record_of(rated, shelf, kind)
    return KeptIn(path, len(record.releases), len(with_release(record, rated, kind).releases))


def _record_of(rated: RatedSubmission, shelf: Shelf, kind: str) -> tuple[Path, Record]:
    series = Series.of(rated, kind)
    records = records_of(series, shelf.records())
    newest = max(records, key=lambda path: _last_month(records[path]), default=None)
    return (series.path(shelf.out), Record()) if newest is None else (newest, records[newest])


def _last_month(record: Record) -> str:
    return max((each.results_up_to for each in record.releases), default="")


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
