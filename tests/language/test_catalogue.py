"""Every word that is printed has its Welsh, and the catalogue holds nothing else."""

import re

import pytest

from kccreport.language import ENGLISH, say, say_in, say_many, speaking, spoken
from tests.language.catalogue import compiled, computed_messages, kept, renewed, written


def fields(words: str) -> set[str]:
    return set(re.findall(r"\{(\w*)", words))


def test_the_catalogue_holds_what_the_code_says_and_no_more() -> None:
    assert kept(written()) == kept(renewed()), "run python -m tests.language"


def test_the_compiled_catalogue_is_made_from_the_one_that_is_read() -> None:
    read = compiled()
    for (context, *words), welsh in kept(written()).items():
        if len(words) > 1:
            assert {read.ngettext(words[0], words[1], number) for number in range(10)} == set(welsh)
        else:
            assert (read.pgettext(context, words[0]) if context else read.gettext(words[0])) == welsh[0]


def test_every_message_has_its_welsh() -> None:
    assert not [words for words, welsh in kept(renewed()).items() if not all(welsh)]


def test_every_message_is_written_out_where_it_is_said() -> None:
    assert not computed_messages()


def test_welsh_fills_in_what_english_does() -> None:
    # a count may be a word in some of the forms, such as "un mis"
    for (_, *words), welsh in kept(written()).items():
        wanted = set().union(*map(fields, words)) | {"number"}
        assert all(fields(each) | {"number"} == wanted for each in welsh), words


def test_words_are_english_unless_another_language_is_spoken() -> None:
    assert say("Page {number}", number=7) == "Page 7"
    assert say_in("short month", "May") == "May"
    assert [say_many("{number} month", "{number} months", count) for count in (0, 1, 2)] == [
        "0 months",
        "1 month",
        "2 months",
    ]


def test_a_language_is_spoken_until_its_block_ends_even_by_a_fault() -> None:
    def fail() -> None:
        with speaking("cy"):
            assert spoken() == "cy"
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert spoken() == ENGLISH


def test_what_is_filled_in_is_never_looked_up() -> None:
    with speaking("cy"):
        assert "{number} {oops}" in say("Page {number}", number="{number} {oops}")


def test_where_there_is_no_catalogue_english_is_spoken() -> None:
    with speaking("fr"):
        assert (spoken(), say("Page {number}", number=7)) == (ENGLISH, "Page 7")
