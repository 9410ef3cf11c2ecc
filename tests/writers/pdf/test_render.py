"""Blocks typed here become tagged pages; no workbook is involved."""

import io
import os
import subprocess
import sys
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pikepdf
import pymupdf
import pytest

from kccreport.ground.errors import RenderingFault
from kccreport.ground.values import replace
from kccreport.models.rag import Rag
from kccreport.models.travel import Travel
from kccreport.paper.blocks import (
    Block,
    Column,
    ColumnKind,
    Contents,
    ContentsEntry,
    FigureCell,
    Heading,
    HistoryCell,
    Item,
    Listing,
    NewPage,
    Orientation,
    PageCell,
    Paper,
    Prose,
    RatingCell,
    Role,
    Run,
    Sign,
    SparkCell,
    StateCell,
    Table,
    TableLook,
    TextCell,
    TravelCell,
    VerdictCell,
    plain,
)
from kccreport.writers.pdf.render import render
from tests import ROOT
from tests.writers.pdf.checks import check
from tests.writers.pdf.small import IDENTITY, LANDSCAPE, PORTRAIT, TITLE, made, table
from tests.writers.pdf.walk import _kids


def checked(folder: Path, *blocks: Block) -> pymupdf.Document:
    path = folder / "paper.pdf"
    path.write_bytes(made(*blocks))
    check(path)
    return pymupdf.open(path)


def page_texts(pdf: pymupdf.Document) -> list[str]:
    return [page.get_text() for page in pdf]


def test_every_kind_of_block_passes_every_check(tmp_path: Path) -> None:
    pdf = checked(
        tmp_path,
        Contents((ContentsEntry("Section", "section"),)),
        Heading("Section", 2, "section", number="1."),
        Prose((Run("Plain, "), Run("strong", is_strong=True), Run(", "), Run("emphasis", is_emphasis=True), Run("."))),
        Prose((Run("See "), Run("https://example.org/a", link="https://example.org/a"), Run(" for more."))),
        Prose(plain("Numbered."), number="1.1"),
        Listing((Item(plain("one")), Item(plain("two"), (Listing((Item(plain("below")),), first=3),)))),
        Heading("Deeper", 3, "deeper"),
        Heading("Deepest", 4, "deepest"),
        table(3),
        Prose(plain("A note."), Role.FOOTNOTE, number="(1)"),
        Prose(plain("Another note."), Role.FOOTNOTE),
        Table(
            (
                Column("June", ColumnKind.HEADLINE),
                Column("Verdict", ColumnKind.VERDICT),
                Column("RAG", ColumnKind.RATING),
            ),
            ((TextCell((plain("97%"),)), VerdictCell("Concern", Sign.DOWN), RatingCell(Rag.RED, is_override=True)),),
            has_total=True,
        ),
        Table(
            (Column("Fact", ColumnKind.LABEL), Column("Text", ColumnKind.TEXT)) * 2,
            (
                tuple(TextCell((plain(words),)) for words in ("A", "b", "C", "d")),
                tuple(TextCell((plain(words),)) for words in ("E", "f", "", "")),
            ),
            TableLook.BARE,
        ),
        Table(
            (Column("Period", ColumnKind.PERIOD), *[Column(f"Q{at}", ColumnKind.POINT) for at in range(5)]),
            ((TextCell((plain("Rating"),)), *[RatingCell(Rag.AMBER)] * 5),),
            TableLook.UNDER_CHART,
        ),
        Table(
            (Column("A", ColumnKind.LABEL), Column("B", ColumnKind.TEXT)),
            ((TextCell((plain("To:"),)), TextCell((plain("x"), plain("y")))),),
            TableLook.BARE,
        ),
        LANDSCAPE,
        Heading("Wide", 2, "wide"),
        Table(
            (
                Column("Ref", ColumnKind.REFERENCE),
                Column("Oct", ColumnKind.FIGURE),
                Column("Nov", ColumnKind.FIGURE),
                Column("Direction", ColumnKind.TRAVEL),
                Column("Trend", ColumnKind.SPARK),
                Column("Ratings", ColumnKind.HISTORY),
                Column("Page", ColumnKind.PAGE),
            ),
            (
                (
                    TextCell((plain("A"),)),
                    FigureCell("1"),
                    FigureCell(""),
                    TravelCell(Travel.IMPROVING),
                    SparkCell((Decimal(1), Decimal(3), None, Decimal(2), Decimal(2)), "From 1 to 2."),
                    HistoryCell((Rag.RED, None, Rag.GREEN), "Red, not rated, Green."),
                    PageCell("section", "A"),
                ),
                (TextCell((plain("B"),)), StateCell("Suspended", 5), PageCell("wide", "B")),
            ),
        ),
    )
    assert len(pdf) == 2
    assert "Page 2 of 2" in pdf[1].get_text()


