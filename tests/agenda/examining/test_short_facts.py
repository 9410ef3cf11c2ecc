"""Sums, numbers and names that only an exempt paper has are found whole, however they are written."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kccreport.agenda.examining import short_facts as facts
from kccreport.agenda.examining.contents import Contents
from kccreport.agenda.examining.leaks import exempt_paper, find_leaks
from kccreport.agenda.examining.looking import copies_out_wrongly
from kccreport.agenda.examining.short_facts import short_facts
from kccreport.agenda.examining.stock import STOCK_PHRASES


def found(exempt: str, public: str, *allowed: str, papers: int = 1) -> set[str]:
    """What is found of an exempt paper that says one thing where the pack says another, as so many papers do."""
    paper = exempt_paper("Item 9", Contents(texts=[("page 1", exempt)]), titles=[], files=[])
    pack = Contents(texts=[("page 1", public)])
    return {leak.what for leak in find_leaks(pack, [paper], [pack] * papers, allowed)}


@pytest.mark.parametrize(
    ("exempt", "public"),
    [
        ("Rent is \u00a341,250 a year", "41250 was paid"),
        ("Rent is 41,250 pounds", "the sum of \u00a341,250."),
        ("Rent is 41 250 pounds", "\u00a341,250"),
        ("Rent is \u00a341,250", "forty-one thousand two hundred and fifty pounds"),
        ("one million two hundred thousand and five pounds", "\u00a31,200,005"),
        ("write to ann@gmail.com", "email: Ann@gmail.com."),
        ("NI number QQ 12 34 56 C".replace("QQ", "AB"), "AB123456C"),
        ("card 4929 1234 5678 9012", "4929-1234-5678-9012"),
        ("our solicitors, Harker Solicitors", "Harker Solicitors wrote"),
        ("a price of \u00a34.2 million", "that is \u00a34.2m"),
        ("account 12345678", "Account no. 12345678"),
        ("sort code 20-14-99", "20–14–99"),
        ("ring 07700 900123", "07700900123"),
        ("ring 01632 960 001", "tel. 01632 960001"),
        ("ring +44 7700 900123", "07700 900123"),
        ("scored 82.5/100", "82.5 out of 100"),
        ("scored 82 out of 100", "a score of 82/100"),
        ("Mrs Ann Example complained", "a letter of Mrs Ann Example"),
        ("Dr. Jo Example", "Dr Jo Example"),
        ("the tender of Brightwater Ltd", "Brightwater Ltd"),
        ("the tender of Mill & Sons Holdings", "Mill & Sons Holdings"),
        ("Brightwater Civil Engineering LLP", "we met Brightwater Civil Engineering LLP"),
    ],
)
def test_a_short_fact_is_found_in_any_of_its_forms(exempt: str, public: str) -> None:
    assert len(found(exempt, public)) == 1
    assert found(exempt, public, public) == set()  # cleared by name
    assert found(exempt, public, papers=3) == set()  # three public papers say it: it is nobody's secret


@pytest.mark.parametrize(
    ("exempt", "public"),
    [
        ("since 2021", "in 2021"),
        ("two thousand and twenty-one", "in 2021"),
        ("a hundred and five people", "105 people"),
        ("email clerk@testshire.gov.uk", "clerk@testshire.gov.uk"),
        ("\u00a31,000", "\u00a31,000"),
        ("\u00a35,000,000", "5,000,000"),
        ("12 units at 125", "12 of 125"),
        ("20 14 99 in columns", "20 14 99"),
        ("1,234,567", "234,567"),
        ("41,250", "141,250 and 41,2501"),
        ("Mrs Example", "Example"),
        ("Brightwater Ltd", "Bright water"),
        ("paragraph 3.14", "3.14"),
    ],
)
def test_what_stands_everywhere_or_is_another_fact_is_none(exempt: str, public: str) -> None:
    assert found(exempt, public) == set()


@pytest.mark.parametrize("phrase", STOCK_PHRASES)
def test_what_law_and_custom_have_every_report_say_is_no_leak(phrase: str) -> None:
    assert found(f"Further, {phrase}. The bid was low.", f"Here too {phrase}, and no more.") == set()


def test_words_around_a_stock_phrase_are_still_found() -> None:
    phrase = STOCK_PHRASES[0]
    secret = "the tenderer cannot deliver before next spring"
    assert any(secret[:30] in what for what in found(f"{phrase}: {secret}", f"As {phrase}. But {secret}."))


@pytest.mark.parametrize(
    ("letters", "is_wrong"),
    [
        ("The committee is asked to note the report. " * 20, False),
        ("Mae'r pwyllgor yn cael ei wahodd i nodi'r adroddiad. " * 20, False),
        ("Wkh frpplwwhh lv dvnhg wr qrwh wkh uhsruw. " * 20, True),  # each letter three further on
        ("\ue001\ue002\ue003 " * 30, True),
        ("Wkh whqdqw zloo qrw sdb wkh uhqw ri wkh vkrs. " * 5, True),  # too few to judge by common words
        ("See http://www.example.org and www.gov.uk/xyz, not kzt://wrd.prq. " * 9, False),
        ("Mr G Cooke, Mrs T Dean, Mr M Horwood, Mr H Rayner. " * 9, False),
        ("Rhys Lynn, Bryn Gwyn, Llwyn Bryn, Cwm Taf, Tudur Aled, Pen y Bont. " * 9, False),
        ("Anna Nowak, Piotr Wrzos, Zbigniew Trzcinski, Krzysztof Brzeg. " * 9, False),
        ("KPI RAG DSG HTH PLC LTD BCP " * 20, False),
        ("12 34 56 78 " * 60, False),
        ("North South East West", False),
    ],
)
def test_text_that_copies_out_wrongly_is_told_from_text(letters: str, is_wrong: bool) -> None:
    assert copies_out_wrongly(letters) == is_wrong


def test_letters_that_only_look_like_those_of_a_number_in_words_are_none() -> None:
    """The dotless i of Turkish is an i where the case of letters does not count; of a number it is no letter."""
    assert found("f\u0131ve hundred and forty-one pounds", "541 pounds") == set()
    assert found("FIVE HUNDRED and Forty-One thousand pounds", "541000 pounds") == {"\u201c541000\u201d"}


@pytest.mark.parametrize(
    "last",
    ["Ltd", "Limited", "LLP", "LLC", "plc", "PLC", "Holdings", "Partners", "GmbH", "Inc", "CIC", "Associates", "Solicitors",
     "Surveyors", "& Co", "and Co", "& Sons", "and Sons"],
)  # fmt: skip
def test_a_firm_is_known_by_its_last_word(last: str) -> None:
    assert short_facts([f"the tender of Harker Hill {last} was the lowest"]) == {f"harker hill {last.casefold()}"}


@pytest.mark.parametrize("title", ["Mrs", "Mr", "Ms", "Miss", "Mx", "Dr", "Prof", "Professor", "Sir", "Dame"])
def test_a_person_is_known_by_a_title(title: str) -> None:
    assert short_facts([f"a letter of {title} Ann Example"]) == {f"{title.casefold()} ann example"}


@given(st.data())
def test_what_a_text_is_first_looked_through_for_stands_in_every_fact_that_is_then_looked_for(
    data: st.DataObject,
) -> None:
    for shape in (facts._PHONE, facts._LETTERED, facts._SORT_CODE):
        assert facts._SIX_DIGITS.search(data.draw(st.from_regex(shape.pattern, fullmatch=True)))
    score = data.draw(st.from_regex(re.compile(facts._SCORE.pattern, re.IGNORECASE), fullmatch=True)).lower()
    assert "/" in score or "out of" in score
    assert "\u00a3" in data.draw(st.from_regex(facts._MILLIONS.pattern, fullmatch=True))
    for words, shape in facts._SHAPES:
        found = data.draw(st.from_regex(shape.pattern, fullmatch=True))
        assert any(word in found for word in words)
