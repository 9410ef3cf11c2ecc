"""An agenda as a council puts it on its site: a page that leads to every public paper, as PDF and, where made here, as a page."""

from pathlib import Path
from urllib.parse import urldefrag

import pytest

from tests import books
from tests.agenda.packing import made, texts
from tests.agendas import EXEMPT, STEM, agenda_workbook, in_this_process, report
from tests.writers.html.said import only, parsed, text_of
from tests.writers.html.sound import assert_sound


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    in_this_process(monkeypatch)


def test_the_front_sheet_is_a_page_that_leads_to_each_public_paper_and_papers_made_here_are_pages_too(
    tmp_path: Path,
) -> None:
    books.save(tmp_path / "mine.xlsx")
    items = (report("6"), report("7", File="mine.xlsx", Title="Dashboard"), report("8", **EXEMPT, Title="Prices"))
    pack = made(agenda_workbook(tmp_path, *items), tmp_path / "out", web=True)
    assert sorted(name for name in pack.files if name.endswith(".html")) == ["agenda.html", "item-07.html"]

    tree, errors = parsed(pack.path("agenda.html").read_bytes())
    assert errors == []
    for each in tree.iter("a"):  # the addresses of files beside it, which are no addresses of the web
        if each.get("href").startswith(STEM):
            each.set("href", "https://example.org/" + each.get("href"))
    assert_sound(tree)
    links = {
        text_of(each): each.get("href").removeprefix("https://example.org/") for each in only(tree, "main").iter("a")
    }
    assert links["Dashboard"] == f"{STEM}-item-07.html"
    assert not [words for words in links if "Prices" in words]
    pages = texts(pack.path("public.pdf"))
    for words, starts in (("Report 6", "Report 6"), ("Dashboard", "Highways Dashboard")):
        row = next(each for each in tree.iter("tr") if words in text_of(each))
        file, place = urldefrag(list(row.iter("a"))[-1].get("href").removeprefix("https://example.org/"))
        assert file == f"{STEM}-public.pdf"
        assert starts in pages[int(place.removeprefix("page=")) - 1]

    paper, errors = parsed(pack.path("item-07.html").read_bytes())
    back = next(each for each in only(paper, "main").iter("a"))
    assert (text_of(back), back.get("href")) == ("Agenda Item 7: Dashboard", f"{STEM}-agenda.html")


def test_without_being_asked_for_there_is_no_page(tmp_path: Path) -> None:
    pack = made(agenda_workbook(tmp_path), tmp_path / "out")
    assert not [name for name in pack.files if name.endswith(".html")]
