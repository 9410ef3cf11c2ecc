"""Every word that is printed, in English or Welsh: `say`, and the catalogue it looks in.

Words are written where they are used, in English: `say("Results up to {period}", period=words)`. Inside `speaking("cy")`
the same call gives the Welsh of `cy.po`, or the English where the catalogue has none; a test sees to it that it has all.
What stands in {braces} is filled in afterwards and is never looked up, since it is a figure, or words of the workbook.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

ENGLISH, WELSH = "en-GB", "cy"
_CATALOGUES = {WELSH: Path(__file__).with_name("cy.mo")}
_spoken: ContextVar[str] = ContextVar("spoken", default=ENGLISH)


def spoken() -> str:
    """Return the language that words are now chosen in, as a file is marked with it: en-GB or cy."""
    return _spoken.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Choose words in a language, en-GB or cy, until the block ends; English where there is no catalogue of it."""
    before = _spoken.set(language if language in _CATALOGUES else ENGLISH)
    try:
        yield
    finally:
        _spoken.reset(before)


def say(words: str, /, **filled: object) -> str:
    """Return words of ours in the language spoken, with what belongs in their {braces}.

    >>> say("Page {number}", number=7)
    'Page 7'
    """
    return _filled(words if _spoken.get() == ENGLISH else _catalogue(_spoken.get()).gettext(words), filled)


def say_in(context: str, words: str, /, **filled: object) -> str:
    """Return words that are the same in English wherever they stand, but not in Welsh; `context` says which is meant.

    >>> say_in("short month", "May")
    'May'
    """
    spoken_words = words if _spoken.get() == ENGLISH else _catalogue(_spoken.get()).pgettext(context, words)
    return _filled(spoken_words, filled)


def say_word(word: str) -> str:
    """Return one of a closed list of words, such as a rating's, or a heading that a layout gives, in the language spoken.

    These are not written where they are said: a test takes them from the lists and the layouts, in the context "word". Of
    a word that is in neither, such as a heading of a council's own layout, nothing is changed.
    """
    return word if not word or _spoken.get() == ENGLISH else _catalogue(_spoken.get()).pgettext("word", word)


def say_many(one: str, many: str, number: int, /, **filled: object) -> str:
    """Return the words that go with a count, which fills in {number}. Welsh has six forms where English has two.

    >>> say_many("{number} month", "{number} months", 3)
    '3 months'
    """
    english = _spoken.get() == ENGLISH
    catalogue = NullTranslations() if english else _catalogue(_spoken.get())  # which has the two forms of English
    return _filled(catalogue.ngettext(one, many, number), {"number": number, **filled})


def _filled(words: str, filled: dict[str, object]) -> str:
    return words.format(**filled) if filled else words


@cache
def _catalogue(language: str) -> NullTranslations:
    with _CATALOGUES[language].open("rb") as file:
        return GNUTranslations(file)
