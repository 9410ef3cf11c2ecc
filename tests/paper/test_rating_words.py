"""Where a council has words of its own for ratings, no other stands in its paper."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kccreport.layout.reader import read_layout
from kccreport.layout.schema import Layout
from kccreport.models.ratings import RatingScale
from kccreport.paper.blocks import AlertCell, RatingCell, TravelCell
from kccreport.paper.compose import compose
from kccreport.paper.review import review
from kccreport.paper.wording import mark_words
from kccreport.rating.rated import RatedSubmission, rate_submission
from kccreport.rating.summary import as_data
from kccreport.roads import papers
from kccreport.writers.data_copy import tidy_rows
from tests import books
from tests.parts import parts_of

WORDS = "Green = On track, Amber = Close to target, Red = Off track"
OURS = re.compile(r"\b(green|amber|red)\b", re.IGNORECASE)
TEXT = [
    {"Passage": "Summary", "Text": "{rating sentence} {rating changes sentence} {changed ratings} {number On track}"},
    {"Passage": "Recommendation", "Text": "The Committee is asked to NOTE the report."},
    {"Passage": "Cover", "Heading": "Introduction", "Text": "{year to date rating sentence}"},
    {"Passage": "Cover", "Heading": "Introduction", "Text": "{rating key}"},
    {"Passage": "Cover", "Heading": "Introduction", "Text": "{rating counts}"},
    {"Passage": "Cover", "Heading": "Introduction", "Text": "{changed ratings table}"},
    {"Passage": "Background documents", "Text": "None"},
]
THREE = ("90%", "85%", "70%")  # against 90% with a floor of 80%


def layout(name: str) -> Layout:
    found = read_layout(name).value
    assert found is not None
    return found


def rated(path: Path, items: dict[str, Any] | None = None, **sheets: Any) -> RatedSubmission:
    references = ("HT01", "HT02", "HT03")
    usual = {
        "paper": books.paper_items(**({"rating_words": WORDS} if items is None else items)),
        "indicators": [books.kpi(reference) for reference in references],
        "results": [
            books.results(reference, **{"Nov 20": "91%", "Dec 20": result, "Year to date": result})
            for reference, result in zip(references, THREE, strict=True)
        ],
        "commentary": [{"References": "HT03", "Commentary": "It remains Off track. We act."}],
        "text": TEXT,
    }
    return rate_submission(books.submission(path, **(usual | sheets)))


def printed(thing: object) -> Iterator[str]:
    """Every word of a paper, as it is read or heard."""
    if isinstance(thing, RatingCell | AlertCell | TravelCell):
        yield mark_words(thing)
    elif isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple):
        for each in thing:
            yield from printed(each)
    elif not isinstance(thing, RatingScale):
        for name, part in parts_of(thing).items():
            if name not in ("rating", "ratings", "kind", "look", "role", "anchor"):
                yield from printed(part)


@pytest.mark.parametrize("name", ["committee-paper", "quarterly-report", "dashboard", "indicator-reports"])
def test_no_word_but_the_councils_own_stands_in_any_layout(tmp_path: Path, name: str) -> None:
    words = list(printed(compose(rated(tmp_path), layout(name))))
    assert [each for each in words if OURS.search(each)] == []
    assert {"On track", "Close to target", "Off track"} <= set(words)
    assert any("Dec 20 Off track" in each for each in words) or "history" not in str(layout(name))


def test_sentences_and_counts_use_the_words_in_the_papers_order(tmp_path: Path) -> None:
    items = {"rating_words": WORDS, "rating_order": "Off track, Close to target, On track"}
    words = " ".join(printed(compose(rated(tmp_path, items), layout("committee-paper"))))
    assert (
        "current performance is Off track for one indicator, Close to target for one indicator and On track for one"
        in words
    )
    assert "HT02 from On track to Close to target and HT03 from On track to Off track" in words
    assert "one (1)" in words
    assert re.search(r"Off track:.*Close to target:.*On track:", words), "the key"


def test_data_keep_codes_and_copies_have_the_words(tmp_path: Path) -> None:
    found = rated(tmp_path)
    data = as_data(found)
    assert [each["latest"]["rag"] for each in data["indicators"]] == ["green", "amber", "red"]
    assert data["rating_words"] == {"green": "On track", "amber": "Close to target", "red": "Off track"}
    assert {row.rating for row in tidy_rows(found)} == {"On track", "Close to target", "Off track"}


def test_a_paper_with_usual_words_says_so_in_no_new_way(tmp_path: Path) -> None:
    text = [{**row, "Text": row["Text"].replace("On track", "Green")} for row in TEXT]
    found = rated(tmp_path, {}, text=text, commentary=[])
    assert "rating_words" not in as_data(found)
    assert {row.rating for row in tidy_rows(found)} == {"green", "amber", "red"}


@pytest.mark.parametrize(
    ("said", "is_doubted"),
    [
        ("It remains Off track.", False),
        ("It is still rated off track.", False),
        ("It remains On track.", True),
        ("It has moved from On track to Off track.", False),
        ("We are on track to open the depot.", False),
    ],
)
def test_commentary_is_held_against_the_councils_words(tmp_path: Path, said: str, is_doubted: bool) -> None:
    found = rated(tmp_path, commentary=[{"References": "HT03", "Commentary": said}])
    doubts = [each for each in review(found, layout("committee-paper")) if each.code == "contradicts-figures"]
    assert bool(doubts) is is_doubted
    assert all("it was Off track" in each.message for each in doubts)


@pytest.mark.parametrize(
    ("said", "is_doubted"),
    [("One indicator is Off track.", False), ("Two KPIs are off track.", True), ("No KPI is Close to target.", True)],
)
def test_counts_in_a_passage_are_held_against_the_councils_words(tmp_path: Path, said: str, is_doubted: bool) -> None:
    text = [*TEXT, {"Passage": "Cover", "Heading": "More", "Text": said}]
    doubts = [each for each in review(rated(tmp_path, text=text), layout("committee-paper")) if "contra" in each.code]
    assert bool(doubts) is is_doubted


def test_what_is_missing_is_named_in_the_words(tmp_path: Path) -> None:
    found = rated(tmp_path, commentary=[])
    missing = [each.message for each in review(found, layout("committee-paper")) if "Off track" in each.message]
    assert len(missing) == 1
    assert not OURS.search(missing[0])


def test_published_ratings_and_overrides_are_read_in_either_words(tmp_path: Path) -> None:
    published = [
        {"Reference": reference, "Latest RAG": word}
        for reference, word in zip(("HT01", "HT02", "HT03"), ("On track", "Amber", "off track"), strict=True)
    ]
    found = rated(tmp_path, published=published)
    assert [row.latest for row in found.submission.published] == [each.latest for each in found.kpis]


def test_a_layouts_words_stand_where_the_workbook_has_none(tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "layouts" / "committee-paper.toml").read_text(encoding="utf-8")
    own = '[ratings]\nwords = "On track, Close, Off track"\n\n'
    at = text.index("[[blocks]]")
    (tmp_path / "ours.toml").write_text(text[:at] + own + text[at:], encoding="utf-8")
    usual = [{**row, "Text": row["Text"].replace("{number On track}", "")} for row in TEXT]
    for items, word in (({}, "Close"), ({"rating_words": WORDS}, "Close to target")):
        path = books.save(
            tmp_path, paper=books.paper_items(**items), text=usual, results=[books.results(**{"Dec 20": "85%"})]
        )
        reading = papers.read(path, layout="ours", layouts=tmp_path, reviewed=False).value
        assert reading is not None
        assert word in set(printed(papers.compose(reading)))


def test_what_cannot_be_meant_is_a_fault_of_its_key_or_its_cell(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text(
        'title = "x"\ndescription = "x"\n[ratings]\nwords = "Green = Red"\n', encoding="utf-8"
    )
    faults = read_layout("ours", tmp_path).problems
    assert ("ours.toml: ratings", "Green cannot be called Red, which is another rating.") in {
        (each.where, each.message) for each in faults
    }
    found = books.problems(tmp_path, paper=books.paper_items(rating_words="Green = Red"))
    assert [(each.code, each.where) for each in found] == [("not-a-value", "'Paper'!B12")]
