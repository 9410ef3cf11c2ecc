"""The leak proof catches each way in which exempt matter has got into a public file, and passes a clean pack."""

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, String

from kccreport.agenda.examining.contents import Contents, contents_of, words_of
from kccreport.agenda.examining.examiner import examine
from kccreport.agenda.examining.leaks import SHINGLE, ExemptPaper, Leak, exempt_paper, find_leaks
from kccreport.agenda.merging.merge import merge
from kccreport.agenda.merging.papers import PackPaper
from tests.agenda.merging.test_merge import IDENTITY, foreign, front, saved
from tests.agendas import plain_pdf

TITLE = "Purchase of the Granary site from Oakhurst Holdings"
SECRET = "the lowest price that Oakhurst will take is four million pounds"
FILE = "granary-purchase-oakhurst.pdf"
AUTHOR = "Perpetua Snodgrass"
ALLOWED = ("Exempt item about the purchase of property",)


def secret_pdf() -> bytes:
    """The exempt paper: its words, an author, a bookmark and a picture."""

    def change(pdf: Pdf) -> None:
        pdf.docinfo.Author = String(AUTHOR)
        picture = pdf.make_stream(
            zlib.compress(bytes(range(256)) * 12),
            Filter=Name.FlateDecode, Type=Name.XObject, Subtype=Name.Image, Width=32, Height=32,
            ColorSpace=Name.DeviceRGB, BitsPerComponent=8,
        )  # fmt: skip
        page = pdf.pages[0].obj
        page.Resources.XObject = Dictionary(Im=picture)
        page.Contents = pdf.make_stream(page.Contents.read_bytes() + b" q 32 0 0 32 72 500 cm /Im Do Q")
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Offer and counter offer", 0))

    return plain_pdf(TITLE, lines=[f"We believe that {SECRET}."], change=change)


@dataclass(frozen=True)
class Proof:
    """A clean public pack, the papers it is made of, and what is exempt."""

    folder: Path
    pack: Path
    public: tuple[Contents, ...]
    exempt: ExemptPaper

    def leaks(self, change: Callable[[Pdf], None] | None = None) -> list[Leak]:
        """What is found after somebody has changed the pack."""
        pack = self.pack
        if change is not None:
            with Pdf.open(self.pack) as pdf:
                change(pdf)
                pack = self.folder / "changed.pdf"
                pdf.save(pack)
        return list(find_leaks(contents_of(pack), [self.exempt], self.public, ALLOWED))


@pytest.fixture(scope="module")
def proof(tmp_path_factory: pytest.TempPathFactory) -> Proof:
    folder = tmp_path_factory.mktemp("leaks")
    sources = [
        saved(
            folder,
            f"{name}.pdf",
            plain_pdf(f"Public report {name}", pages=2, lines=["Nothing in it is secret at all."]),
        )
        for name in ("one", "two")
    ]
    papers: list[PackPaper] = [front()]
    papers += [foreign(source, folder, f"p{at}", 2 * at) for at, source in enumerate(sources, 1)]
    merge(IDENTITY, papers, folder / "pack.pdf")
    secret = saved(folder, FILE, secret_pdf())
    exempt = exempt_paper("Agenda Item 9", contents_of(secret), titles=[TITLE], files=[FILE])
    return Proof(folder, folder / "pack.pdf", tuple(contents_of(source) for source in sources), exempt)


def test_a_clean_pack_passes(proof: Proof) -> None:
    assert proof.leaks() == []


def drawn(pdf: Pdf, code: str, *, page: int = 1) -> None:
    """Draw on a page, after what is there."""
    holder = pdf.pages[page].obj
    holder.Contents = Array([*list(holder.Contents), pdf.make_stream(code.encode("latin-1"))])
    if "/F1" not in holder.Resources.get("/Font", {}):
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        holder.Resources.Font = Dictionary({**dict(holder.Resources.get("/Font", {})), "/F1": font})


def shown(words: str, *, state: str = "") -> str:
    return f"q {state} BT /F1 9 Tf 60 90 Td ({words}) Tj ET Q"


def body_text(pdf: Pdf) -> None:
    drawn(pdf, shown(SECRET))


