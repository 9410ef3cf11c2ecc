"""A count that a passage gives of the paper's KPIs, and the counts it may be of: those of now, or of the year to date."""

from typing import NamedTuple

from kccreport.claims.verdict import Verdict
from kccreport.rating.rated import Counts, RatedSubmission


class CountSaid(NamedTuple):
    """A count of the paper's KPIs in a clause of a passage: what becomes of it, and the words in {braces} that compute it.

    `words` are compared, `said` as typed. `now` is what is so now, where the count is right of the year to date alone.
    """

    words: str
    verdict: Verdict
    computed_by: tuple[str, ...]
    said: str = ""
    now: str = ""


class Reading(NamedTuple):
    """Which counts a clause is held against."""

    counts: Counts
    is_latest: bool


def reading(rated: RatedSubmission, when: str, *, is_to_date: bool) -> Reading:
    """Return what a clause counts: with a time that or the year to date, and else what the whole sentence is read as."""
    if when == "year to date" or (is_to_date and not when):
        return Reading(rated.year_to_date_counts, is_latest=False)
    return Reading(rated.latest_counts, is_latest=True)


def has_year_to_date(rated: RatedSubmission) -> bool:
    """Say whether most KPIs that are rated have a rating for the year to date, so that a count may be of that."""
    counts = rated.year_to_date_counts
    return counts.rated > 0 and 2 * counts.rated >= rated.latest_counts.rated
