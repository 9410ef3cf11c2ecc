"""Random packs whose exempt papers carry canaries everywhere: none is in a public file, and every public one is.

The files are scanned without the code of the leak proof: decompressed by qpdf, and read as a reader's copy and paste would.
"""

import random
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Dictionary, Name, OutlineItem, Pdf, String

from kccreport.roads import agendas as packs
from tests.agendas import EXEMPT, STEM, agenda_workbook, in_this_process, report, tagged_pdf

PLACES = ("body", "title", "author", "subject", "bookmark", "alternative", "attachment", "layer", "note")


def canary(kind: str, place: str, number: int) -> str:
    return f"{kind}canary{place}{number}zq"


def marked(kind: str, number: int) -> bytes:
    """A tagged paper with a canary in every place a word can stand."""

    def change(pdf: Pdf, document: Any) -> None:
        def word(place: str) -> str:
            return canary(kind, place, number)

        page = pdf.pages[0].obj
        code = (
            page.Contents.read_bytes()
            + f" /P <</MCID 2>> BDC BT /F1 9 Tf 72 600 Td ({word('body')}) Tj ET EMC".encode()
        )
        page.Contents = pdf.make_stream(code)
        paragraph = Dictionary(
            Type=Name.StructElem, S=Name.P, P=document, Pg=page, K=2, Alt=String(word("alternative"))
        )
        document.K.append(pdf.make_indirect(paragraph))
        pdf.docinfo.Title, pdf.docinfo.Author = String(word("title")), String(word("author"))
        pdf.docinfo.Subject = String(word("subject"))
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:title"] = word("title")
        with pdf.open_outline() as outline:
            outline.root.append(OutlineItem(word("bookmark"), 0))
        pdf.attachments[f"{word('attachment')}.txt"] = word("attachment").encode()
        pdf.Root.OCProperties = Dictionary(
            OCGs=pikepdf.Array([pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(word("layer"))))]),
            D=Dictionary(),
        )
        note = Dictionary(
            Type=Name.Annot, Subtype=Name.Text, Rect=pikepdf.Array([0, 0, 9, 9]), Contents=String(word("note"))
        )
        page.Annots = pikepdf.Array([pdf.make_indirect(note)])

    return tagged_pdf(f"{kind} paper {number}", change=change)


def everything_in(path: Path) -> str:
    plain = BytesIO()
    with Pdf.open(path) as pdf:
        pdf.save(
            plain,
            qdf=True,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            static_id=True,
        )
        outline = [str(each.title) for each in pdf.open_outline().root]
    document = pypdfium2.PdfDocument(path)
    seen = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    content = plain.getvalue()
    # strings of 16 bits a letter lose their zeros, so that they can be searched as the others
    return " ".join(
        [content.decode("latin-1"), content.replace(b"\0", b"").decode("latin-1"), seen, *outline]
    ).casefold()


@pytest.mark.parametrize("seed", range(5))
def test_no_canary_of_an_exempt_paper_is_in_a_public_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    in_this_process(monkeypatch)
    if seed:  # the leak proof finds nothing in the first; what it has no part in is told without it
        monkeypatch.setattr("kccreport.agenda.issue.proof.find_leaks", lambda request: [])
    chance = random.Random(seed)
    items, appendices = [], []
    for number in range(1, chance.randint(3, 6)):
        is_exempt = number == 1 or chance.random() < 0.4
        kind = "secret" if is_exempt else "public"
        more: dict[str, Any] = {**EXEMPT, "Safe title": f"Item {number}"} if is_exempt else {}
        if chance.random() < 0.3:
            more |= {"To follow": "Yes", "Late reason": "It was not ready."}
        file = f"{canary(kind, 'file', number)}.pdf"
        (tmp_path / file).write_bytes(marked(kind, number))
        row = report(str(number), File=file, Title=canary(kind, "heading", number), **more)
        if chance.random() < 0.3:
            appendices.append({**row, "Item": str(number), "Label": "A"})
            del appendices[-1]["Number"]
            row = {"Number": str(number), "Title": f"Item {number}"}
        items.append(row)
    outcome = packs.make(agenda_workbook(tmp_path, *items, Appendices=appendices), tmp_path / "out")
    assert outcome.value is not None, outcome.problems
    files = {each.path.name: each.path for each in outcome.value.files}
    full = files.get(f"{STEM}-consolidated.pdf", files[f"{STEM}-public.pdf"])
    for name in (
        f"{STEM}-public.pdf",
        f"{STEM}-front-sheet.pdf",
        f"{STEM}-supplement-1.pdf",
        f"{STEM}-consolidated.pdf",
    ):
        if name in files:
            assert "secretcanary" not in everything_in(files[name]), name
    public = [row for row in (*items, *appendices) if str(row.get("File", "")).startswith("public")]
    content = everything_in(full)
    for row in public:
        number = int("".join(filter(str.isdigit, str(row["File"]))))
        for place in ("body", "bookmark", "alternative"):
            assert canary("public", place, number) in content
        for place in ("attachment", "note"):  # what is removed from everybody's papers
            assert canary("public", place, number) not in content
    assert f"{STEM}-restricted.pdf" in files
    assert "secretcanarybody" in everything_in(files[f"{STEM}-restricted.pdf"])
