"""Whether a short series of results has a trend, by two tests that councils and statisticians use."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations
from math import erfc, inf, sqrt

FEWEST = 5  # results: with fewer, neither test can find anything at 5%

# Student's t, 97.5th percentile, by degrees of freedom. Source: any statistical table; the tests hold four of them to
# the values in common use (3.182, 2.776, 2.447, 2.228)
_T_975 = (
    inf, 12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
    2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
)  # fmt: skip
_SIGNIFICANT = 0.05


def regression_t(results: Sequence[Decimal]) -> float:
    """Return Student's t of the slope of a straight line through results, oldest first, one a period.

    Infinite where the results lie exactly on a rising or falling line; 0 where they are all equal.

    Raises:
        ValueError: there are fewer than three results.
    """
    count = len(results)
    if count < 3:
        raise ValueError("a line through fewer than three results has no spread about it")
    values = [float(result) for result in results]
    mean_x, mean_y = (count - 1) / 2, sum(values) / count
    spread = sum((x - mean_x) ** 2 for x in range(count))
    slope = sum((x - mean_x) * (y - mean_y) for x, y in enumerate(values)) / spread
    residuals = sum((y - mean_y - slope * (x - mean_x)) ** 2 for x, y in enumerate(values))
    scale = max(abs(value) for value in values) or 1.0
    if abs(slope) < 1e-12 * scale:
        return 0.0
    if residuals < (1e-9 * scale) ** 2:
        return inf if slope > 0 else -inf
    return slope / sqrt(residuals / (count - 2) / spread)


def trend_by_regression(results: Sequence[Decimal]) -> int:
    """Return +1 for a rising trend, -1 for a falling one, 0 for stable or no clear trend.

    A trend is a slope that differs from 0 at 5%, on at least five results.

    Source: Kent's reports since Quarter 1 2020/21 use regression across the periods shown, but do not publish the test;
    ordinary least squares with Student's t is our choice, and is printed in the key.
    """
    if len(results) < FEWEST:
        return 0
    t = regression_t(results)
    freedom = len(results) - 2
    critical = _T_975[freedom] if freedom < len(_T_975) else _T_975[-1]
    return 0 if abs(t) <= critical else 1 if t > 0 else -1


def mann_kendall(results: Sequence[Decimal]) -> tuple[int, float]:
    """Return Kendall's S of results, oldest first, and its two-sided probability under no trend.

    The probability is exact where no two results are equal; otherwise it is the normal approximation with the
    variance corrected for ties and for continuity.

    Source: Mann 1945, Kendall 1975; exact values as in Gilbert 1987, table A18.
    """
    pairs = list(combinations(results, 2))
    s = sum((later > earlier) - (later < earlier) for earlier, later in pairs)
    count = len(results)
    if len(set(results)) == count:
        return s, _exact_probability(count, abs(s))
    ties = [results.count(value) for value in set(results)]
    variance = (count * (count - 1) * (2 * count + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)) / 18
    if variance == 0 or s == 0:
        return s, 1.0
    return s, erfc((abs(s) - 1) / sqrt(variance) / sqrt(2))


def trend_by_mann_kendall(results: Sequence[Decimal]) -> int:
    """Return +1 for a rising trend, -1 for a falling one, 0 for stable or no clear trend, at 5%."""
    if len(results) < FEWEST:
        return 0
    s, probability = mann_kendall(results)
    return 0 if probability > _SIGNIFICANT else 1 if s > 0 else -1


@cache
def _exact_probability(count: int, s: int) -> float:
    """Return the share of all orders of `count` different results whose |S| is at least `s`."""
    orders = [1]  # orders by number of inversions, built up one result at a time
    for size in range(2, count + 1):
        longer = [0] * (len(orders) + size - 1)
        for inversions, number in enumerate(orders):
            for added in range(size):
                longer[inversions + added] += number
        orders = longer
    pairs = count * (count - 1) // 2
    return sum(number for inversions, number in enumerate(orders) if abs(pairs - 2 * inversions) >= s) / sum(orders)
