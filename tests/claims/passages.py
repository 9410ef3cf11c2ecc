"""A passage that stands alone in a sample, and what is found in it; the same for commentary on one indicator."""

from functools import cache

from kccreport.claims.facts import Facts
from kccreport.claims.reader import judged_text
from kccreport.claims.review import contradicted
from kccreport.claims.verdict import Ruling
from kccreport.ground.problem import Problem, Severity
from kccreport.ground.values import replace
from kccreport.models.submission import Passage
from tests.samples import reading_of


def found_in(name: str, text: str, heading: str = "") -> list[Problem]:
    """What is found in a passage of a sample."""
    rated = reading_of(name).rated
    at = reading_of("dashboard-2021").rated.submission.passages[0].at
    passage = Passage(name="Foreword", heading=heading, text=text, at=at)
    submission = rated.submission.model_copy(update={"passages": (passage,), "commentary": ()})
    return list(contradicted(replace(rated, submission=submission)))


def warned_of(name: str, text: str, heading: str = "") -> list[str]:
    """The messages of the warnings alone."""
    return [each.message for each in found_in(name, text, heading) if each.severity is Severity.WARNING]


def note_on(name: str, text: str) -> Problem:
    """The one note on a passage that is right and typed."""
    (found,) = found_in(name, text)
    assert found.severity is Severity.NOTE, found.message
    return found


@cache
def facts_of(name: str, reference: str) -> Facts:
    """The facts of one indicator of a sample, by its reference or, where it has none, its title."""
    return next(Facts(each) for each in reading_of(name).rated.indicators if each.indicator.reference == reference)


def is_contradicted(name: str, reference: str, text: str) -> bool:
    """Whether a sentence of commentary is contradicted."""
    return any(verdict.ruling is Ruling.CONTRADICTS for _, verdict in judged_text(text, facts_of(name, reference)))