def white_text(pdf: Pdf) -> None:
    drawn(pdf, shown(SECRET, state="1 1 1 rg"))


def invisible_text(pdf: Pdf) -> None:
    drawn(pdf, f"BT 3 Tr /F1 9 Tf 60 90 Td ({SECRET}) Tj ET")


def text_under_a_black_box(pdf: Pdf) -> None:
    drawn(pdf, shown(SECRET) + " q 0 g 50 80 400 30 re f Q")


def text_off_the_page(pdf: Pdf) -> None:
    drawn(pdf, f"BT /F1 9 Tf 60 2000 Td ({SECRET}) Tj ET")


def text_kerned_letter_by_letter(pdf: Pdf) -> None:
    letters = " 5 ".join(f"({letter})" for letter in SECRET)
    drawn(pdf, f"BT /F1 9 Tf 60 90 Td [{letters}] TJ ET")


def a_form_that_is_not_drawn(pdf: Pdf) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    form = pdf.make_stream(
        shown(SECRET).encode(), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 500, 500]),
        Resources=Dictionary(Font=Dictionary(F1=font)),
    )  # fmt: skip
    pdf.pages[1].obj.Resources.XObject.Unused = form


def an_alternative_text(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.K[0].K[0].Alt = String(SECRET)


def an_annotation(pdf: Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents=String(SECRET))
    pdf.pages[2].obj.Annots = Array([pdf.make_indirect(note)])


def metadata_in_xmp(pdf: Pdf) -> None:
    packet = pdf.Root.Metadata.read_bytes().replace(b"</dc:description>", f"</dc:description>{SECRET}".encode())
    pdf.Root.Metadata = pdf.make_stream(packet, Type=Name.Metadata, Subtype=Name.XML)


def private_data(pdf: Pdf) -> None:
    data = pdf.make_stream(zlib.compress(SECRET.encode()), Filter=Name.FlateDecode)
    pdf.Root.PieceInfo = Dictionary(Editor=Dictionary(Private=data))


def a_stream_that_pretends_to_be_a_colour_profile(pdf: Pdf) -> None:
    pdf.Root.Profile = pdf.make_stream(zlib.compress(SECRET.encode()), Filter=Name.FlateDecode, N=3)


def private_data_that_look_like_drawing(pdf: Pdf) -> None:
    pdf.Root.PieceInfo = Dictionary(X=pdf.make_stream(f"q BT re: {SECRET} ET Q".encode()))


def javascript(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{SECRET}')"))


def sixteen_bit_text(pdf: Pdf) -> None:
    pdf.Root.Leftover = pikepdf.String(b"\xfe\xff" + SECRET.encode("utf-16-be"))


def a_hidden_layer(pdf: Pdf) -> None:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Layer")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group]), Order=Array([group])))
    drawn(pdf, f"/OC /Hidden BDC {shown(SECRET)} EMC")
    pdf.pages[1].obj.Resources.Properties = Dictionary(Hidden=group)


@pytest.mark.parametrize(
    "plant",
    [
        body_text, white_text, invisible_text, text_under_a_black_box, text_off_the_page, text_kerned_letter_by_letter,
        a_form_that_is_not_drawn, an_alternative_text, an_annotation, metadata_in_xmp, private_data, javascript,
        a_stream_that_pretends_to_be_a_colour_profile,
        private_data_that_look_like_drawing,
        sixteen_bit_text, a_hidden_layer,
    ],
    ids=lambda plant: plant.__name__,
)  # fmt: skip
def test_five_words_of_the_exempt_paper_are_found(proof: Proof, plant: Callable[[Pdf], None]) -> None:
    found = proof.leaks(plant)
    assert any("price that oakhurst will take" in leak.what for leak in found), found
    assert all(leak.paper in ("Agenda Item 9", "") for leak in found)


def test_its_title_in_a_bookmark_is_found(proof: Proof) -> None:
    def plant(pdf: Pdf) -> None:
        pdf.Root.Outlines.First.Title = String(f"9. {TITLE}")

    assert "its title" in {leak.what for leak in proof.leaks(plant)}


def test_its_title_in_the_documents_properties_is_found(proof: Proof) -> None:
    def plant(pdf: Pdf) -> None:
        pdf.docinfo.Subject = String(TITLE.upper())

    assert "its title" in {leak.what for leak in proof.leaks(plant)}


def test_the_title_it_gives_itself_is_found_though_the_agenda_lists_it_by_another(proof: Proof) -> None:
    def plant(pdf: Pdf) -> None:
        pdf.Root.Outlines.First.Title = String("Sale of Mill")

    secret = saved(proof.folder, "short.pdf", plain_pdf("Sale of Mill"))
    exempt = exempt_paper("Agenda Item 8", contents_of(secret), titles=[], files=[])
    with Pdf.open(proof.pack) as pdf:
        plant(pdf)
        pdf.save(proof.folder / "titled.pdf")
    pack = contents_of(proof.folder / "titled.pdf")
    assert "its title" in {leak.what for leak in find_leaks(pack, [exempt], (), ())}
    assert list(find_leaks(pack, [exempt], (), ["Sale of Mill"])) == []


def test_a_title_that_its_safe_title_says_too_is_no_leak(proof: Proof) -> None:
    exempt = ExemptPaper("Agenda Item 8", ("Report",), (), (), (), ())
    pack = contents_of(proof.pack)
    assert list(find_leaks(pack, [exempt], (), ["A report on property"])) == []
    assert {leak.what for leak in find_leaks(pack, [exempt], (), ["A property"])} == {"its title"}


def test_its_author_is_found(proof: Proof) -> None:
    def plant(pdf: Pdf) -> None:
        pdf.docinfo.Author = String(AUTHOR)

    assert "its author" in {leak.what for leak in proof.leaks(plant)}


def test_its_file_name_in_a_named_place_is_found(proof: Proof) -> None:
    def plant(pdf: Pdf) -> None:
        place = Array([pdf.pages[1].obj, Name.Fit])
        pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String(FILE), place])))

    assert "its file name" in {leak.what for leak in proof.leaks(plant)}


