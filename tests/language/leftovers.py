"""What a paper prints that nobody said: words of ours that are in no catalogue."""

import re
from collections.abc import Iterator
from enum import Enum
from gettext import NullTranslations
from typing import Any

from pydantic import BaseModel

from kccreport.models.submission import Submission
from kccreport.paper.blocks import AlertCell, Paper, RatingCell, Run, TravelCell
from kccreport.paper.wording import mark_words
from tests.parts import parts_of

MARK = "¤"
_NOT_PRINTED = {
    "anchor",
    "back",
    "until",
    "places",
    "language",
    "look",
    "place",
    "data",
    "media",
    "key",
    "author",
    "link",
}


class Marking(NullTranslations):
    """A catalogue whose words all show that they were looked up."""

    def gettext(self, message: str) -> str:
        return MARK + message

    def ngettext(self, one: str, many: str, number: int) -> str:
        return MARK + (one if number == 1 else many)

    def pgettext(self, context: str, message: str) -> str:
        return MARK + message


def printed(value: Any) -> Iterator[str]:
    """Yield every text of a paper."""
    if isinstance(value, Enum) or value is None:
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, Run) and value.language:
        return  # words of the workbook that stayed in its own language, and say so
    elif isinstance(value, RatingCell | AlertCell | TravelCell):
        yield mark_words(value)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from printed(each)
    else:
        for name, part in parts_of(value).items():
            if name not in _NOT_PRINTED:
                yield from printed(part)


def typed(value: Any) -> Iterator[str]:
    """Yield every text of a workbook."""
    if isinstance(value, str):
        yield str(value)
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from typed(getattr(value, name))
    elif isinstance(value, tuple | list):
        for each in value:
            yield from typed(each)
    elif hasattr(value, "items"):
        for key, each in value.items():
            yield from typed(key)
            yield from typed(each)


def unsaid(paper: Paper, submission: Submission) -> list[str]:
    """Return the texts of a paper that hold words which were neither typed in the workbook nor looked up.

    A text may be put together from typed words, looked up ones and figures: each of its parts is held against both.
    """
    whole = " ".join(" ".join(words.split()) for words in typed(submission))
    return [text for text in dict.fromkeys(printed(paper)) if not all(_is_known(part, whole) for part in _parts(text))]


def _parts(text: str) -> list[str]:
    return [part for part in re.split(r"[:;,()–/]|¤[^¤]*", text) if re.search(r"[^\W\d_]{2}", part)]


def _is_known(part: str, whole: str) -> bool:
    words = " ".join(part.split())
    return words in whole or all(word in whole or not word.isalpha() for word in re.split(r"[ &-]", words))
