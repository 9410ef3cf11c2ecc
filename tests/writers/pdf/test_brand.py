"""A paper in a council's own face is as accessible as one in ours."""

import io
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from kccreport.assets import asset
from kccreport.ground.colour import Colour
from kccreport.ground.values import replace
from kccreport.models.rag import Rag
from kccreport.paper.blocks import (
    Block,
    Column,
    ColumnKind,
    Look,
    Paper,
    Picture,
    Prose,
    RatingCell,
    Run,
    Table,
    plain,
    strong_cell,
)
from kccreport.writers.pdf.render import render
from tests.layout.test_brand import png
from tests.writers.pdf.checks import check
from tests.writers.pdf.small import IDENTITY, TITLE


def council_face(name: str, without: str) -> bytes:
    """Return a face under another name that lacks some letters."""
    font = TTFont(io.BytesIO(asset("fonts", f"Arimo-{name}.ttf").read_bytes()), lazy=True)
    for tag in ("GDEF", "GPOS", "GSUB", "STAT"):  # what only a typesetter asks for
        del font[tag]
    subsetter = Subsetter(Options(hinting=False))
    subsetter.populate(unicodes=[code for code in font.getBestCmap() if chr(code) not in without and code < 0x180])
    subsetter.subset(font)
    for record in font["name"].names:
        record.string = "Westmere Sans" if record.nameID in (1, 4) else f"WestmereSans-{name}"
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


@pytest.fixture(scope="module")
def look() -> Look:
    upright, bold, italic = (council_face(name, without="ŵŷ†Ŵ") for name in ("Regular", "Bold", "Italic"))
    return Look("#7A1F5C", "#B0488F", (upright, bold, italic))


BLOCKS: tuple[Block, ...] = (
    Picture(png(), "Crest of Westmere", 14),
    TITLE,
    Prose((*plain("Dŵr, llwybr a thŷ: "), Run("Ŵyr †", is_strong=True), Run(" italig", is_emphasis=True))),
    Table(
        (Column("Ref", ColumnKind.REFERENCE), Column("Rating", ColumnKind.RATING)),
        ((strong_cell("HT01"), RatingCell(Rag.GREEN)), (strong_cell("HT02"), RatingCell(Rag.RED))),
    ),
)


def made(look: Look) -> bytes:
    return render(Paper(replace(IDENTITY, look=look), BLOCKS)).content


def test_a_paper_in_a_council_s_own_face_passes_every_check(tmp_path: Path, look: Look) -> None:
    (tmp_path / "own.pdf").write_bytes(made(look))
    check(tmp_path / "own.pdf")


def test_letters_that_the_council_s_typeface_lacks_are_set_in_ours(look: Look) -> None:
    pdf = pymupdf.open(stream=made(look))
    text = pdf[0].get_text()
    assert "Dŵr, llwybr a thŷ: Ŵyr † italig" in " ".join(text.split())
    fonts = {name.partition("+")[2] or name for _, _, _, name, *_ in pdf.get_page_fonts(0)}
    assert {"WestmereSans-Regular", "WestmereSans-Bold", "WestmereSans-Italic"} <= fonts
    assert {name for name in fonts if "Arimo" in name} == {"Arimo-Regular", "Arimo-Bold"}


def test_headings_and_rules_take_the_council_s_colours_and_ratings_keep_theirs(look: Look) -> None:
    def colours(content: bytes) -> str:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return pdf.pages[0].Contents.read_bytes().decode("latin-1")

    house, own = colours(made(Look())), colours(made(look))
    navy, rule, red = (Colour.hex(code).operands for code in ("#12284B", "#8A94A0", "#8C1D18"))
    assert navy in house
    assert rule in house
    assert navy not in own
    assert rule not in own
    assert Colour.hex("#7A1F5C").operands in own
    assert Colour.hex("#B0488F").operands in own
    assert house.count(red) == own.count(red) > 0


def test_a_paper_made_after_one_in_another_face_is_as_it_always_was(look: Look) -> None:
    before = made(Look())
    made(look)
    assert made(Look()) == before
    assert made(look) == made(look)