def test_its_file_name_as_the_name_of_a_role_is_found(proof: Proof) -> None:
    def plant(pdf: Pdf) -> None:
        pdf.Root.StructTreeRoot.RoleMap = Dictionary({"/granary-purchase-oakhurst": Name.P})

    assert "its file name" in {leak.what for leak in proof.leaks(plant)}


def test_one_of_its_bookmarks_is_found(proof: Proof) -> None:
    def plant(pdf: Pdf) -> None:
        pdf.Root.Outlines.Last.Title = String("Offer and counter offer")

    assert "one of its bookmarks" in {leak.what for leak in proof.leaks(plant)}


def test_its_picture_is_found(proof: Proof) -> None:
    def plant(pdf: Pdf) -> None:
        with Pdf.open(proof.folder / FILE) as secret:
            picture = pdf.copy_foreign(secret.pages[0].obj.Resources.XObject.Im)
        pdf.pages[1].obj.Resources.XObject.Im = picture

    assert "a picture or other content of it" in {leak.what for leak in proof.leaks(plant)}


def test_an_embedded_file_is_found_whatever_is_in_it(proof: Proof) -> None:
    def plant(pdf: Pdf) -> None:
        pdf.attachments["figures.csv"] = b"a,b\n1,2\n"

    assert "an embedded file" in {leak.what for leak in proof.leaks(plant)}


def test_a_thumbnail_is_found(proof: Proof) -> None:
    def plant(pdf: Pdf) -> None:
        pdf.pages[1].obj.Thumb = pdf.make_stream(b"\0" * 64, Width=8, Height=8, BitsPerComponent=8)

    assert "a thumbnail picture of a page" in {leak.what for leak in proof.leaks(plant)}