def test_a_note_is_tagged_as_one_with_an_identifier_of_its_own() -> None:
    notes = [Prose(plain(f"Note {number}."), Role.FOOTNOTE, number=f"({number})") for number in (1, 2)]
    with pikepdf.open(io.BytesIO(made(*notes))) as pdf:
        root = pdf.Root.StructTreeRoot
        kids = [kid for kid in root.K[0].K if str(kid.S) == "/Note"]
        assert [str(kid.K[0].S) for kid in kids] == ["/Lbl", "/Lbl"]
        names = [str(name) for name in list(root.IDTree.Names)[0::2]]
        assert names == [str(kid.ID) for kid in kids] == sorted(set(names))


def test_pages_that_a_page_set_runs_on_to_say_what_they_continue(tmp_path: Path) -> None:
    long = [Prose(plain("Words " * 76)) for _ in range(9)]
    pdf = checked(
        tmp_path,
        PORTRAIT, Heading("A set", 2, "a", continues=True), *long,
        PORTRAIT, Heading("Another", 2, "b"), *long,
        PORTRAIT, Heading("W" * 200, 2, "c", continues=True), *long,
    )  # fmt: skip
    said = ["(continued)" in text for text in page_texts(pdf)]
    assert said == [False, False, True, False, False, False, True]
    for page in pdf:
        assert all(word[2] <= page.rect.width - 56 for word in page.get_text("words"))


def test_a_nested_list_stands_further_in_and_is_part_of_its_item(tmp_path: Path) -> None:
    inner = Listing((Item(plain("inner")),), first=7)
    pdf = checked(tmp_path, Listing((Item(plain("outer"), (inner,)), Item(plain("last")))))
    places = {word[4]: word[0] for word in pdf[0].get_text("words")}
    assert places["outer"] == places["last"] == places["7."] < places["inner"]
    with pikepdf.open(tmp_path / "paper.pdf") as read:
        outer = next(kid for kid in read.Root.StructTreeRoot.K[0].K if str(kid.S) == "/L")
        assert str(outer.K[0].K[1].K[-1].S) == "/L", "within the item's LBody"
        assert len(outer.K) == 2


