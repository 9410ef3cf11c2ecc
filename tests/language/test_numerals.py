"""Numbers in words are those of num2words."""

from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from kccreport.language.numerals import cardinal

GREATEST = 10**15 - 1


@settings(max_examples=150)
@given(
    st.one_of(st.integers(-2_000, 2_000), st.integers(-GREATEST, GREATEST), st.sampled_from([10**n for n in range(15)]))
)
def test_a_number_in_words_is_that_of_num2words(number: int) -> None:
    assert cardinal(number) == num2words(number, lang="en_GB")


def test_beyond_the_trillions_figures_stand_in_for_words() -> None:
    assert cardinal(GREATEST + 1) == "1000000000000000"