def test_an_object_that_nothing_refers_to_is_found(proof: Proof) -> None:
    pack = proof.pack.read_bytes()
    place = pack.rindex(b"startxref")
    # an incremental update that adds an object: how editors leave things behind
    number, at = 99_999, len(pack)
    previous = int(pack[place:].split()[1])
    update = b"%d 0 obj\n(%b)\nendobj\n" % (number, SECRET.encode())
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n" % (number, at)
    with Pdf.open(proof.pack) as pdf:
        root = pdf.Root.objgen[0]
    trailer = b"<</Size %d/Root %d 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        number + 1,
        root,
        previous,
        at + len(update),
    )
    changed = proof.folder / "updated.pdf"
    changed.write_bytes(pack + update + table + trailer)
    found = {leak.what for leak in find_leaks(contents_of(changed), [proof.exempt], proof.public, ALLOWED)}
    assert "an object that nothing refers to" in found
    assert "an earlier revision of it" in found


def test_bytes_after_the_end_of_the_file_are_read(proof: Proof) -> None:
    changed = proof.folder / "tail.pdf"
    changed.write_bytes(proof.pack.read_bytes() + SECRET.encode())
    found = list(find_leaks(contents_of(changed), [proof.exempt], proof.public, ALLOWED))
    assert [leak.where for leak in found] == ["bytes after the end of the file"]


def test_a_page_of_the_exempt_paper_that_was_deleted_is_still_found(proof: Proof) -> None:
    def plant(pdf: Pdf) -> None:
        with Pdf.open(proof.folder / FILE) as secret:
            pdf.pages.append(secret.pages[0])
        pdf.Root.Outlines.First.Dest = Array([pdf.pages[-1].obj, Name.Fit])  # a bookmark still leads there
        del pdf.pages[-1]

    found = {leak.what for leak in proof.leaks(plant)}
    assert "a picture or other content of it" in found


def test_words_that_the_agenda_says_in_public_are_no_leak(proof: Proof) -> None:
    def plant(pdf: Pdf) -> None:
        drawn(pdf, shown(SECRET))

    with Pdf.open(proof.pack) as pdf:
        plant(pdf)
        pdf.save(proof.folder / "said.pdf")
    contents = contents_of(proof.folder / "said.pdf")
    assert list(find_leaks(contents, [proof.exempt], proof.public, [f"we believe that {SECRET}"])) == []


def test_a_picture_that_a_public_paper_has_too_is_no_leak(proof: Proof) -> None:
    with Pdf.open(proof.folder / FILE) as secret, Pdf.open(proof.pack) as pdf:
        pdf.pages[1].obj.Resources.XObject.Im = pdf.copy_foreign(secret.pages[0].obj.Resources.XObject.Im)
        pdf.save(proof.folder / "shared.pdf")
    contents = contents_of(proof.folder / "shared.pdf")
    shared = Contents(streams=dict.fromkeys(proof.exempt.streams, "logo"))
    assert list(find_leaks(contents, [proof.exempt], [shared], ALLOWED)) == []


WORDS = st.lists(st.sampled_from(["alpha", "beta", "gamma", "delta", "omega", "sigma"]), min_size=0, max_size=14)


@given(WORDS, WORDS, WORDS)
def test_a_run_of_five_words_is_found_wherever_it_stands_and_nothing_shorter(
    before: list[str], run: list[str], after: list[str]
) -> None:
    pack = Contents(texts=[("page 1", " ".join(["x", *before, "y", *run, "z", *after]))])
    paper = ExemptPaper("Item 1", (), (), (), (), (" ".join(run),))
    spans = [before, run, after]
    shared = any(
        run[at : at + SHINGLE] == span[start : start + SHINGLE]
        for span in spans
        for start in range(len(span) - SHINGLE + 1)
        for at in range(len(run) - SHINGLE + 1)
    )
    assert bool(list(find_leaks(pack, [paper], [], ()))) == shared


def test_words_are_compared_without_case_punctuation_or_ligatures() -> None:
    assert words_of("The ﬁnal “offer” — Œuvre: £4.2m") == ["the", "final", "offer", "œuvre", "4", "2m"]
    assert words_of("An off-\nicer's post, co-signed") == ["an", "officer", "s", "post", "co", "signed"]
    assert words_of("The re\x02 port") == ["the", "report"]


