"""What holds for every scheme, whichever it is."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kccreport.models.measure import Polarity
from kccreport.models.rag import Rag
from kccreport.models.schemes import ALL_SCHEMES, Measured, NotRated, Scheme, ToleranceBasis

figures = st.decimals(0, 200, places=1)
RATING = [kind for kind in ALL_SCHEMES if kind is not NotRated]


def made(kind: type[Scheme], basis: ToleranceBasis = ToleranceBasis.POINTS) -> Scheme:
    columns = [*kind.needs, *kind.one_of[::2]]  # of each rating its first column
    return kind.from_figures({column.heading: Decimal(column.example) for column in columns}, basis)


@pytest.mark.parametrize("kind", RATING, ids=lambda kind: kind.name)
@given(figures, figures, figures)
def test_a_scheme_gives_only_ratings_that_its_key_explains(
    kind: type[Scheme], result: Decimal, target: Decimal, last_year: Decimal
) -> None:
    for basis in ToleranceBasis:
        scheme = made(kind, basis)
        if any(scheme.faults(target, Polarity.HIGHER)):
            continue
        rating = scheme.rate(Measured(result, target, Polarity.HIGHER, last_year))
        assert rating in scheme.meanings()


@pytest.mark.parametrize("kind", RATING, ids=lambda kind: kind.name)
@given(figures, st.decimals(0, 50, places=1))
def test_a_better_result_is_never_rated_worse(kind: type[Scheme], result: Decimal, better: Decimal) -> None:
    if kind.name == "close to target":
        return  # there, more is not better
    order = list(Rag)
    before, after = (
        made(kind).rate(Measured(value, Decimal(90), Polarity.HIGHER, Decimal(85)))
        for value in (result, result + better)
    )
    assert before is not None
    assert after is not None
    assert order.index(after) <= order.index(before)


@pytest.mark.parametrize("kind", ALL_SCHEMES, ids=lambda kind: kind.name)
def test_meanings_are_whole_sentences_best_first_and_names_are_unique(kind: type[Scheme]) -> None:
    meanings = made(kind).meanings()
    assert list(meanings) == sorted(meanings, key=list(Rag).index)
    assert all(text[0].isupper() and text.endswith(".") for text in meanings.values())
    assert sum(other.name == kind.name for other in ALL_SCHEMES) == 1


@pytest.mark.parametrize("kind", ALL_SCHEMES, ids=lambda kind: kind.name)
def test_a_scheme_says_where_it_comes_from(kind: type[Scheme]) -> None:
    assert "Source:" in (kind.__doc__ or "")


def test_a_shortfall_in_points_and_one_relative_to_the_target_differ() -> None:
    measured = Measured(Decimal(80), Decimal(85), Polarity.HIGHER)
    assert measured.shortfall(ToleranceBasis.POINTS) == 5
    assert round(measured.shortfall(ToleranceBasis.RELATIVE), 1) == Decimal("5.9")
    with pytest.raises(ValueError, match="no meaning"):
        Measured(Decimal(1), Decimal(0), Polarity.LOWER).shortfall(ToleranceBasis.RELATIVE)


LIMITED = [kind for kind in ALL_SCHEMES if kind.amber_limit is not Scheme.amber_limit]


@pytest.mark.parametrize("kind", LIMITED, ids=lambda kind: kind.name)
@pytest.mark.parametrize("polarity", Polarity)
@given(st.decimals(-200, 200, places=1), st.decimals(0, 50, places=1), st.decimals(0, 50, places=1))
def test_the_amber_limit_is_the_least_good_figure_that_is_not_the_worst_rating(
    kind: type[Scheme], polarity: Polarity, target: Decimal, least: Decimal, more: Decimal
) -> None:
    """Whatever the target, nought and negative ones included; a chart draws the limit as a line."""
    steps = sorted([least, least + more, least + 2 * more], reverse=True)
    bars = dict(zip(("Bottom quartile", "Median", "Top quartile"), steps, strict=True))
    figures_ = {
        column.heading: least if column.is_margin else target - polarity.sign * bars.get(column.heading, least)
        for column in kind.needs
    }
    for basis in ToleranceBasis:
        scheme = kind.from_figures(figures_, basis)
        limit = scheme.amber_limit(target, polarity)
        if limit is None or any(scheme.faults(target, polarity)):
            continue
        worst = list(scheme.meanings())[-1]
        assert scheme.rate(Measured(limit, target, polarity)) is not worst
        assert scheme.rate(Measured(limit - polarity.sign * Decimal("0.001"), target, polarity)) is worst
