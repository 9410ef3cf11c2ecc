"""The kinds of claim that are read, a file each.

To add one, write a file with a claim that can `judge` itself against the facts, and a `read` that finds it in a clause;
then name it here. It says in its first lines what it takes for granted.
"""

from collections.abc import Callable, Iterator
from typing import Protocol

from kccreport.claims.clauses import Clause
from kccreport.claims.facts import Facts
from kccreport.claims.kinds import bars, extremes, moves, ratings, values
from kccreport.claims.verdict import Verdict


class Claim(Protocol):
    """What a clause says of an indicator, so that figures can bear it out or not."""

    def judge(self, facts: Facts) -> Verdict:
        """Hold the claim against the figures."""
        ...


Reader = Callable[[Clause, Facts], Iterator[Claim]]

KINDS: tuple[Reader, ...] = (values.read, bars.read, ratings.read, moves.read, extremes.read)