def test_the_place_of_a_paper_does_not_matter(tmp_path: Path) -> None:
    """The examiner's own copy holds the same words as the paper that was sent."""
    secret = saved(tmp_path, FILE, secret_pdf())
    examine(secret, tmp_path / "cleaned.pdf")
    exempt = exempt_paper("Item 9", contents_of(secret), titles=[], files=[])
    found = {leak.what for leak in find_leaks(contents_of(tmp_path / "cleaned.pdf"), [exempt], [], ())}
    assert any("oakhurst" in what for what in found)


@given(st.integers(1, 12), st.integers(0, 6), st.integers(0, 6))
def test_so_many_words_in_a_row_are_found_from_five_on_and_shown_whole(count: int, before: int, after: int) -> None:
    """The same words before and behind others: whatever is around it, a run is what both have in the same order."""
    run = [f"secret{at}" for at in range(count)]
    exempt = " ".join(["theirs", *run, "theirs"])
    public = " ".join([*["ours"] * before, *run, *["ours"] * after])
    paper = ExemptPaper("Item 9", (), (), (), (), (exempt,))
    found = list(find_leaks(Contents(texts=[("page 1", public)]), [paper], [], ()))
    words = " ".join(run)
    assert found == ([Leak("Item 9", "page 1", f"the words “{words}”", words)] if count >= 5 else [])


def paper(*texts: str, **others: Any) -> ExemptPaper:
    nothing: dict[str, Any] = {"titles": (), "files": (), "authors": (), "bookmarks": ()}
    return ExemptPaper("Item 9", **{**nothing, "texts": texts, **others})


def whats(pack: Contents, exempt: ExemptPaper, *public: Contents, allowed: tuple[str, ...] = ()) -> list[str]:
    return [leak.what for leak in find_leaks(pack, [exempt], public, allowed)]


@pytest.mark.parametrize(
    ("file", "text", "is_found"),
    [
        ("price.pdf", "see price.pdf there", True),
        ("price.pdf", "the price there", False),  # one word: too common
        ("bid a.pdf", "a bid a day", False),  # five letters
        ("low bid.pdf", "the low bid there", False),  # seven letters
        ("best bid.pdf", "the best bid there", True),  # eight
        ("best-bid_2021.pdf", "the best bid 2021 there", True),
        ("best bid.pdf", "the best bidder there", False),  # another word
        ("best bid.pdf", "our best bid", True),
        ("best bid.pdf", "best bid of all", True),
    ],
)
def test_a_files_name_is_found_with_its_ending_and_without_where_it_says_enough(
    file: str, text: str, is_found: bool
) -> None:
    assert whats(Contents(texts=[("page 1", text)]), paper(files=(file,))) == ["its file name"] * is_found


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("granary", False),
        ("granary purchase", False),
        ("the granary deal", True),
        ("financial implications", False),
        ("reasons for recommendations", False),
    ],
)
def test_a_bookmark_and_a_title_of_its_own_are_looked_for_from_three_words_on_unless_any_report_has_them(
    words: str, is_found: bool
) -> None:
    pack = Contents(strings=[("a bookmark", f"see {words} here")])
    assert whats(pack, paper(bookmarks=(words,))) == ["one of its bookmarks"] * is_found
    own = exempt_paper("Item 9", Contents(titles=[words]), titles=[], files=[])
    assert whats(pack, own) == ["its title"] * is_found
    kept = exempt_paper("Item 9", Contents(), titles=[words], files=[])
    assert whats(pack, kept) == ["its title"], "the agenda keeps it secret, however short"


@pytest.mark.parametrize(
    ("author", "known", "is_found"),
    [("Pat Quill", (), True), ("Pat", (), False), ("Pat Quill", ("PAT  QUILL",), False), ("Pat Quill", ("Pat",), True)],
)
def test_an_author_is_found_by_two_names_unless_public_papers_name_them(
    author: str, known: tuple[str, ...], is_found: bool
) -> None:
    pack = Contents(texts=[("page 1", "as Pat Quill says")])
    assert whats(pack, paper(authors=(author,)), Contents(authors=list(known))) == ["its author"] * is_found


