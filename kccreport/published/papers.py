"""The record of what was published: a small JSON beside the papers, with a version for each release.

It is kept from report to report, so that a figure that changes after it was published is found, marked and explained.
"""

from decimal import Decimal
from pathlib import Path

from pydantic import Field, ValidationError

from kccreport.ground.errors import UnreadableFile
from kccreport.ground.files import write_whole
from kccreport.models.indicator import Kpi
from kccreport.models.measure import Frozen, published
from kccreport.models.period import Period
from kccreport.models.rag import Rag
from kccreport.rating.rated import RatedSubmission, rating_at

FORMAT = 1
_MOST_BYTES = 50_000_000


class PublishedResult(Frozen):
    """One result as it was printed, and its rating."""

    value: Decimal | None
    rating: Rag | None = None


class Release(Frozen):
    """What one report published: results by reference and period (2020-12), to the month it reported up to."""

    version: int = Field(ge=1)
    title: str
    results_up_to: str = Field(pattern=r"^\d{4}-\d{2}$")
    meeting: str
    results: dict[str, dict[str, PublishedResult]]


class Record(Frozen):
    """Every release so far, oldest first."""

    format: int = FORMAT
    releases: tuple[Release, ...] = ()

    def before(self, period: Period) -> Release | None:
        """Return the last release of the report before: of those up to an earlier month, the newest month's newest.

        An older report that was released again since does not take its place.
        """
        earlier = [each for each in self.releases if each.results_up_to < period_key(period)]
        return max(earlier, key=lambda each: (each.results_up_to, each.version), default=None)


def record_of(rated: RatedSubmission, folder: Path) -> Path:
    """Return where a paper's record stands: under Record on its sheet Paper, or under its title."""
    paper = rated.submission.paper
    return record_path(folder, paper.record or paper.title)


def record_path(folder: Path, name: str) -> Path:
    """Return where the record of a series of reports stands; `name` stays the same from report to report."""
    kept = "".join(letter if letter.isalnum() else "-" for letter in name.casefold())
    return folder / f"{'-'.join(filter(None, kept.split('-'))) or 'paper'}.record.json"


def read_record(path: Path) -> Record:
    """Return a record; an empty one where there is no file yet.

    Raises:
        UnreadableFile: the file is not a record, or was written by a later version.
    """
    if not path.exists():
        return Record()
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UnreadableFile(f"{path} is far larger than a record of published figures.")
        record = Record.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as fault:
        raise UnreadableFile(
            f"{path} is not a record of published figures; put back the copy that was last released."
        ) from fault
    if record.format != FORMAT:
        raise UnreadableFile(f"{path} was written by another version of kccreport (format {record.format}).")
    return record


def keep(rated: RatedSubmission, folder: Path) -> None:
    """Add a released paper to its record in a folder; the same figures released again change nothing.

    Raises:
        UnreadableFile: the file there is not a record.
        UnwritableFile: the record cannot be written.
    """
    path = record_of(rated, folder)
    record = read_record(path)
    kept = with_release(record, rated)
    if kept != record:
        write_whole(path, record_bytes(kept))


def with_release(record: Record, rated: RatedSubmission) -> Record:
    """Return the record with this report released; the same figures released again change nothing."""
    paper = rated.submission.paper
    up_to = period_key(paper.results_up_to)
    release = Release(
        version=1 + max((each.version for each in record.releases if each.results_up_to == up_to), default=0),
        title=paper.title,
        results_up_to=up_to,
        meeting=paper.meeting.isoformat(),
        results=_results(rated),
    )
    same = [each for each in record.releases if each.results_up_to == up_to]
    if same and same[-1].model_copy(update={"version": release.version}) == release:
        return record
    return Record(releases=(*record.releases, release))


def record_bytes(record: Record) -> bytes:
    """Return a record as JSON that can be read and compared line by line."""
    return (record.model_dump_json(indent=1) + "\n").encode()


def _results(rated: RatedSubmission) -> dict[str, dict[str, PublishedResult]]:
    found: dict[str, dict[str, PublishedResult]] = {}
    for each in rated.submission.indicators:
        if each.suspension is not None:
            continue
        found[each.reference] = {
            period_key(period): PublishedResult(
                value=None if figure.value is None else published(figure.value, each.decimals),
                rating=rating_at(each, period) if isinstance(each, Kpi) else None,
            )
            for period, figure in sorted(each.results.items())
            if not figure.is_forecast
        }
    return found


def period_key(period: Period) -> str:
    """Return a period as a record names it, such as 2020-12."""
    return f"{period.year}-{period.month:02d}"
