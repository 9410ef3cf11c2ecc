"""A small part of Markdown works in a cell; everything else prints as it was typed, and nothing is lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kccreport.paper.blocks import Block, Heading, Item, Listing, Prose, Run, plain
from kccreport.paper.numbering import Numbering
from kccreport.paper.prose import cell_paragraphs, in_another_language, inline, prose_blocks


def said(blocks: list[Block]) -> str:
    """All words of some blocks, in order."""

    def of_items(items: tuple[Item, ...]) -> list[str]:
        found = []
        for item in items:
            found.append("".join(run.text for run in item.content))
            for below in item.below:
                found += of_items(below.items)
        return found

    found: list[str] = []
    for block in blocks:
        match block:
            case Prose():
                found.append("".join(run.text for run in block.content))
            case Listing():
                found += of_items(block.items)
            case Heading():
                found.append(block.text)
            case _:
                raise AssertionError(block)
    return " ".join(found)


def test_each_line_is_a_paragraph_and_the_first_carries_the_number() -> None:
    assert prose_blocks("One.\n\nTwo.", number="1.1") == [Prose(plain("One."), number="1.1"), Prose(plain("Two."))]


@pytest.mark.parametrize("mark", ["-", "–", "•", "*"])
def test_lines_with_a_dash_or_a_bullet_are_a_list(mark: str) -> None:
    assert prose_blocks(f"Before\n{mark} one\n{mark} two\nAfter") == [
        Prose(plain("Before")), Listing((Item(plain("one")), Item(plain("two")))), Prose(plain("After")),
    ]  # fmt: skip


def test_what_introduces_a_list_stays_with_it() -> None:
    led = [
        block.leads
        for block in prose_blocks("The panel met.\nIt agreed:\n- one\nSee:\nthere.")
        if isinstance(block, Prose)
    ]
    assert led == [False, True, False, False]


def test_a_list_may_be_numbered_and_hold_another() -> None:
    (listing,) = prose_blocks("3. three\n   - below\n4. four")
    assert isinstance(listing, Listing)
    assert listing.first == 3
    assert listing.items[0].below == (Listing((Item(plain("below")),)),)


def test_a_sub_heading_has_a_place_of_its_own_or_is_strong_words() -> None:
    numbering = Numbering(by_section=False)
    assert prose_blocks("# Why\nText", anchor=numbering.anchor, level=4)[0] == Heading("Why", 4, "why")
    assert prose_blocks("# Why")[0] == Prose((Run("Why", is_strong=True),), leads=True)


def test_emphasis_and_links_work_within_a_line() -> None:
    assert inline("**Bold**, *soft* and [Kent](https://www.kent.gov.uk/a_b)") == (
        Run("Bold", is_strong=True), Run(", "), Run("soft", is_emphasis=True), Run(" and "),
        Run("Kent", link="https://www.kent.gov.uk/a_b"),
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "<b>bold</b> & <script>alert(1)</script>", "5 * 3 * 2", "snake_case_name", "C:\\folder\\*x", "\\\\server\\share",
        "2011. The year began well", "+ 5 more", "| a | b |", "> quoted", "`code`", "---", "===", "a  b", "&amp; &copy;",
        "[words](javascript:alert(1))", "[words](file:///etc/passwd)", "[words](/etc/passwd)", "#1 priority", "Services *",
        "~~gone~~", "    indented", "http://plain.example.org", "1.no space", "[ref]: http://x.example.org",
    ],
)  # fmt: skip
def test_everything_else_prints_as_it_was_typed(text: str) -> None:
    blocks = prose_blocks(text)
    assert [type(block) for block in blocks] == [Prose]
    assert said(blocks) == text.strip()


@given(st.text(alphabet="ab1. *_-#[]()<>&\\`~+•–\n", max_size=60))
def test_no_word_is_ever_lost(text: str) -> None:
    typed = re.findall(r"[ab]+", re.sub(r"[*_]", "", text))
    assert re.findall(r"[ab]+", re.sub(r"[*_]", "", said(prose_blocks(text)))) == typed


@pytest.mark.parametrize(
    "text",
    [
        "\n".join("  " * depth + "- Q" for depth in range(60)),
        "\n".join("   " * depth + "1. Q" for depth in range(60)),
        "[" * 50 + "Q" + "](http://a.example)" * 50,
        "**Q *" * 200,
        "- # Q\n" * 30,
    ],
)
def test_nothing_is_lost_however_deep_it_is_nested(text: str) -> None:
    assert said(prose_blocks(text)).count("Q") == text.count("Q")


def test_a_cell_of_a_table_shows_a_list_as_lines_with_bullets() -> None:
    assert cell_paragraphs("Why\n- one") == (plain("Why"), (Run("• "), Run("one")))


def test_every_run_of_a_cell_can_be_marked_as_of_another_language() -> None:
    blocks = prose_blocks("# Why\nOne *two*\n- three\n  - [four](https://example.org)", anchor=str, level=2)
    marked = repr(in_another_language(blocks, "en-GB"))
    assert marked.count("language='en-GB'") == repr(blocks).count("language=''") == 5
    assert marked.replace("language='en-GB'", "language=''") == repr(blocks)
    assert in_another_language(blocks, "") == blocks