@pytest.mark.parametrize(
    "holder",
    [{"attachments": ["x"]}, {"thumbnails": ["page 1"]}, {"unreferenced": ["object 7"]}, {"revisions": 2}],
    ids=lambda holder: next(iter(holder)),
)
def test_what_no_public_file_may_hold_is_named_without_any_exempt_paper(holder: dict[str, Any]) -> None:
    assert len(list(find_leaks(Contents(**holder), [], [], ()))) == 1
    assert list(find_leaks(Contents(), [], [], ())) == []


def test_a_picture_is_found_unless_a_public_paper_has_it_too() -> None:
    pack, exempt = Contents(streams={b"1": "page 1", b"2": "page 2"}), paper(streams=frozenset({b"1"}))
    assert whats(pack, exempt) == ["a picture or other content of it"]
    assert whats(pack, exempt, Contents(streams={b"1": "page 1"})) == []


def test_words_that_are_allowed_excuse_their_own_runs_and_phrases_within_them_and_no_more() -> None:
    secret = "one two three four five six seven"
    pack = Contents(texts=[("page 1", secret)])
    assert whats(pack, paper(secret), allowed=("one two three four five",)) == [
        "the words “two three four five six seven”"
    ]
    assert whats(pack, paper(secret), allowed=(secret,)) == []
    assert whats(pack, paper(titles=("three four",)), allowed=("two three four five",)) == []
    assert whats(pack, paper(titles=("three four",)), allowed=("two threefour five",)) == ["its title"]


def test_runs_that_touch_are_one_phrase_and_those_apart_are_two() -> None:
    first, second = "a1 a2 a3 a4 a5", "b1 b2 b3 b4 b5"
    exempt = paper(first, second)
    assert whats(Contents(texts=[("page 1", f"{first} {second}")]), exempt) == [
        f"the words “{first}”", f"the words “{second}”",
    ]  # fmt: skip
    assert whats(Contents(texts=[("page 1", f"x {first} y z {second} x")]), exempt) == [
        f"the words “{first}”", f"the words “{second}”",
    ]  # fmt: skip
    long = " ".join(f"w{at}" for at in range(30))
    shown = " ".join(f"w{at}" for at in range(24))
    assert whats(Contents(texts=[("page 1", long)]), paper(long)) == [f"the words “{shown} …”"]


RUN = ("oaks", "tarn", "fell", "birk", "gill")  # five words of the fewest letters that are looked for run together


def said_of(page: str, public: Sequence[Contents] = (), run: Sequence[str] = RUN) -> list[str]:
    exempt = ExemptPaper("Item 9", (), (), (), (), (" ".join(run),))
    return [leak.words for leak in find_leaks(Contents(texts=[("page 1", page)]), [exempt], public, [])]


@pytest.mark.parametrize("before", range(12))
def test_a_run_is_found_wherever_it_stands_among_words_and_among_letters(before: int) -> None:
    assert said_of(" ".join(["ash"] * before + [*RUN, "ash"])) == [" ".join(RUN)]
    for letters in ("".join(RUN), "".join(RUN)[::-1]):
        assert said_of("z" * before + letters + "z" * 3) == [" ".join(RUN)]
        assert said_of("z" * before + letters[:-1] + "z" * 3) == []
    assert said_of(" ".join(["ash"] * before + [*RUN[:4], "ash"])) == []
    short = [word[:3] for word in RUN]  # too few letters to be looked for run together
    assert said_of(" ".join(["ash"] * before + [*short, "ash"]), run=short) == [" ".join(short)]


def test_what_three_public_papers_say_is_no_leak_and_what_two_say_is() -> None:
    numbered = [f"{word}7" for word in RUN]  # no words that are anybody's
    paper = Contents(texts=[("page 1", " ".join(numbered))])
    assert said_of(" ".join(numbered), [paper] * 2, numbered)
    assert said_of(" ".join(numbered), [paper] * 3, numbered) == []


def test_a_person_whom_three_public_papers_name_is_no_leak_and_one_whom_two_name_is() -> None:
    exempt = ExemptPaper("Item 9", (), (), (), (), (), people=frozenset({"helen marlowe"}))
    paper = Contents(texts=[("page 1", "Then Helen Marlowe spoke of it.")])
    assert list(find_leaks(paper, [exempt], [paper] * 2, []))
    assert list(find_leaks(paper, [exempt], [paper] * 3, [])) == []
