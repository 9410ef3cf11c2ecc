"""A format shows what Microsoft and ECMA-376 say it shows; what LibreOffice says is held against it next door."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kccreport.workbook.number_format import BUILT_IN, HASHES, Kind, read_format, serial_number, show
from tests.workbook.formats import FORMATS

EXAMPLES = [code for codes in FORMATS.values() for code in codes]


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        # Microsoft, "Number format codes" and "Review guidelines for customizing a number format"
        (1234.59, "####.#", "1234.6"),
        (8.9, "#.000", "8.900"),
        (0.631, "0.#", "0.6"),
        (12, "#.0#", "12.0"),
        (1234.568, "#.0#", "1234.57"),
        (44.398, "???.???", "44.398"),
        (5.25, "# ???/???", "5 1/4"),
        (5.3, "# ???/???", "5 3/10"),
        (12000, "#,###", "12,000"),
        (12000, "#,", "12"),
        (12200000, "0.0,,", "12.2"),
        (12200000, "#,##0.0,,", "12.2"),
        (0.28, "00%", "28%"),
        (2.8, "#%", "280%"),
        (12200000, "0.00E+00", "1.22E+07"),
        (12200000, "#0.0E+0", "12.2E+6"),
        (125.74, '$0.00" Surplus";$-0.00" Shortage"', "$125.74 Surplus"),
        (-125.74, '$0.00" Surplus";$-0.00" Shortage"', "$-125.74 Shortage"),
        ("Ash", '"gross receipts for "@', "gross receipts for Ash"),
        (5, "00000", "00005"),
        (99, "[Red][<=100];[Blue][>100]", ""),
        # Microsoft, "TEXT function"
        (1234.567, "$#,##0.00", "$1,234.57"),
        (0.285, "0.0%", "28.5%"),
        (4.34, "# ?/?", "4 1/3"),
        (1234567898, "[<=9999999]###-####;(###) ###-####", "(123) 456-7898"),
        (1234, "0000000", "0001234"),
        # ECMA-376 part 1, 18.8.31
        (0.5, "h:mm:ss AM/PM", "12:00:00 PM"),
        (0.5, "AM/PM", "PM"),
        (0.25, "A/P", "A"),
        ("n/a", '0;-0;"none";General', "n/a"),
        (1.5, "[h]:mm", "36:00"),
        (63.46 / 86400, "[mm]:ss.00", "01:03.46"),
        (60, "dd/mm/yyyy", "29/02/1900"),
        (59, "dd/mm/yyyy", "28/02/1900"),
        (61, "dd/mm/yyyy", "01/03/1900"),
        (0, "d mmm yyyy", "0 Jan 1900"),
        # General: eleven characters
        (1 / 3, "General", "0.333333333"),
        (-1 / 3, "General", "-0.333333333"),
        (12345678901, "General", "12345678901"),
        (123456789012, "General", "1.23457E+11"),
        (1234567.891234, "General", "1234567.891"),
        (0.00001, "General", "0.00001"),
        (0.0000123456789, "General", "1.23457E-05"),
        (2021, "General", "2021"),
        # a plus, a sign before the money, nothing where the format says so
        (-5, '"£"0', "-£5"),
        (-0.4, "0", "0"),
        (0, "#", ""),
        (1, "0.##", "1."),
        (True, "0.00", "TRUE"),
        (7, "000", "007"),
        (2021, "0", "2021"),
        (3000414141, "00000\\ 000000", "03000 414141"),
        (44012, "[$-F800]dddd, mmmm dd, yyyy", "30 June 2020"),
        (None, "0", ""),
    ],
)
def test_a_format_shows_what_its_makers_say(value: Any, code: str, text: str) -> None:
    assert show(value, code).text == text


@pytest.mark.parametrize(
    ("value", "code", "kind", "scale"),
    [
        (0.9, "0%", Kind.PERCENTAGE, 2),
        (0.9, '0.0"%"', Kind.PERCENTAGE, 0),
        (90, "0\\%", Kind.PERCENTAGE, 0),
        (1234567, "#,##0,", Kind.NUMBER, -3),
        (1234567, '"£"0.0,,"m"', Kind.MONEY, -6),
        (1234567, "[$£-809]#,##0", Kind.MONEY, 0),
        (0.5, "h:mm", Kind.TIME, 0),
        (0.5, "[h]:mm", Kind.DURATION, 0),
        (0.5, "mm:ss", Kind.DURATION, 0),
        (44012, "mmm yy", Kind.DATE, 0),
        (0, '0;-0;"-"', Kind.TEXT, 0),
        (55, ";;;", Kind.NOTHING, 0),
        (55, "[White]0", Kind.NOTHING, 0),
        ("words", ";;;", Kind.NOTHING, 0),
        (-1, "d/m/yy", Kind.HASHES, 0),
        (5, "[>=10]0", Kind.HASHES, 0),
    ],
)
def test_what_is_shown_says_what_it_is_and_by_what_scale(value: Any, code: str, kind: Kind, scale: int) -> None:
    shown = show(value, code)
    assert (shown.kind, shown.scale) == (kind, scale)


@pytest.mark.parametrize(
    ("number", "value", "text"),
    [
        (14, 44012, "30/06/2020"),
        (22, 44012.75, "30/06/2020 18:00"),
        (7, -1234.5, "(£1,234.50)"),
        (44, 1234.5, "£1,234.50"),
        (44, 0, "£-"),
        (37, -1234, "(1,234)"),
        (12, 0.25, "1/4"),
        (46, 1.5, "36:00:00"),
        (49, 1.1, "1.1"),
    ],
)
def test_a_built_in_format_is_known_by_its_number_alone(number: int, value: float, text: str) -> None:
    assert show(value, BUILT_IN[number]).text == text


def test_dates_count_from_1904_where_the_workbook_says_so() -> None:
    assert show(0, "d mmm yyyy", is_1904=True).text == "1 Jan 1904"
    assert show(42550, "d mmm yyyy", is_1904=True).text == show(44012, "d mmm yyyy").text == "30 Jun 2020"


@given(st.datetimes(datetime(1900, 1, 1), datetime(9999, 12, 31)).map(lambda moment: moment.replace(microsecond=0)))
def test_a_date_shows_as_itself_however_early(moment: datetime) -> None:
    assert show(moment, "d/m/yyyy hh:mm:ss").text == f"{moment.day}/{moment.month}/{moment.year} {moment:%H:%M:%S}"


def test_times_and_durations_are_parts_of_a_day() -> None:
    assert serial_number(time(12)) == Decimal("0.5")
    assert show(timedelta(hours=30), "[h]:mm").text == "30:00"
    assert show(timedelta(seconds=95), "[mm]:ss").text == "01:35"


@given(st.decimals(-(10**9), 10**9, places=4), st.sampled_from(["#,##0.0000", "0.0000", "0.00##", "0.000000%"]))
def test_what_is_shown_with_every_decimal_reads_back_as_what_is_stored(value: Decimal, code: str) -> None:
    text = show(value, code).text.replace(",", "").removesuffix("%")
    assert Decimal(text) == value * (100 if "%" in code else 1)


@given(st.text(max_size=24), st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8))
def test_any_format_at_all_shows_something_or_hashes(code: str, value: float | str) -> None:
    shown = show(value, code)
    assert shown.text or shown.kind is Kind.NOTHING
    assert (shown.text == HASHES) == (shown.kind is Kind.HASHES) or isinstance(value, str)


@given(st.lists(st.sampled_from(list('0#?.,%/;"_*\\@EehmsdyGeneral [<1]$-£')), max_size=16), st.floats(-1e9, 1e9))
def test_no_mixture_of_format_characters_stops_a_reader(pieces: list[str], value: float) -> None:
    assert show(value, "".join(pieces)).kind in Kind
    read_format("".join(pieces))


@pytest.mark.parametrize("code", EXAMPLES)
def test_a_plain_format_shows_the_same_scale_for_every_figure(code: str) -> None:
    plain = read_format(code).plain
    for value in (-3.5, 0, 0.25, 12, 4321.5):
        if plain is not None:
            shown = show(value, code)
            assert (shown.scale, shown.kind is Kind.PERCENTAGE) == plain