def test_the_same_paper_gives_the_same_bytes_whatever_the_environment(tmp_path: Path) -> None:
    code = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1])\n"
        "from tests.writers.pdf.small import made, plain, table\n"
        "from kccreport.paper.blocks import Prose\n"
        "print(hashlib.sha256(made(table(80), Prose(plain('Tŷ – £5 ½')))).hexdigest())"
    )
    root = ROOT
    seen = set()
    for seed, zone, folder in (("0", "UTC", root), ("1", "America/New_York", tmp_path)):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C", "RL_pageCompression": "0"}
        run = subprocess.run(
            [sys.executable, "-c", code, str(root)],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        seen.add(run.stdout)
    assert len(seen) == 1


def test_nothing_in_the_folder_or_the_home_can_steer_reportlab(tmp_path: Path) -> None:
    for name in ("reportlab_settings.py", "reportlab_mods.py", ".reportlab_settings", ".reportlab_mods"):
        (tmp_path / name).write_text("import pathlib; pathlib.Path('ran').touch()\n")
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; sys.path.insert(1, sys.argv[1]); import tests.writers.pdf.small as t; t.made()",
            str(ROOT),
        ],
        cwd=tmp_path,
        env={**os.environ, "HOME": str(tmp_path), "USERPROFILE": str(tmp_path), "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    "text",
    [
        "<b>bold</b>",
        "a & b &amp; c",
        '<img src="/etc/passwd"/>',
        "<!-- gone? --> <![CDATA[x]]>",
        "x<y and y>z",
        '<seq template="%(x)900000000s"/>',
        "<font color=\"[[[getattr(pow, 'x')]]]\">red</font>",
        "(brackets) \\ and \\( escapes",
        "{results} %s %d $HOME",
    ],
)
def test_markup_in_text_prints_letter_by_letter_everywhere(tmp_path: Path, text: str) -> None:
    pdf = checked(
        tmp_path,
        Contents((ContentsEntry(text, "h"),)),
        Heading(text, 2, "h"),
        Prose(plain(text)),
        Table(
            (Column("A", ColumnKind.TEXT), Column(text, ColumnKind.TEXT)),
            ((TextCell((plain("a"),)), TextCell((plain(text),))),),
        ),
    )
    squeezed = "".join("".join(page_texts(pdf)).split())
    assert squeezed.count("".join(text.split())) == 5
    assert pdf.get_toc()[1][1] == text
    assert pdf[0].get_images() == []


def test_a_heading_takes_two_rows_of_its_table_with_it_to_the_next_page(tmp_path: Path) -> None:
    for lines in range(30, 42):
        filler = [Prose(plain(f"Line {line}")) for line in range(lines)]
        texts = page_texts(checked(tmp_path, *filler, Heading("Held", 2, "held"), table(4)))
        page = next(index for index, text in enumerate(texts) if "Held" in text)
        assert "R0" in texts[page]
        assert "R1" in texts[page]


def test_a_paragraph_keeps_two_lines_at_either_side_of_a_break(tmp_path: Path) -> None:
    long = " ".join(f"w{number}" for number in range(150))
    for lines in range(30, 40):
        pdf = checked(tmp_path, *[Prose(plain(f"Line {line}")) for line in range(lines)], Prose(plain(long)))
        for page in pdf:
            assert sum("w" in line for line in page.get_text().splitlines()) != 1


