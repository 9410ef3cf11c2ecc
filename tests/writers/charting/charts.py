"""Charts of every kind, made at random from a seed: short and long, negative and huge, phased, forecast, withheld."""

import random
from decimal import Decimal

from kccreport.models.measure import Unit
from kccreport.models.rag import Rag
from kccreport.paper.axis import axis
from kccreport.paper.blocks import Chart, ChartPoint

UNITS = ("%", "number", "£", "days", "per 10,000 children", "mm:ss", "out of 5", "ratio")
MONTHS = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar")
OTHERS = ("England", "Statistical neighbours", "The South East of England without London", "Tŷ Gwyn")


def random_chart(seed: int) -> Chart:
    """The chart of a seed."""
    dice = random.Random(seed)
    scale = dice.choice([1, 10, 100, 100, 100, 5000, 10**6, 10**9])
    places = dice.choice([0, 0, 1, 2]) if scale <= 100 else 0
    low, high = dice.choice([(0, 1), (0.8, 1), (0.97, 1), (-1, 1), (-1, -0.4), (0.5, 0.5)])

    def value() -> Decimal:
        return round(Decimal(str(dice.uniform(low, high))) * scale, places)

    count = dice.choice([1, 2, 3, 5, 8, 9, 12, 13, 13, 24, 36])
    future = dice.choice([0, 0, 0, 1, 3]) if count > 4 else 0
    has_target, is_phased, is_rated = dice.random() < 0.8, dice.random() < 0.4, dice.random() < 0.8
    has_years, is_forecast, has_bars = dice.random() < 0.6, dice.random() < 0.3, dice.random() < 0.4
    level, limit = value(), value()
    points = []
    for at in range(count):
        is_open = at >= count - future or dice.random() < 0.1
        is_coming = is_forecast and at == count - 1
        month, year = MONTHS[at % 12], 2019 + at // 12
        points.append(
            ChartPoint(
                label=f"{month} {year % 100}" if dice.random() < 0.9 else "Families and Social Care",
                value=value() if is_coming or not is_open else None,
                target=(value() if is_phased else level) if has_target else None,
                rating=dice.choice([*Rag, None]) if is_rated else None,
                is_forecast=is_coming,
                is_special=dice.random() < 0.1,
                limit=value() if is_phased and has_target else None,
                mark="[c]" if is_open and at < count - future and dice.random() < 0.5 else "",
                short=month if has_years else "",
                year=f"{year}/{year % 100 + 1}" if has_years else "",
                is_earlier=at // 12 < (count - 1) // 12,
                is_after_break=dice.random() < 0.05,
            )
        )
    others = tuple(
        (value(), f"{name} {value()}, March 2010") for name in dice.sample(OTHERS, dice.choice([0, 0, 1, 2, 4]))
    )
    control = (
        tuple((value(), name) for name in ("Lower limit 1", "Mean 2", "Upper limit 3")) if dice.random() < 0.2 else ()
    )
    has_limit = has_target and dice.random() < 0.7
    shown = [point.value for point in points] + [point.target for point in points] + [point.limit for point in points]
    known = [each for each in shown if each is not None] + [each for each, _ in (*others, *control)] + [limit]
    unit = Unit(name=dice.choice(UNITS))
    return Chart(
        points=tuple(points),
        ticks=axis(known, unit, from_nought=has_bars or dice.random() < 0.3),
        alt="What it shows.",
        last_words=dice.choice(["93%", "1,234,567", "£12.5m", "0"]),
        target_words=f"Target {level}" if has_target else "",
        limit=limit if has_limit else None,
        limit_words=f"Red above {limit}" if has_limit else "",
        comparators=others,
        control=control,
        has_bars=has_bars,
        forecast_words="Forecast 95%" if is_forecast else "",
    )
