"""A council's own face is looked at before a paper is made with it."""

import io
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kccreport.assets import asset
from kccreport.ground.colour import LINES, TEXT, Colour
from kccreport.ground.pictures import drawn_svg
from kccreport.layout.brand import Brand, face_fault
from kccreport.layout.reader import read_layout

LAYOUT = 'title = "T"\ndescription = "D"\n[brand]\n{}\n[[blocks]]\nkind = "kpi_summary"\n'
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" fill="#123"/></svg>'
WHITE = Colour(1, 1, 1)


def png(size: tuple[int, int] = (40, 20)) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "navy").save(made, "PNG")
    return made.getvalue()


def face(name: str = "Regular") -> bytes:
    return asset("fonts", f"Arimo-{name}.ttf").read_bytes()


def with_rights(data: bytes, rights: int) -> bytes:
    """Return a face whose OS/2 table says that it may be embedded so."""
    count = struct.unpack_from(">H", data, 4)[0]
    entries = (struct.unpack_from(">4sIII", data, 12 + 16 * at) for at in range(count))
    offset = next(offset for tag, _, offset, _ in entries if tag == b"OS/2")
    return data[: offset + 8] + struct.pack(">H", rights) + data[offset + 10 :]


def read(folder: Path, keys: str, files: dict[str, bytes] | None = None) -> tuple[Brand | None, list[str]]:
    for name, content in (files or {}).items():
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_bytes(content)
    (folder / "mine.toml").write_text(LAYOUT.format(keys))
    outcome = read_layout("mine", folder)
    assert all(problem.hint and problem.code in ("brand", "layout-key") for problem in outcome.problems)
    return (outcome.value.own_face if outcome.value else None), [
        f"{each.where} {each.message} {each.hint}" for each in outcome.problems
    ]


FACES = {"faces/Regular.ttf": face(), "faces/Bold.ttf": face("Bold"), "faces/Italic.ttf": face("Italic")}


def test_a_whole_brand_is_read(tmp_path: Path) -> None:
    keys = (
        'logo = "logo.svg"\nlogo_words = "Crest"\nheadings = "#12284B"\nrules = "#8A94A0"\ntypeface = "faces"\n'
        'cover_picture = "sea side.png"\ncover_words = "The sea"\nfooter = "  Westmere  Council "'
    )
    brand, problems = read(tmp_path, keys, {"logo.svg": SVG, "sea side.png": png(), **FACES})
    assert problems == []
    assert brand is not None
    assert brand.logo is not None
    assert brand.logo.data.startswith(b"\x89PNG")
    assert (brand.logo.words, brand.footer) == ("Crest", "Westmere Council")
    assert brand.cover is not None
    assert brand.typeface == tuple(FACES.values())


@pytest.mark.parametrize(
    ("keys", "files", "said"),
    [
        ('logo = "none.png"\nlogo_words = "x"', {}, "there is no file none.png"),
        ('logo = "../secret.png"\nlogo_words = "x"', {"../secret.png": png()}, "does not lie in the folder"),
        ('logo = "/etc/passwd"\nlogo_words = "x"', {}, "does not lie in the folder"),
        ("logo = 'C:\\logo.png'\nlogo_words = \"x\"", {}, "does not lie in the folder"),
        ('logo = "logo.png"', {"logo.png": png()}, "has no words"),
        ('logo = "logo.png"\nlogo_words = "x"', {"logo.png": b"GIF89a"}, "is not a PNG picture"),
        ('logo = "logo.svg"\nlogo_words = "x"', {"logo.svg": b"<html/>"}, "is not an SVG drawing"),
        ('headings = "red"', {}, "is no colour"),
        ('headings = "#FFCC00"', {}, "type #"),
        ('rules = "#EEEEEE"', {}, "cannot be read well enough"),
        ('typeface = "faces"', {k: v for k, v in FACES.items() if "Bold" not in k}, "Bold.ttf"),
        ('typeface = "faces"', FACES | {"faces/Bold.ttf": with_rights(face("Bold"), 2)}, "may not be embedded"),
        ('typeface = "faces"', FACES | {"faces/Bold.ttf": b"OTTO" + bytes(99)}, "is no TrueType file"),
        ('typeface = "faces"', FACES | {"faces/Bold.ttf": face("Bold")[:40]}, "is damaged"),
        ('logo_hight = 3', {}, "the keys are: logo, logo_words"),
        ("logo_height = 300", {}, "logo_height"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_brand_is_named_with_what_to_do(
    tmp_path: Path, keys: str, files: dict[str, bytes], said: str
) -> None:
    brand, problems = read(tmp_path / "layouts here", keys, {"mine.toml": b"", **files})
    assert brand is None
    assert any(said in problem and "mine.toml: brand." in problem for problem in problems), problems


def test_a_link_does_not_lead_out_of_the_folder_of_a_layout(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(png())
    inside = tmp_path / "layouts"
    inside.mkdir()
    try:
        (inside / "logo.png").symlink_to(tmp_path / "secret.png")
    except OSError:
        pytest.skip("links may not be made here")
    _, problems = read(inside, 'logo = "logo.png"\nlogo_words = "x"')
    assert "there is no file" in problems[0]


@pytest.mark.parametrize("rights", [0x0, 0x4, 0x8])
def test_faces_that_may_be_embedded_are_taken(rights: int) -> None:
    assert face_fault(with_rights(face(), rights)) == ""


@pytest.mark.parametrize("rights", [0x2, 0x100, 0x200, 0x102])
def test_faces_that_may_not_are_refused(rights: int) -> None:
    assert "be" in face_fault(with_rights(face(), rights))


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="file:///etc/passwd" width="9" height="9"/>',
        '<image xlink:href="http://example.org/a.png" width="9" height="9"/>',
        "<style>@import 'a.css';</style>",
        '<rect style="fill:url(http://example.org/x)"/>',
        "<text>Westmere</text>",
        "<svg:text>Westmere</svg:text>",
    ],
)
def test_a_drawing_that_needs_something_else_is_refused(inside: str) -> None:
    content = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:svg="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{inside}</svg>'
    assert isinstance(drawn_svg(content.encode()), str)


def test_an_entity_is_never_expanded() -> None:
    content = b'<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">&a;</svg>'
    assert isinstance(drawn_svg(content), str)


def test_the_same_drawing_gives_the_same_picture() -> None:
    assert drawn_svg(SVG) == drawn_svg(SVG)


parts = st.integers(0, 255).map(lambda part: part / 255)


@given(st.builds(Colour, parts, parts, parts), st.sampled_from([TEXT, LINES]))
def test_the_colour_that_is_offered_can_be_read_and_is_the_nearest(colour: Colour, least: float) -> None:
    near = colour.darkened_until(least, WHITE)
    assert near.contrast(WHITE) >= least
    assert near == colour or colour.contrast(WHITE) < least
    lighter = [min(part + 2 / 255, 1.0) for part in (near.red, near.green, near.blue)]
    assert near == colour or Colour(*lighter).contrast(WHITE) < least + 0.35
