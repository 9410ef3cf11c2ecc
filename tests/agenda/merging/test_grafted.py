"""Tags that are made ready where a paper is examined stand in the pack as tags that are taken in one by one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from kccreport.agenda.issue.press import write_pack
from kccreport.agenda.merging.grafted import ENDING, read_grafted
from kccreport.agenda.merging.merge import merge
from kccreport.agenda.merging.papers import PackPaper
from kccreport.ground.errors import UnusablePaper
from kccreport.ground.values import replace
from tests.agenda.merging.compare import File, part_of
from tests.agenda.merging.test_merge import FOREIGN, IDENTITY, SAMPLES, foreign, front, saved
from tests.agendas import tagged_pdf
from tests.remembered import forget


def facts_of(pack: Path, paper: PackPaper) -> list[object]:
    """A paper's structure in a pack, with what owns its content; links and bookmarks."""
    file = File(pack, 1)
    part = part_of(file, paper.title)
    return [file.rows(list(part.K)), str(part.get("/Lang", "")), file.links(), file.bookmarks(file.root.Outlines.First)]


@pytest.mark.parametrize("level", [1, 2])
@pytest.mark.parametrize("name", FOREIGN)
def test_a_tree_that_was_made_ready_is_the_tree_that_is_taken_in_one_by_one(
    tmp_path: Path, name: str, level: int
) -> None:
    found = []
    for is_ready in (True, False):
        folder = tmp_path / str(is_ready)
        folder.mkdir()
        paper = foreign(SAMPLES / "papers" / name, folder, "x", 2, level=level, is_ready=is_ready)
        assert isinstance(paper.content, Path)
        assert paper.content.with_suffix(ENDING).exists() == is_ready
        merge(IDENTITY, [front(), paper], folder / "pack.pdf")
        found.append(facts_of(folder / "pack.pdf", paper))
    assert found[0] == found[1]


def classes(pdf: Pdf, document: Any) -> None:
    pdf.Root.StructTreeRoot.ClassMap = Dictionary(Wide=Dictionary(O=Name.Layout, SpaceAfter=9))
    document.K[1].C = Name.Wide


def namespaces(pdf: Pdf, document: Any) -> None:
    space = pdf.make_indirect(Dictionary(Type=Name.Namespace, NS=String("http://iso.org/pdf2/ssn")))
    pdf.Root.StructTreeRoot.Namespaces = Array([space])
    document.K[1].NS = space


def numbered_form(pdf: Pdf, document: Any) -> None:
    form = pdf.make_stream(
        b"/P <</MCID 0>> BDC 0 0 9 9 re f EMC", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9])
    )
    page = pdf.pages[0].obj
    page.Resources.XObject = Dictionary(Form=form)
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b" /Form Do")
    kid = Dictionary(Type=Name.MCR, Pg=page, Stm=page.Resources.XObject.Form, MCID=0)
    document.K[1].K = Array([1, kid])


def odd_identifier(pdf: Pdf, document: Any) -> None:
    document.K[1].ID = String("a(b")


@pytest.mark.parametrize("change", [classes, namespaces, numbered_form, odd_identifier])
def test_a_tree_that_holds_more_is_taken_in_one_by_one(tmp_path: Path, change: Callable[[Pdf, Any], None]) -> None:
    paper = foreign(saved(tmp_path, "a.pdf", tagged_pdf(change=change)), tmp_path, "x", 2)
    assert isinstance(paper.content, Path)
    assert read_grafted(paper.content) is None
    merge(IDENTITY, [front(), paper], tmp_path / "pack.pdf")
    file = File(tmp_path / "pack.pdf", 1)
    assert (
        len(file.rows(list(part_of(file, paper.title).K))) == 4
    )  # our heading and its link, the heading, the paragraph


def test_a_tree_is_only_taken_for_the_place_it_was_made_ready_for(tmp_path: Path) -> None:
    paper = foreign(saved(tmp_path, "a.pdf", tagged_pdf()), tmp_path, "x", 2)
    moved = replace(paper, place=replace(paper.place, level=2))
    merge(IDENTITY, [front(), moved], tmp_path / "pack.pdf")
    file = File(tmp_path / "pack.pdf", 1)
    kinds = [file.kind(each) for each in part_of(file, paper.title).K]
    assert kinds == ["H2", "H3", "P"]


def test_papers_that_call_different_things_by_one_name_keep_them_apart(tmp_path: Path) -> None:
    papers = [front()]
    for at, target in enumerate((Name.P, Name.H2)):

        def called(pdf: Pdf, document: Any, target: Name = target) -> None:
            pdf.Root.StructTreeRoot.RoleMap = Dictionary(Special=target)
            document.K[1].S = Name.Special

        papers.append(foreign(saved(tmp_path, f"{at}.pdf", tagged_pdf(change=called)), tmp_path, f"x{at}", 2 + at))
    merge(IDENTITY, papers, tmp_path / "pack.pdf")
    file = File(tmp_path / "pack.pdf", 1)
    assert [file.kind(part_of(file, each.title).K[2]) for each in papers[1:]] == ["P", "H3"]


def test_a_tree_that_was_made_ready_before_is_gone_when_the_paper_is_not_any_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget(monkeypatch)
    foreign(saved(tmp_path, "a.pdf", tagged_pdf()), tmp_path, "x", 2)
    paper = foreign(saved(tmp_path, "a.pdf", tagged_pdf(change=classes)), tmp_path, "x", 2)
    assert isinstance(paper.content, Path)
    assert read_grafted(paper.content) is None


def test_a_paper_that_cannot_be_put_together_with_others_is_named(tmp_path: Path) -> None:
    paper = foreign(saved(tmp_path, "a.pdf", tagged_pdf()), tmp_path, "x", 2)
    assert isinstance(paper.content, Path)
    with Pdf.open(paper.content, allow_overwriting_input=True) as pdf:
        first = pdf.make_indirect(Dictionary(Title=5, Count=String("many")))
        pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=first, Last=first))
        pdf.save()
    with pytest.raises(UnusablePaper, match=r"^letter.pdf is damaged inside, .* print it to a new PDF\.$"):
        write_pack(IDENTITY, [front(), replace(paper, file="letter.pdf")], tmp_path / "pack.pdf")
