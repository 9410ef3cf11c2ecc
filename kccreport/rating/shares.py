"""Counts to shares."""

from collections.abc import Sequence
from decimal import Decimal

from kccreport.models.measure import published


def percentages(numbers: Sequence[int], decimals: int = 0, total: int | None = None) -> list[Decimal]:
    """Return each number's share in percent, rounded halves up; 0 where there is nothing to share.

    `total` is what they are shares of: their sum, or fewer where some are left out of the whole. Each share is rounded
    by itself, so that equal counts have equal shares; together they may then be a little more or less than 100.

    >>> [str(share) for share in percentages([1, 1, 1])]
    ['33', '33', '33']
    """
    whole = sum(numbers) if total is None else total
    return [published(Decimal(number * 100) / whole, decimals) if whole else Decimal(0) for number in numbers]
