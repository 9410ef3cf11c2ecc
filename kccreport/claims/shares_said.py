"""A share and the two numbers behind it in one sentence: "77% (1,062 of 1,380)" is held against itself."""

from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_UP, Decimal

from kccreport.claims.verdict import Verdict, contradicts
from kccreport.ground.pattern import pattern
from kccreport.models.measure import published

_NUMBER = r"\d{1,3}(?:,\d{3})+|\d+"
_PARTS = rf"(?P<part>{_NUMBER}) (?:out )?of (?:the |all |all the )?(?P<whole>{_NUMBER})(?![\d.,]*[\d%])"
_SHARE = r"(?<![\d.,])(?P<share>\d{1,3}(?:\.\d+)?)(?:%| per cent)"
_BEFORE = pattern(rf"{_SHARE} ?(?:is |was |\(|, |– |- |\(that is )+{_PARTS}")
_BEHIND = pattern(rf"(?<![\d.,%]){_PARTS}(?: [a-z]+){{0,3}} ?\({_SHARE}\)")


def shares_amiss(sentence: str) -> Iterator[Verdict]:
    """Yield what the numbers in a sentence come to, where it gives another share of them.

    A share may be rounded down, up or to the nearest, to the places that it is written with.
    """
    for form in (_BEFORE, _BEHIND):
        for match in form.finditer(sentence):
            part, whole = (Decimal(match[name].replace(",", "")) for name in ("part", "whole"))
            said = Decimal(match["share"])
            if not whole or part > whole:
                continue
            places = len(match["share"].partition(".")[2])
            exact, step = part * 100 / whole, Decimal(1).scaleb(-places)
            if said not in (exact.quantize(step, ROUND_DOWN), exact.quantize(step, ROUND_UP)):
                yield contradicts(f"{match['part']} of {match['whole']} is {published(exact, places)}%")