def test_a_long_table_repeats_its_heading_row_and_stays_one_table(tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(made(table(120)))
    found = check(path)
    assert found.counts["Table"] == 1
    assert found.counts["TR"] == 121
    pages = pymupdf.open(path)
    assert len(pages) > 2
    assert all("Indicator" in page.get_text() for page in pages)
    for page in pages:
        assert page.get_text().count("Some words") != 1


def test_a_cell_of_three_thousand_words_flows_over_pages_without_losing_one(tmp_path: Path) -> None:
    words = [f"word{number}" for number in range(3000)]
    paragraphs = tuple(plain(" ".join(words[start : start + 250])) for start in range(0, 3000, 250))
    commentary = Table(
        (Column("Indicator", ColumnKind.TITLE), Column("Commentary", ColumnKind.TEXT)),
        (
            (TextCell((plain("Title"),)), TextCell(paragraphs)),
            (TextCell((plain("Next"),)), TextCell((plain("Short."),))),
        ),
    )
    path = tmp_path / "cell.pdf"
    path.write_bytes(made(commentary))
    found = check(path)
    assert found.counts["TR"] == 3
    text = " ".join(page_texts(pymupdf.open(path))).split()
    assert [word for word in text if word.startswith("word")] == words


def test_a_paragraph_of_three_thousand_words_and_a_list_flow_over_pages(tmp_path: Path) -> None:
    words = [f"word{number}" for number in range(3000)]
    pdf = checked(
        tmp_path, Prose(plain(" ".join(words))), Listing(tuple(Item(plain(f"item{number}")) for number in range(90)))
    )
    text = " ".join(page_texts(pdf)).split()
    assert [word for word in text if word.startswith("word")] == words
    assert [word for word in text if word.startswith("item")] == [f"item{number}" for number in range(90)]


def test_a_word_wider_than_the_page_is_broken_and_nothing_leaves_the_margins(tmp_path: Path) -> None:
    url = "https://example.org/" + "/".join(["path-that-goes-on"] * 20)
    pdf = checked(
        tmp_path, Prose((Run(url, link=url),)), Prose(plain("W" * 500)), table(2, "X" * 200), Heading("Y" * 90, 2, "y")
    )
    for page in pdf:
        for x0, _, x1, _, word, *_ in page.get_text("words"):
            assert x0 >= 56, word  # 20 mm, less a hair
            assert x1 <= 595.28 - 56, word
    assert url in "".join("".join(page_texts(pdf)).split())


def test_figures_too_long_for_their_column_widen_it(tmp_path: Path) -> None:
    columns = (Column("Ref", ColumnKind.REFERENCE), Column("Jan", ColumnKind.FIGURE), Column("Title", ColumnKind.TITLE))
    row = (TextCell((plain("REFERENCE-42"),)), FigureCell("1,234,567,890"), TextCell((plain("T"),)))
    texts = page_texts(checked(tmp_path, Table(columns, (row,))))
    assert "1,234,567,890" in texts[0]
    assert "REFERENCE-42" in texts[0]


def test_page_numbers_and_links_lead_to_the_page_of_their_heading(tmp_path: Path) -> None:
    entries = tuple(ContentsEntry(f"Part {part}", f"part{part}") for part in range(8))
    blocks: list[Block] = [Contents(entries)]
    for part in range(8):
        blocks += [PORTRAIT, Heading(f"Part {part}", 2, f"part{part}"), *[Prose(plain("x"))] * (part * 20)]
    pdf = checked(tmp_path, *blocks)
    starts = {
        part: next(page.number for page in pdf if page.number and f"Part {part}" in page.get_text())
        for part in range(8)
    }
    lines = [line.split() for line in pdf[0].get_text().splitlines()]
    for part, link in enumerate(pdf[0].get_links()):
        assert link["page"] == starts[part]
    assert [str(starts[part] + 1) for part in range(8)] == [line[0] for line in lines if line and line[0].isdigit()]
    assert [title for _, title, _ in pdf.get_toc()][1:] == [entry.text for entry in entries]


def test_a_link_to_a_place_that_is_not_there_is_a_bug_and_writes_nothing() -> None:
    with pytest.raises(KeyError):
        made(Contents((ContentsEntry("Nowhere", "nowhere"),)))


def _below(element: pikepdf.Object) -> list[pikepdf.Object]:
    return [kid for kid in _kids(element) if not isinstance(kid, int) and "/S" in kid]


def _links(content: bytes) -> list[list[tuple[int, float]]]:
    """Page and height of each box of each link element, in reading order."""
    found = []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        open_ = [pdf.Root.StructTreeRoot]
        while open_:
            element = open_.pop()
            if "/S" in element and pikepdf.Name.Link == element.S:
                boxes = [kid for kid in _kids(element) if not isinstance(kid, int) and "/Obj" in kid]
                found.append([(pages[box.Obj.P.objgen], float(box.Obj.Rect[1])) for box in boxes])
            open_ += reversed(_below(element))
    return found


@pytest.mark.parametrize("before", [0, 40, 41, 42, 43, 44], ids=lambda lines: f"after {lines} lines")
def test_a_link_over_lines_and_pages_is_one_element_with_a_box_for_each_line(tmp_path: Path, before: int) -> None:
    words = "words of a link that goes on and on "
    parts = [
        Run(words * 6, link="https://example.org/a"),
        Run("in bold ", is_strong=True, link="https://example.org/a"),
    ]
    paragraph = Prose(
        (Run("See "), *parts, *parts, Run(" and "), Run("another", link="https://example.org/a"), Run("."))
    )
    path = tmp_path / "paper.pdf"
    path.write_bytes(
        made(*[Prose(plain("x"))] * before, paragraph, Prose((Run("Alone", link="https://example.org/a"),)))
    )
    check(path)
    long, another, alone = _links(path.read_bytes())
    assert len(long) == len(set(long)) > 3, "a box for each line, whatever its words look like"
    assert len(another) == len(alone) == 1


def test_a_link_in_a_cell_is_one_element_too_and_two_addresses_are_two(tmp_path: Path) -> None:
    long = Run("words of a link that goes on and on " * 9, link="https://example.org/a")
    other = Run("elsewhere", link="https://example.org/b")
    columns = (Column("Ref", ColumnKind.REFERENCE), Column("Words", ColumnKind.TEXT))
    path = tmp_path / "paper.pdf"
    path.write_bytes(made(Table(columns, ((TextCell((plain("1"),)), TextCell(((long, other),))),))))
    check(path)
    first, second = _links(path.read_bytes())
    assert len(first) > 1
    assert len(second) == 1


def test_a_letter_the_typeface_lacks_is_refused_rather_than_printed_as_a_box() -> None:
    with pytest.raises(RenderingFault, match=r"U\+2713"):
        made(Prose(plain("Good ✓")))


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(made(Prose(plain("x"))))) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.docinfo.Title) == IDENTITY.title
        assert str(pdf.docinfo.CreationDate) == "D:20210401120000+00'00'"
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == IDENTITY.title
            assert metadata["pdfuaid:part"] == "1"
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")


