"""The record of what was published: a small JSON beside the papers, with a version for each release.

It is kept from report to report, so that a figure that changes after it was published is found, marked and explained.
"""

from decimal import Decimal
from pathlib import Path

from pydantic import Field, ValidationError

from kccreport.ground.errors import UnreadableFile
from kccreport.models.indicator import Kpi
from kccreport.models.measure import Frozen, published
from kccreport.models.period import Period
from kccreport.models.rag import Rag
from kccreport.rating.rated import RatedSubmission, rating_at

FORMAT = 2
_READ = (1, FORMAT)  # of 1, a release does not say for whom it was made
_MOST_BYTES = 50_000_000
_LONGEST_NAME = 200  # bytes; most file systems take 255, and the ending needs some


class PublishedResult(Frozen):
    """One result as it was printed, and its rating."""

    value: Decimal | None
    rating: Rag | None = None


class Release(Frozen):
    """What one report published: results by reference and period (2020-12), to the month it reported up to.

    Council, committee, kind of paper and the name typed as Record say which later reports go on with it.
    """

    version: int = Field(ge=1)
    title: str
    council: str = ""
    committee: str = ""
    kind: str = ""
    name: str = ""
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


def record_path(folder: Path, name: str) -> Path:
    """Return where the record of a series of reports stands under a name; long ones are cut, as file systems must."""
    kept = "".join(letter if letter.isalnum() else "-" for letter in name.casefold())
    plain = "-".join(filter(None, kept.split("-"))) or "paper"
    return folder / f"{plain.encode()[:_LONGEST_NAME].decode(errors='ignore')}.record.json"


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
    if record.format not in _READ:
        raise UnreadableFile(f"{path} was written by another version of kccreport (format {record.format}).")
    return record


def with_release(record: Record, rated: RatedSubmission, kind: str = "") -> Record:
    """Return the record with this report released; the same figures released again change nothing."""
    paper = rated.submission.paper
    up_to = period_key(paper.results_up_to)
    same = [each for each in record.releases if each.results_up_to == up_to]
    release = Release(
        version=1 + max((each.version for each in same), default=0),
        title=paper.title,
        council=paper.council,
        committee=paper.committee,
        kind=kind,
        name=paper.record or "",
        results_up_to=up_to,
        meeting=paper.meeting.isoformat() if paper.meeting else "",
        results=_results(rated),
    )
    if same and _says_the_same(same[-1], release):
        return record
    return Record(releases=(*record.releases, release))


def _says_the_same(old: Release, new: Release) -> bool:
    return (old.title, old.meeting, old.results) == (new.title, new.meeting, new.results)


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
