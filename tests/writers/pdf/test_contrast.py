"""Whatever words stand on, they can be read: the colours of every text that is really drawn, and of the box below it.

Source: WCAG 2.2, 1.4.3 Contrast (Minimum): 4.5 to 1; a watermark lies under a page as decoration, and is heard.
"""

import re
from importlib.resources import files

import pytest

from kccreport.ground.colour import LINES, TEXT, Colour
from kccreport.ground.values import replace
from kccreport.paper.blocks import Look, Paper
from kccreport.writers.pdf import theme
from kccreport.writers.pdf.render import render
from kccreport.writers.pdf.tagging import canvas as tagged
from tests.writers.html.papers import sample

Box = tuple[float, float, float, float, Colour]
# a council's colours that are only just let in: headings on the tint of heading rows, rules on white
HEADINGS = Colour.hex("#9A9AFF").darkened_until(TEXT, theme.TINT)
WORST = Look(HEADINGS.code, Colour.hex("#FFD0D0").darkened_until(LINES, theme.WHITE).code)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> set[tuple[Colour, Colour]]:
    """The pairs of a text's colour and of what it stands on, as they are drawn from here on."""
    pairs: set[tuple[Colour, Colour]] = set()
    boxes: list[Box] = []
    fill, write, end = tagged.TaggedCanvas.fill_box, tagged.TaggedCanvas._text_code, tagged.TaggedCanvas.showPage

    def own(on: tagged.TaggedCanvas, colour: Colour) -> Colour:
        return on._own_colours.get(colour, colour)

    def fill_box(self, x, y, width, height, colour, radius=0):  # type: ignore[no-untyped-def]
        left, bottom = self.absolutePosition(x, y)
        right, top = self.absolutePosition(x + width, y + height)
        boxes.append((left, bottom, right, top, own(self, colour)))
        fill(self, x, y, width, height, colour, radius)

    def text_code(self, x, y, text, face, size, colour):  # type: ignore[no-untyped-def]
        if text.strip() and colour is not theme.WATERMARK.colour:
            left, bottom = self.absolutePosition(x + size / 4, y + size / 4)
            under = [box[4] for box in boxes if box[0] <= left <= box[2] and box[1] <= bottom <= box[3]]
            pairs.add((own(self, colour), under[-1] if under else theme.WHITE))
        return write(self, x, y, text, face, size, colour)

    def show_page(self):  # type: ignore[no-untyped-def]
        boxes.clear()
        end(self)

    monkeypatch.setattr(tagged.TaggedCanvas, "fill_box", fill_box)
    monkeypatch.setattr(tagged.TaggedCanvas, "_text_code", text_code)
    monkeypatch.setattr(tagged.TaggedCanvas, "showPage", show_page)
    return pairs


@pytest.mark.parametrize("look", [Look(), WORST], ids=["ours", "a council's"])
def test_every_text_of_a_paper_stands_out_from_what_it_stands_on(drawn: set[tuple[Colour, Colour]], look: Look) -> None:
    for name in ("dashboard-2021", "scrutiny-2012"):
        paper = sample(name)
        render(Paper(replace(paper.identity, look=look, watermark="DRAFT"), paper.blocks))
    grounds = {ground for _, ground in drawn}
    assert {theme.WHITE, theme.TINT, theme.GROUP_TINT} < grounds, "and the fills of ratings"
    assert (HEADINGS in {colour for colour, _ in drawn}) is (look is WORST)
    for colour, ground in drawn:
        assert colour.contrast(ground) >= TEXT, (colour, ground)


GROUNDS = {"ink": "paper tint", "head": "paper tint", "quiet": "paper tint", "link": "paper tint", "draft": "paper"}


@pytest.mark.parametrize("theme_of", ["light", "dark"])
def test_every_text_of_a_page_stands_out_on_light_and_on_dark_screens(theme_of: str) -> None:
    """The colours of the style, each with the grounds it stands on there."""
    style = files("kccreport.writers.html").joinpath("style.css").read_text("utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", style, re.DOTALL)[:2]
    colours = {
        name: Colour.hex(code)
        for name, code in re.findall(r"--(\w+): (#\w{6})", light if theme_of == "light" else dark)
    }
    for name, grounds in GROUNDS.items():
        for ground in grounds.split():
            assert colours[name].contrast(colours[ground]) >= TEXT, (name, ground)
    for name in ("line", "target", "limit", "other", "rule"):
        assert colours[name].contrast(colours["paper"]) >= LINES, name


def test_what_has_a_colour_and_a_ground_in_one_rule_of_a_page_stands_out() -> None:
    style = files("kccreport.writers.html").joinpath("style.css").read_text("utf-8")
    pairs = re.findall(r"\{[^{}]*?background: (#\w{6})[^{}]*?[ ;]color: (#\w{6})", style)
    pairs += [
        (ground, ink) for ink, ground in re.findall(r"\{[^{}]*?[ {;]color: (#\w{6})[^{}]*?background: (#\w{6})", style)
    ]
    assert len(pairs) >= 5, "the ratings, and the headings of groups"
    for ground, ink in pairs:
        assert Colour.hex(ink).contrast(Colour.hex(ground)) >= TEXT, (ground, ink)
