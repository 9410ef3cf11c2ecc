"""Our own way to write ReportLab's objects says what ReportLab's says: pikepdf reads both."""

import io
import re
import zlib
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFStream, PDFString

from kccreport.paper.blocks import Heading, Prose, Run
from kccreport.writers.pdf.tagging import document
from kccreport.writers.pdf.tagging.objects import direct, indirect
from tests.writers.pdf.small import LANDSCAPE, made, table

_LETTERS = st.characters(exclude_categories=("Cs",), exclude_characters="\0")
_PRINTABLE = st.characters(min_codepoint=0x21, max_codepoint=0x7E, exclude_characters="/")  # which it leaves as it is
_NAMES = st.text(_PRINTABLE, min_size=1, max_size=8)
_LEAVES = (
    st.integers(-10_000, 10_000)
    | st.floats(-10_000, 10_000, width=32)
    | st.text(_LETTERS, max_size=12).map(PDFString)
    | _NAMES.map(PDFName)
)
_OBJECTS = st.recursive(
    _LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4).map(PDFArray) | st.dictionaries(_NAMES, inner, max_size=4).map(PDFDictionary)
    ),
    max_leaves=12,
)


def read(text: bytes) -> Any:
    return pikepdf.Object.parse(text)


@given(_OBJECTS)
def test_an_object_is_read_as_reportlab_writes_it(thing: Any) -> None:
    doc = PDFDocument()
    assert read(direct(thing, doc).encode("latin-1")) == read(pdfdoc.format(thing, doc))


def test_every_object_of_a_paper_is_read_as_reportlab_writes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    kinds: set[str] = set()

    def written(thing: Any, doc: Any) -> bytes:
        ours = indirect(thing, doc)
        if not ours.endswith(b"endstream\n"):
            assert read(named(ours)) == read(named(pdfdoc.format(thing, doc, 1))), type(thing)
            kinds.add(type(thing).__name__)
        return ours

    monkeypatch.setattr(document, "indirect", written)
    link = Prose((Run("an address", link="https://example.org/a(b)"), Run(" and a place", link="#title")))
    made(link, LANDSCAPE, Heading("Rât – “(1)”", 2, "second"), table(60))
    assert {"PDFPage", "OutlineEntryObject", "PDFTrueTypeFont", "PDFDictionary", "PDFCatalog", "PDFInfo"} <= kinds


def named(body: bytes) -> bytes:
    """References, which mean something only in their file, as strings."""
    return re.sub(rb"\b(\d+) 0 R\b", rb"(object \1)", body)


def test_a_stream_is_packed_once_and_says_how_long_it_is() -> None:
    doc = PDFDocument()
    words = "0 0 m 10 10 l S\n" * 50
    plain, small = PDFStream(content=words), PDFStream(content=words, filters=[pdfdoc.PDFZCompress])
    head, _, rest = indirect(small, doc).partition(b"\nstream\n")
    data = rest.removesuffix(b"endstream\n")
    assert read(head) == {"/Filter": pikepdf.Name.FlateDecode, "/Length": len(data)}
    assert zlib.decompress(data) == words.encode()
    assert indirect(plain, doc) == b"<</Length %d>>\nstream\n%bendstream\n" % (len(words), words.encode())


def test_pages_are_packed_about_as_small_as_zlib_packs_them() -> None:
    with pikepdf.open(io.BytesIO(made(LANDSCAPE, table(90)))) as pdf:
        streams = [page.Contents.read_raw_bytes() for page in pdf.pages]
    assert sum(map(len, streams)) <= 1.03 * sum(len(zlib.compress(zlib.decompress(each))) for each in streams)


def test_a_link_to_a_place_that_stands_on_no_page_is_refused() -> None:
    with pytest.raises(ValueError, match="'nowhere', which stands on no page"):
        made(Prose((Run("lost", link="#nowhere"),)))
