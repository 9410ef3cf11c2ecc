"""How many a clause says: a number, a share, all or none, with its hedge, held against the number there is."""

import re
from decimal import Decimal

from kccreport.rating.rated import Counts

_NEAR = Decimal("0.1")  # of the whole: wide enough that nobody who writes "almost" is told off


def rating_in(match: re.Match[str]) -> str:
    """Return the rating that a clause counts."""
    groups = match.groupdict()
    return groups.get("rating") or groups.get("colour") or ""


def total_in(match: re.Match[str]) -> int | None:
    """Return the number of KPIs that a clause says its count is of: 25 in "19 of the 25"; None where it says none."""
    named = (value for name, value in match.groupdict().items() if name.startswith("total_of") and value)
    return next((int(value) for value in named), None)


def is_count(match: re.Match[str], number: int, counts: Counts) -> bool:
    """Say whether what a clause counts is so, of all KPIs or of those rated."""
    return is_number(match, number, counts.rated, counts.total)


def is_number(match: re.Match[str], number: int, rated: int, total: int) -> bool:
    """Say whether what a clause counts is so; a total that it names must be that of the paper, unrated ones in or out.

    A share may be one of all or of those rated, rounded down or up.
    """
    groups = match.groupdict()
    named = total_in(match)
    if named is not None and named not in (rated, total):
        return False
    wholes = [named] if named is not None else [rated, total]
    hedge = groups.get("hedge") or ""
    if groups.get("all"):
        return number == rated and rated > 0
    if groups.get("but"):
        return int(match["fewer"]) in (rated - number, total - number)
    if groups.get("none") or groups.get("no"):
        return number == 0
    if groups.get("most"):
        return any(2 * number > whole for whole in wholes)
    if groups.get("few"):
        return any(2 * number < whole for whole in wholes)
    if groups.get("both"):
        return rated == 2 and number == (2 if groups["both"] == "both" else 0)
    if groups.get("part") or groups.get("share"):
        share = _share(groups["part"]) if groups.get("part") else Decimal(match["share"]) / 100
        slack = Decimal("0.05") if groups.get("part") else Decimal("0.01")
        return any(whole and _is_share(hedge, Decimal(number) / whole, share, slack) for whole in wholes)
    return _is_so_many(hedge, number, int(groups.get("count") or groups.get("number") or -1))


def _is_so_many(hedge: str, number: int, said: int) -> bool:
    match _side_of(hedge):
        case "":
            return number == said
        case "at least":
            return number >= said
        case "at most":
            return number <= said
        case "over":
            return number > said
        case "under":
            return number < said
        case _:
            return abs(number - said) <= max(Decimal(2), said * _NEAR)


_SIDES = {
    "over": ("over", "more than", "well over"),
    "under": ("under", "less than", "fewer than", "well under"),
    "at least": ("at least", "no fewer than", "no less than"),
    "at most": ("at most", "no more than", "up to"),
    "just over": ("just over", "slightly more than", "a little over", "a little more than"),
    "just under": ("just under", "almost", "nearly", "slightly less than", "a little under"),
    "about": ("about", "around", "roughly", "some", "approximately"),
}


def _side_of(hedge: str) -> str:
    return next((side for side, words in _SIDES.items() if hedge in words), "")


def _is_share(hedge: str, share: Decimal, said: Decimal, slack: Decimal) -> bool:
    match _side_of(hedge):
        case "over":
            return share > said
        case "under":
            return share < said
        case "at least":
            return share >= said - slack
        case "at most":
            return share <= said + slack
        case "just over":
            return said - slack < share <= said + _NEAR
        case "just under":
            return said - _NEAR <= share < said + slack
        case "about":
            return abs(share - said) <= _NEAR
        case _:
            return abs(share - said) < slack or (slack > Decimal("0.01") and abs(share - said) == slack)


def _share(words: str) -> Decimal:
    """Return a fraction as a clause has it, such as "half" or "3 quarters"."""
    top, _, bottom = words.rpartition(" ")
    parts = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
    return Decimal(1 if top in ("", "a") else int(top)) / parts[bottom.removesuffix("s")]
