"""Counts to shares that add up."""

from collections.abc import Sequence


def percentages(numbers: Sequence[int]) -> list[int]:
    """Return each number's share in whole percent; together they are 100 (0 where there is nothing to share).

    What rounding down leaves over goes to those that lost most by it, earlier ones first.

    Source: the largest remainder method (Hare quota).

    >>> percentages([7, 8, 11])
    [27, 31, 42]
    """
    total = sum(numbers)
    if not total:
        return [0] * len(numbers)
    shares = [number * 100 // total for number in numbers]
    lost = sorted(range(len(numbers)), key=lambda at: -(numbers[at] * 100 % total))
    for at in lost[: 100 - sum(shares)]:
        shares[at] += 1
    return shares
