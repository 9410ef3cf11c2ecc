"""A council's logo lies beside the agenda, is looked at before it is printed, and says in words what it shows."""

import io
import os
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from kccreport.agenda.intake.beside import found_below
from kccreport.roads import agendas as packs
from tests import ROOT
from tests.agendas import EXEMPT, STEM, agenda_workbook, faults, in_this_process, read, report
from tests.books import paper_items, save
from tests.writers.pdf.checks import check

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h10v10z" fill="#802"/></svg>'
LOGO = {"Logo": "logo.png", "Logo words": "Logo of Testshire"}


def png(size: tuple[int, int] = (40, 20)) -> bytes:
    file = io.BytesIO()
    Image.new("RGBA", size, (0, 80, 40, 255)).save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data"), [("logo.png", png()), ("pictures/logo.PNG", png()), ("logo.svg", SVG.encode())]
)
def test_a_logo_is_printed_at_the_head_of_the_front_sheet_with_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: bytes
) -> None:
    in_this_process(monkeypatch)
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(data)
    workbook = agenda_workbook(
        tmp_path,
        {"Number": "1", "Title": "Apologies", "Kind": "Apologies and substitutes"},
        Meeting={**LOGO, "Logo": name},
    )
    outcome = packs.make(workbook, tmp_path / "out")
    assert outcome.value is not None
    assert outcome.problems == ()
    for file in ("public", "front-sheet"):
        path = tmp_path / "out" / f"{STEM}-{file}.pdf"
        assert check(path).counts["Figure"] == 1
        with pikepdf.open(path) as pdf:
            (figure,) = (
                each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"
            )
            assert str(figure.Alt) == "Logo of Testshire"
            assert len(pdf.pages[0].get_images()) == 1


@pytest.mark.parametrize(
    ("logo", "code"),
    [
        ({"Logo": "../logo.png"}, "unsafe-file"),
        ({"Logo": "/etc/passwd"}, "unsafe-file"),
        ({"Logo": "C:\\logo.png"}, "unsafe-file"),
        ({"Logo": "..\\logo.png"}, "unsafe-file"),
        ({"Logo": "linked/logo.png"}, "unsafe-file"),
        ({"Logo": "gone.png"}, "missing-file"),
        ({"Logo": "."}, "missing-file"),
        ({"Logo": "agenda.xlsx"}, "unusable-picture"),
        ({"Logo": "photo.jpg"}, "unusable-picture"),
        ({"Logo": "huge.png"}, "unusable-picture"),
        ({"Logo": "cut.png"}, "unusable-picture"),
        ({"Logo": "page.svg"}, "unusable-picture"),
        ({"Logo words": None}, "missing-item"),
    ],
)
def test_a_logo_that_cannot_be_used_is_named_with_its_cell(tmp_path: Path, logo: dict[str, Any], code: str) -> None:
    if os.name != "posix" and "linked" in str(logo):
        pytest.skip("not everybody may make links")
    folder = tmp_path / "agenda"
    folder.mkdir()
    for path in (tmp_path / "logo.png", folder / "logo.png"):
        path.write_bytes(png())
    if os.name == "posix":
        (folder / "linked").symlink_to(tmp_path)
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (folder / "huge.png").write_bytes(png((3_001, 1)))
    (folder / "cut.png").write_bytes(png()[:50])
    (folder / "page.svg").write_text(SVG.replace("<path", '<image href="file:///etc/passwd"/><path'))
    found = faults(read(folder, report(), Meeting={**LOGO, **logo}))
    assert found == [(code, "'Meeting'!B8")]


def test_a_name_never_leads_out_of_the_folder(tmp_path: Path) -> None:
    assert found_below(tmp_path, "papers/report.pdf") == tmp_path / "papers" / "report.pdf"
    assert found_below(tmp_path, "papers\\report.pdf") == tmp_path / "papers" / "report.pdf"
    for typed in (
        "../x.pdf",
        "a/../../x.pdf",
        "/x.pdf",
        "\\\\server\\x.pdf",
        "C:x.pdf",
        "file:x.pdf",
        "x\n.pdf",
        "x\0.pdf",
    ):
        assert found_below(tmp_path, typed) is None


def test_the_councils_logo_in_an_exempt_paper_is_no_leak(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_this_process(monkeypatch)
    noisy = io.BytesIO()
    Image.frombytes("RGB", (40, 40), bytes(at * at % 251 for at in range(4_800))).save(noisy, "PNG")
    layouts = tmp_path / "layouts"
    layouts.mkdir()
    for folder in (tmp_path, layouts):
        (folder / "logo.png").write_bytes(noisy.getvalue())
    usual = (ROOT / "layouts" / "committee-paper.toml").read_text("utf-8")
    brand = '[brand]\nlogo = "logo.png"\nlogo_words = "Logo"\n\n[[blocks]]'
    (layouts / "ours.toml").write_text(usual.replace("[[blocks]]", brand, 1), "utf-8")
    save(tmp_path / "paper.xlsx", Paper=paper_items(layout="ours"))
    workbook = agenda_workbook(tmp_path, report("1", File="paper.xlsx", **EXEMPT), Meeting=LOGO)
    outcome = packs.make(workbook, tmp_path / "out", layouts=layouts)
    assert [each.code for each in outcome.problems if each.is_error] == []
    with pikepdf.open(tmp_path / "out" / f"{STEM}-restricted.pdf") as pdf:
        assert len({image.objgen for page in pdf.pages for image in page.get_images().values()}) == 1
