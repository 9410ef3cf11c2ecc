"""Names that files come with are taken as they are, or refused."""

import pytest

from kccreport.page.names import PAPERS, RETURNS, WORKBOOKS, UnsafeName, safe_name

TAKEN = [
    "june.xlsx",
    "June 2026 (final).XLSX",
    "Tŷ Mawr – Chwarter 3.xlsx",
    "a.b.c.xlsx",
    "100% & more's.xlsx",
    "console.xlsx",
    "com10.xlsx",
    "aux-figures.xlsx",
    "x" * 145 + ".xlsx",
]
REFUSED = [
    "",
    ".xlsx",
    "..xlsx",
    "...xlsx",
    " .xlsx",
    "june",
    "june.xls",
    "june.exe",
    "june.xlsx.exe",
    "june.xlsx ",
    "june.xlsx.",
    " june.xlsx",
    "june .xlsx",
    "june..xlsx",
    ".june.xlsx",
    "~$june.xlsx",
    ".~lock.june.xlsx",
    # paths
    "../june.xlsx",
    "..\\june.xlsx",
    "a/b.xlsx",
    "/etc/june.xlsx",
    "C:\\june.xlsx",
    "\\\\server\\share\\june.xlsx",
    "a/../../june.xlsx",
    # alternate streams, and what else Windows keeps
    "june.txt:june.xlsx",
    "june.xlsx:stream.xlsx",
    "c:june.xlsx",
    "june?.xlsx",
    "june*.xlsx",
    "a|b.xlsx",
    'a"b.xlsx',
    "<b>june</b>.xlsx",
    "<img src=x onerror=alert(1)>.xlsx",
    # devices
    *(f"{name}.xlsx" for name in ("con", "CON", "Prn", "aux", "NUL", "COM1", "com9", "LPT1", "COM¹", "lpt³", "CONIN$")),
    "nul.tar.xlsx",
    "con .xlsx",
    "COM0.xlsx",
    # what does not show, or shows as something else
    "june\0.xlsx",
    "june\n.xlsx",
    "june\x1b[31m.xlsx",
    "june\u202exslx.xlsx",
    "june\u200b.xlsx",
    "june\ufeff.xlsx",
    "june\ud800.xlsx",
    "x" * 146 + ".xlsx",
    "ŷ" * 73 + ".xlsx",
]


@pytest.mark.parametrize("name", TAKEN)
def test_a_plain_name_is_taken_as_it_is(name: str) -> None:
    assert safe_name(name, WORKBOOKS) == name


@pytest.mark.parametrize("name", REFUSED, ids=ascii)
def test_a_name_that_could_be_something_else_is_refused_with_a_reason(name: str) -> None:
    with pytest.raises(UnsafeName, match=r"^'.*\.$"):
        safe_name(name, WORKBOOKS)


def test_accents_are_composed_so_that_one_name_is_one_file() -> None:
    assert safe_name("Ty\u0302.xlsx", WORKBOOKS) == "Tŷ.xlsx"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("june.xls", "Save As, Excel Workbook"),
        ("June.CSV", "Save As, Excel Workbook"),
        ("june.ods", "Save As, Excel Workbook"),
        ("june.pdf", "on the page Agenda"),
        ("june.docx", "ends in .xlsx"),
        ("june", "ends in .xlsx"),
    ],
)
def test_a_file_of_another_kind_is_refused_with_what_to_do(name: str, words: str) -> None:
    with pytest.raises(UnsafeName, match=words):
        safe_name(name, WORKBOOKS)


def test_what_may_be_sent_depends_on_where_it_goes() -> None:
    assert safe_name("a.ods", RETURNS) == "a.ods"
    assert safe_name("a.pdf", PAPERS) == "a.pdf"
    for name in ("a.ods", "a.pdf"):
        with pytest.raises(UnsafeName):
            safe_name(name, WORKBOOKS)
