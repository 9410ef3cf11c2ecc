"""A paper's commentary and passages to warnings: what contradicts the figures, at its cell, as a colleague would say it."""

from collections.abc import Iterator

from kccreport.claims.facts import Facts
from kccreport.claims.reader import contradictions
from kccreport.ground.problem import Problem, warning
from kccreport.rating.rated import RatedSubmission


def contradicted(rated: RatedSubmission) -> Iterator[Problem]:
    """Yield a warning for each sentence that contradicts the figures. Problems: contradicts-figures (a warning)."""
    known = {each.indicator.reference: each for each in rated.indicators}
    for entry in rated.submission.commentary:
        about = [Facts(known[reference]) for reference in entry.references if reference in known]
        for facts in about:
            for found in contradictions(entry.text, facts):
                yield warning("contradicts-figures", str(entry.at), f"{found.words!r}, but {found.figures}", "")
