"""A count that a passage gives of the paper's KPIs, and the counts it may be of: those of now, and of the year to date."""

from collections.abc import Sequence
from typing import NamedTuple

from kccreport.claims.verdict import AGREES, Ruling, Verdict
from kccreport.rating.rated import Counts, RatedSubmission

SO_TO_DATE = Verdict(Ruling.AGREES, "for the year to date")


class CountSaid(NamedTuple):
    """A count of the paper's KPIs in a clause of a passage: what becomes of it, and the words in {braces} that compute it."""

    words: str
    verdict: Verdict
    computed_by: tuple[str, ...]


class Reading(NamedTuple):
    """What a count may be of, and the verdict where it is right of that; of the year to date alone it says so."""

    counts: Counts
    is_latest: bool
    agrees: Verdict


def readings(rated: RatedSubmission, when: str) -> Sequence[Reading]:
    """Return what a clause may count: with a time that or the year to date, without one either, now first."""
    latest = Reading(rated.latest_counts, is_latest=True, agrees=AGREES)
    is_named = when == "year to date"
    to_date = Reading(rated.year_to_date_counts, is_latest=False, agrees=AGREES if is_named else SO_TO_DATE)
    return [to_date] if is_named else [latest] if when else [latest, to_date]