def test_headers_and_footers_are_artifacts_and_a_title_page_has_neither(tmp_path: Path) -> None:
    pdf = checked(
        tmp_path,
        NewPage(Orientation.PORTRAIT, is_title=True),
        Heading("Cover", 1, "c"),
        PORTRAIT,
        Heading("In", 2, "i"),
    )
    assert "Unrestricted" not in pdf[1].get_text()
    assert "A committee" in pdf[2].get_text()
    assert "Page 3 of 3" in pdf[2].get_text()


def test_a_running_line_too_long_for_the_page_is_cut_not_overprinted() -> None:

    long = replace(IDENTITY, header_left="L" * 200, header_right="R" * 200, footer_left="F" * 300)
    rendered = render(Paper(long, (PORTRAIT, TITLE, PORTRAIT, Heading("In", 2, "i"))))
    content, pages = rendered.content, rendered.pages
    assert pages == 2
    words = pymupdf.open(stream=content)[1].get_text("words")
    boxes = sorted((x0, x1) for x0, y0, x1, _, text, *_ in words if y0 < 60)
    assert all(before[1] < after[0] for before, after in pairwise(boxes))


def test_a_watermark_lies_under_every_page_and_is_said_on_the_first(tmp_path: Path) -> None:

    path = tmp_path / "draft.pdf"
    title = NewPage(Orientation.PORTRAIT, is_title=True)
    blocks = (title, TITLE, PORTRAIT, Prose(plain("x")), LANDSCAPE, Prose(plain("y")))
    path.write_bytes(render(Paper(replace(IDENTITY, watermark="DRAFT"), blocks)).content)
    check(path)
    with pikepdf.open(path) as pdf:
        (document,) = _below(pdf.Root.StructTreeRoot)
        said = [kid for kid in _below(document) if kid.S == pikepdf.Name.P and len(_kids(kid)) == 1]
        assert said[0].objgen == _below(document)[0].objgen, "before the title"
        artifacts = [page.Contents.read_bytes().count(b"/Subtype/Watermark") for page in pdf.pages]
        assert artifacts == [0, 1, 1]
    for page in pymupdf.open(path):
        assert page.get_text().split().count("DRAFT") == 1
        (box,) = page.search_for("DRAFT")
        assert page.rect.contains(box)
