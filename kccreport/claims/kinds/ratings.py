"""Colours: "remains Amber", "has been Red all year", "moved from Amber to Red", "is not Green".

Taken for granted: without a time the latest rating is meant, or that of the year to date where the sentence speaks of it.
"""

from collections.abc import Iterator
from typing import NamedTuple

from kccreport.claims.clauses import Clause
from kccreport.claims.facts import Facts
from kccreport.claims.parts import Linking, Rating
from kccreport.claims.verdict import AGREES, SILENT, Scope, Verdict, contradicts, joined, rule, scope
from kccreport.models.rag import Rag


class Rated(NamedTuple):
    """A colour that a clause gives; `was` is one it is said to have had before."""

    clause: Clause
    rag: Rag
    was: bool = False

    def judge(self, facts: Facts) -> Verdict:
        """Hold the colour against the ratings of the points the clause is about."""
        if facts.kpi is None or facts.latest is None:
            return SILENT
        if self.was:
            before = facts.before(facts.latest)
            where = (
                Scope([point for point in facts.series if point is not facts.latest]) if before is not None else None
            )
        else:
            where = scope(self.clause, facts, lasts=True)
        if where is None or not where.points:
            return SILENT
        outcome = rule(
            where, lambda point: None if point.rag is None else point.rag is self.rag, negated=self.clause.negated
        )
        if outcome is None:
            return SILENT
        if outcome:
            return AGREES
        word = facts.indicator.ratings.word
        shown = [
            f"{word(point.rag) if point.rag else 'Not rated'} {point.when} ({point.cell})" for point in where.points
        ]
        return contradicts(f"it was {joined(shown[-6:])}")


def read(clause: Clause, facts: Facts) -> Iterator[Rated]:
    """Yield the colours that a clause gives; two are read only as "from one to the other"."""
    found = [item for item in clause.items if isinstance(item.part, Rating)]
    if len(found) > 2 or any(item.prep not in ("", "at", "from", "to", "as", "in", "on") for item in found):
        return
    has_verb = (
        any(isinstance(item.part, Linking) for item in clause.items)
        or clause.subject.is_named
        or clause.before is not None
    )
    for item in found:
        is_read = item.prep in ("from", "to") or len(found) == 1
        if isinstance(item.part, Rating) and has_verb and is_read:
            yield Rated(clause, item.part.rag, was=item.prep == "from")
