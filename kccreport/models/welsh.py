"""What a workbook says in English, said in Welsh where somebody typed the Welsh of it."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

from kccreport.ground.address import CellAddress
from kccreport.language import ENGLISH
from kccreport.models.indicator import Indicator
from kccreport.models.ratings import RatingScale
from kccreport.models.submission import Commentary, FollowUp, Passage, Submission

# what names something rather than being printed as it was typed
_NAMES = frozenset(
    {"reference", "references", "area", "code", "at", "cells", "layout", "record", "languages", "checked", "previous",
     "blank", "notes", "sheet", "link", "email", "phone", "welsh", "published_paper", "previous_commentary", "unit"}
)  # fmt: skip
_NAMES_OF = {"Passage": frozenset({"name"}), "DataTable": frozenset({"name"}), "Person": frozenset({"role"})}
ModelT = TypeVar("ModelT", bound=BaseModel)
IndicatorT = TypeVar("IndicatorT", bound=Indicator)


def as_one(text: str) -> str:
    """Return words as they are compared: spaces and new lines do not matter."""
    return " ".join(text.split())


def in_welsh(submission: Submission) -> Submission:
    """Return a submission with the Welsh of every text that has one, wherever it stands.

    Commentary and passages without it stay in English and say so, so that a screen reader says them rightly.
    """
    return _said(submission, submission.welsh)


def without_welsh(submission: Submission) -> list[tuple[str, CellAddress]]:
    """Return what is printed and has no Welsh, with its cell: titles, names, passages and commentary."""
    paper = submission.paper
    found = [
        (getattr(paper, name.casefold()), paper.cells.get(name)) for name in ("Title", "Subject", "Classification")
    ]
    words = paper.cells.get("Rating words")
    found += [(text, words) for text in (*(word for _, word in paper.ratings.words), paper.ratings.not_rated)]
    found += [(text, area.at) for area in submission.areas for text in (area.name, area.group)]
    found += [
        (text, each.cells.get("Title")) for each in submission.indicators for text in (each.title, each.short_title)
    ]
    found += [
        (text, each.at)
        for each in submission.commentary
        for text in (each.text, each.cause, each.actions, each.risks, each.discussion)
    ]
    found += [(text, each.at) for each in submission.follow_ups for text in (each.actions, each.outcome)]
    found += [(text, each.at) for each in submission.passages for text in (each.heading, each.text)]
    return [
        (text, at)
        for text, at in dict.fromkeys(found)
        if at is not None and any(map(str.isalpha, text)) and as_one(text) not in submission.welsh
    ]


def in_tables_without_welsh(submission: Submission) -> set[str]:
    """Return the titles, labels and notes of tables of a council's own that have no Welsh, but for Total, which is ours."""
    tables = submission.tables
    rows = [row for table in tables for row in (*table.rows, *([table.total] if table.total else []))]
    found = {table.title for table in tables} | {text for row in rows for text in (row.label, row.note)}
    return {
        text
        for text in found
        if any(map(str.isalpha, text)) and text != "Total" and as_one(text) not in submission.welsh
    }


def named_in_english(submission: Submission) -> Submission:
    """Return a Welsh submission with its English titles and rating words again, for passages that stay in English."""
    english = {as_one(welsh): words for words, welsh in submission.welsh.items()}
    indicators = tuple(_named_in(english, each) for each in submission.indicators)
    paper = submission.paper.model_copy(update={"ratings": submission.paper.ratings.saying(english)})
    return submission.model_copy(update={"indicators": indicators, "paper": paper})


def _named_in(english: Mapping[str, str], indicator: IndicatorT) -> IndicatorT:
    said = {
        name: english.get(as_one(text), text) for name in ("title", "short_title") if (text := getattr(indicator, name))
    }
    return indicator.model_copy(update={**said, "ratings": indicator.ratings.saying(english)})


def _said(model: ModelT, welsh: Mapping[str, str]) -> ModelT:
    changed = {}
    for name, value in _fields(model):
        said = _facts(value, welsh) if name == "facts" and isinstance(model, Submission) else _value(value, welsh)
        if said is not value:
            changed[name] = said
    if isinstance(model, Commentary | Passage | FollowUp) and as_one(_main_words(model)) not in welsh:
        changed["language"] = ENGLISH
    return model.model_copy(update=changed) if changed else model


def _main_words(model: Commentary | Passage | FollowUp) -> str:
    return model.actions if isinstance(model, FollowUp) else model.text


def _value(value: Any, welsh: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return welsh.get(as_one(value), value) if type(value) is str else value  # a word of a closed list is ours
    if isinstance(value, BaseModel):
        return _said(value, welsh)
    if isinstance(value, RatingScale):
        return value.saying(welsh)
    if isinstance(value, tuple):
        said = tuple(_value(each, welsh) for each in value)
        return said if any(new is not old for new, old in zip(said, value, strict=True)) else value
    if isinstance(value, Mapping) and value and all(type(key) is str for key in value):
        return {_value(key, welsh): _value(each, welsh) for key, each in value.items()}
    return value


def _facts(facts: Mapping[str, Mapping[str, str]], welsh: Mapping[str, str]) -> dict[str, Mapping[str, str]]:
    """Return boxes of facts by the names that passages ask for them by."""
    return {name: _value(box, welsh) for name, box in facts.items()}


def _fields(model: BaseModel) -> Iterator[tuple[str, Any]]:
    names = _NAMES | _NAMES_OF.get(type(model).__name__, frozenset())
    for name in type(model).model_fields:
        if name not in names:
            yield name, getattr(model, name)
