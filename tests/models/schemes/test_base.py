"""What holds for every scheme, whichever it is."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kccreport.models.measure import Polarity
from kccreport.models.rag import Rag
from kccreport.models.schemes import ALL_SCHEMES, Measured, Scheme, ToleranceBasis

figures = st.decimals(0, 200, places=1)


def made(kind: type[Scheme], basis: ToleranceBasis = ToleranceBasis.POINTS) -> Scheme:
    return kind.from_figures({column.heading: Decimal(column.example) for column in kind.needs}, basis)


@pytest.mark.parametrize("kind", ALL_SCHEMES, ids=lambda kind: kind.name)
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


@pytest.mark.parametrize("kind", ALL_SCHEMES, ids=lambda kind: kind.name)
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
