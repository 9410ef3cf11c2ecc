"""A page that several packs have is read once; whatever makes it say something else, seen or not, has it read again."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from kccreport.agenda.examining.contents import contents_of
from kccreport.agenda.examining.leaks import ExemptPaper, Leak, Proof, find_leaks
from tests.agendas import plain_pdf

MAP = b"""/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange
1 beginbfchar <57> <0051> endbfchar endcmap end"""


def font(pdf: Pdf) -> Any:
    return pdf.pages[0].obj.Resources.Font.F1


def another_word(pdf: Pdf) -> None:
    page = pdf.pages[0].obj
    page.Contents = pdf.make_stream(page.Contents.read_bytes().replace(b"Words", b"Lords"))


def a_word_that_is_not_seen(pdf: Pdf) -> None:
    page = pdf.pages[0].obj
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b" BT 3 Tr /F1 9 Tf 9 9 Td (hidden) Tj ET")


def letters_that_copy_out_as_others(pdf: Pdf) -> None:
    font(pdf).ToUnicode = pdf.make_stream(MAP)


def letters_that_are_others(pdf: Pdf) -> None:
    font(pdf).Encoding = Dictionary(Type=Name.Encoding, Differences=Array([0x57, Name.Q]))


def words_within_a_form(pdf: Pdf) -> None:
    page = pdf.pages[0].obj
    form = pdf.make_stream(b"BT /F1 9 Tf 9 9 Td (formal) Tj ET", Type=Name.XObject, Subtype=Name.Form)
    form.BBox, form.Resources = Array([0, 0, 99, 99]), Dictionary(Font=page.Resources.Font)
    page.Resources.XObject = Dictionary(Fm=form)
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b" /Fm Do")


def words_said_instead(pdf: Pdf) -> None:
    page = pdf.pages[0].obj
    page.Resources.Properties = Dictionary(P=Dictionary(ActualText=b"instead"))
    page.Contents = pdf.make_stream(b"/Span /P BDC " + page.Contents.read_bytes() + b" EMC")


def further_away(pdf: Pdf) -> None:
    page = pdf.pages[0].obj
    page.Contents = pdf.make_stream(page.Contents.read_bytes().replace(b"72 700", b"300 500"))


CHANGES = (
    another_word, a_word_that_is_not_seen, letters_that_copy_out_as_others, letters_that_are_others, words_within_a_form,
    words_said_instead, further_away,
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda each: each.__name__)
def test_what_a_page_says_is_known_only_of_the_same_page(tmp_path: Path, change: Callable[[Pdf], None]) -> None:
    known: dict[str, list[str]] = {}
    for name, content in (("one", plain_pdf()), ("other", plain_pdf(change=change)), ("both", plain_pdf(pages=2))):
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(content)
        assert contents_of(path, known) == contents_of(path), name
    assert len(known) == 3, "the first page of both is that of one"


def exempt(words: str) -> ExemptPaper:
    return ExemptPaper("Item 9", (), (), (), (), (words,))


def test_what_one_file_is_excused_another_is_not(tmp_path: Path) -> None:
    """The words of an office that one public file names are furniture there; in a file that does not name it they leak."""
    words = "report on the Harbour Lamps"
    found: list[list[Leak]] = []
    for line in ("Nothing", f"Head of Harbour Lamps, {words}", words, "Nothing"):
        path = tmp_path / f"{len(found)}.pdf"
        path.write_bytes(plain_pdf(lines=[line]))
        found.append(list(find_leaks(contents_of(path), [exempt(words)], [], ())))
    files = [contents_of(tmp_path / f"{number}.pdf") for number in range(len(found))]
    proof = Proof([exempt(words)], [], ())
    assert [list(proof.leaks(file)) for file in (*files, *reversed(files))] == [*found, *reversed(found)]
    assert [bool(each) for each in found] == [False, False, True, False]
