"""Who answers for an indicator, where what is done about it does not say who does it."""

from kccreport.language import say
from kccreport.models.indicator import Indicator
from kccreport.rating.rated import RatedSubmission

# facts of an indicator that name who answers for it, as councils head them
_OFFICERS = frozenset(
    {
        "accountable officer", "responsible officer", "lead officer", "accountable manager", "responsible manager",
        "swyddog atebol", "swyddog cyfrifol", "swyddog arweiniol",
    }
)  # fmt: skip
_DIRECTORS = frozenset({"director", "corporate director", "head of service", "cyfarwyddwr", "pennaeth gwasanaeth"})


def who_answers(indicator: Indicator, rated: RatedSubmission) -> str:
    """Return who answers for an indicator, with their part: "Accountable officer: Des Crilley"; "" where none is given.

    It is its owner, else the officer among its facts, else its director there or the one of its service area.
    """
    area = next((each.director for each in rated.submission.areas if each.code == indicator.area), "")
    officer, director = _fact(indicator, _OFFICERS), _fact(indicator, _DIRECTORS)
    known = ((say("Owner"), indicator.owner), officer, director, (say("Director"), area))
    return next((f"{part}: {name}" for part, name in known if name), "")


def owner_of(indicator: Indicator, rated: RatedSubmission) -> str:
    """Return who answers for an indicator, to stand in brackets behind what is done: a director with that word."""
    answers = who_answers(indicator, rated)
    part, _, name = answers.partition(": ")
    return name if part == say("Owner") or part.casefold() in _OFFICERS else answers


def _fact(indicator: Indicator, names: frozenset[str]) -> tuple[str, str]:
    return next(((name, text) for name, text in indicator.facts.items() if name.casefold() in names), ("", ""))
