"""Cells are read as they are stored, each with its address, and nothing is lost on the way."""

import contextlib
import random
import re
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from kccreport.ground.errors import UnreadableFile
from kccreport.intake.submission import read_submission
from kccreport.workbook.reader import open_workbook
from kccreport.workbook.sheet import Sheet
from tests import books
from tests.packages import KINDS


def sheet(path: Path, name: str) -> Sheet:
    return next(each for each in open_workbook(path).sheets if each.name == name)


def one_sheet(path: Path, fill: dict[str, object]) -> Sheet:
    book = openpyxl.Workbook()
    book.active.title = "S"
    for place, value in fill.items():
        book.active[place] = value
    book.save(path / "book.xlsx")
    return sheet(path / "book.xlsx", "S")


def test_zero_text_dates_and_booleans_are_told_apart(tmp_path: Path) -> None:
    found = one_sheet(tmp_path, {"A1": 0, "B1": "n/a", "C1": datetime(2020, 12, 20), "D1": True, "E1": " "}).rows[1]
    assert [found[column].value for column in range(1, 5)] == [0, "n/a", datetime(2020, 12, 20), True]
    assert [found[column].is_number for column in range(1, 5)] == [True, False, False, False]
    assert not found[1].is_blank
    assert found[5].is_blank
    assert str(found[3].address) == "'S'!C1"


def test_a_formula_gives_its_stored_value_and_one_never_calculated_says_so(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    one_sheet(tmp_path, {"A1": "=1+1", "B1": "=2+2", "C1": '=""', "D1": "=3+3"})
    books.repacked(
        path,
        lambda name, content: (
            re.sub(rb"(<f>2\+2</f>)<v ?/>", rb"\1<v>4</v>", content)
            .replace(b"<f>1+1</f><v/>", b"<f>1+1</f>")
            .replace(b'r="C1"', b'r="C1" t="str"')
            .replace(b"<f>1+1</f><v></v>", b"<f>1+1</f>")
            .replace(b"<f>2+2</f><v></v>", b"<f>2+2</f><v>4</v>")
        ),
    )
    found = sheet(path, "S").rows[1]
    assert found[1].is_uncalculated
    assert not found[1].is_blank
    assert (found[2].value, found[2].is_uncalculated) == (4, False)
    assert 3 not in found or not found[3].is_uncalculated, "its result is a text of no letters"
    assert found[4].is_uncalculated, "an empty result, as programs write that do not calculate"


@pytest.mark.parametrize(
    "code", ["#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NUM!", "#VALUE!", "#NULL!", "#SPILL!", "#CALC!"]
)
def test_an_error_cell_is_an_error_whether_stored_as_one_or_as_text(tmp_path: Path, code: str) -> None:
    assert one_sheet(tmp_path, {"A1": code}).rows[1][1].is_error
    path = books.repacked(tmp_path / "book.xlsx", lambda _, content: content.replace(b't="e"', b't="str"'))
    assert sheet(path, "S").rows[1][1].is_error


@pytest.mark.parametrize("words", ["#HEALTH", "#KCC", "#REF", "#1", "#N/A for this year"])
def test_words_that_only_begin_as_an_error_does_are_words(tmp_path: Path, words: str) -> None:
    found = one_sheet(tmp_path, {"A1": words}).rows[1][1]
    assert (found.is_error, found.text) == (False, words)


def test_a_cell_that_leaves_its_style_empty_has_the_usual_one(tmp_path: Path) -> None:
    one_sheet(tmp_path, {"A1": 12})
    path = books.repacked(tmp_path / "book.xlsx", lambda _, content: content.replace(b'r="A1"', b'r="A1" s=""'))
    found = sheet(path, "S").rows[1][1]
    assert (found.value, found.number_format, found.is_error) == (12, "General", False)


@pytest.mark.parametrize(
    ("is_1904", "code", "text"),
    [
        (True, "d mmm yyyy", "1 Jan 1904"), (True, "dd/mm/yyyy hh:mm", "01/01/1904 06:00"), (True, "hh:mm", "06:00"),
        (False, "d mmm yyyy", "0 Jan 1900"), (False, "hh:mm", "06:00"),
    ],
)  # fmt: skip
def test_the_first_day_of_a_workbook_counts_from_its_own_epoch(
    tmp_path: Path, is_1904: bool, code: str, text: str
) -> None:
    book = openpyxl.Workbook()
    if is_1904:
        book.epoch = CALENDAR_MAC_1904
    book.active.title = "S"
    book.active["A1"] = 0.25
    book.active["A1"].number_format = code
    book.save(tmp_path / "book.xlsx")
    assert sheet(tmp_path / "book.xlsx", "S").rows[1][1].text == text


def test_a_number_that_is_none_is_an_error_cell_not_a_crash(tmp_path: Path) -> None:
    one_sheet(tmp_path, {"A1": 12345, "B1": 2})
    path = books.repacked(tmp_path / "book.xlsx", lambda _, content: content.replace(b"<v>12345</v>", b"<v>abc</v>"))
    found = sheet(path, "S").rows[1]
    assert found[1].is_error
    assert found[2].value == 2


def test_shared_strings_as_excel_writes_them_are_read_like_any_text(tmp_path: Path) -> None:
    one_sheet(tmp_path, {"A1": "Tŷ", "B1": "n/a", "C1": "Tŷ"})
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strings = f'<sst xmlns="{main}"><si><t>Tŷ</t></si><si><r><t>n/</t></r><r><t>a</t></r></si></sst>'.encode()

    def share(name: str, content: bytes) -> bytes:
        if name == "[Content_Types].xml":
            kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
            return content.replace(
                b"</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'.encode()
            )
        numbers = {b"n/a": b"1"}
        return re.sub(
            rb't="inlineStr"><is><t>(.*?)</t></is>',
            lambda match: b't="s"><v>' + numbers.get(match[1], b"0") + b"</v>",
            content,
        )

    path = books.repacked(tmp_path / "book.xlsx", share)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", strings)
    assert [cell.value for cell in sheet(path, "S").rows[1].values()] == ["Tŷ", "n/a", "Tŷ"]
    assert b"inlineStr" not in zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml")


def test_rows_stored_out_of_order_are_all_read_in_order(tmp_path: Path) -> None:
    one_sheet(tmp_path, {f"A{row}": row for row in range(1, 31)})

    def shuffle(name: str, content: bytes) -> bytes:
        rows = re.findall(rb"<row .*?</row>", content)
        if len(rows) != 30:
            return content
        mixed = rows[:]
        random.Random(4).shuffle(mixed)
        return content.replace(b"".join(rows), b"".join(mixed))

    found = sheet(books.repacked(tmp_path / "book.xlsx", shuffle), "S")
    assert [cells[1].value for cells in found.rows.values()] == list(range(1, 31))


def test_a_sheet_that_lies_about_its_size_is_read_whole(tmp_path: Path) -> None:
    one_sheet(tmp_path, {f"A{row}": row for row in range(1, 31)})
    path = books.repacked(
        tmp_path / "book.xlsx",
        lambda _, content: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:A2"', content),
    )
    assert len(sheet(path, "S").rows) == 30


def test_a_formatted_cell_in_the_last_row_costs_nothing(tmp_path: Path) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        book["Results"].cell(1_048_576, 16_384).number_format = "0%"
        book["Results"].cell(1_048_576, 1).number_format = "0%"

    path = books.edited(books.save_whole(tmp_path), edit)
    assert read_submission(open_workbook(path)).problems == ()


def test_text_is_cleaned_of_escapes_and_invisible_marks_and_accents_are_composed(tmp_path: Path) -> None:
    found = one_sheet(
        tmp_path, {"A1": "a_x000D_\nb", "B1": "w\u0302", "C1": "90\u202e5", "D1": "a\x07b"[:1] + "b"}
    ).rows[1]
    assert [found[column].value for column in (1, 2, 3)] == ["a\nb", "ŵ", "905"]


def test_a_text_longer_than_excel_keeps_is_refused_and_its_cell_named(tmp_path: Path) -> None:
    path = books.repacked(
        books.save_whole(tmp_path), lambda _, content: content.replace(b"A paragraph.", b"A" * 40_000)
    )
    with pytest.raises(UnreadableFile, match=r"40,000 characters at 'Text'!C4"):
        open_workbook(path)


def test_hidden_sheets_and_rows_merged_cells_and_struck_text_are_noticed(tmp_path: Path) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        book["People"].sheet_state = "hidden"
        book["Results"].row_dimensions[2].hidden = True
        book["Text"].merge_cells("B2:C2")
        book["Paper"]["B3"].font = openpyxl.styles.Font(strike=True)

    found = {each.name: each for each in open_workbook(books.edited(books.save_whole(tmp_path), edit)).sheets}
    assert found["People"].is_hidden
    assert found["Results"].hidden_rows == (2,)
    assert found["Text"].merged == ("B2:C2",)
    assert found["Paper"].rows[3][2].is_struck


@pytest.mark.parametrize(
    ("state", "is_hidden"), [("visible", False), ("hidden", True), ("veryHidden", True)]
)  # ECMA-376, 18.18.68
def test_a_sheet_that_excel_does_not_even_offer_to_show_is_hidden_too(
    tmp_path: Path, state: str, is_hidden: bool
) -> None:
    path = books.edited(books.save_whole(tmp_path), lambda book: setattr(book["People"], "sheet_state", state))
    assert sheet(path, "People").is_hidden == is_hidden


@pytest.mark.parametrize(
    ("written", "is_hidden"), [(b"1", True), (b"true", True), (b"0", False), (b"false", False)]
)  # XML Schema, boolean
def test_a_hidden_row_is_known_however_a_program_writes_it(tmp_path: Path, written: bytes, is_hidden: bool) -> None:
    def change(_: str, content: bytes) -> bytes:
        return content.replace(b'<row r="2"', b'<row hidden="' + written + b'" r="2"')

    found = sheet(books.repacked(books.save_whole(tmp_path), change), "Results")
    assert found.hidden_rows == ((2,) if is_hidden else ())


def test_every_number_format_is_the_one_the_cell_has(tmp_path: Path) -> None:
    """Built-in ones have numbers below 164, a workbook's own from 164 on (ECMA-376, 18.8.30)."""
    shown = ["General", "0", "0.00", "#,##0", "0%", "0.00%", "mmm-yy", "@", '0.0"x"', "0.000%", '"Q"0']
    book = openpyxl.Workbook()
    for at, each in enumerate(shown, 1):
        book.active.cell(1, at, 7).number_format = each
    book.save(tmp_path / "book.xlsx")
    found = open_workbook(tmp_path / "book.xlsx").sheets[0].rows[1]
    assert [found[at].number_format for at in range(1, len(shown) + 1)] == shown


@pytest.mark.parametrize("seed", range(60))
def test_damaged_workbooks_are_read_or_refused_but_never_crash(tmp_path: Path, seed: int) -> None:
    content = bytearray(books.save_whole(tmp_path).read_bytes())
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 12)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    path = tmp_path / "damaged.xlsx"
    path.write_bytes(bytes(content))
    with contextlib.suppress(UnreadableFile):
        read_submission(open_workbook(path))


@pytest.mark.parametrize("seed", range(60))
def test_damage_inside_the_parts_is_read_or_refused_but_never_crashes(tmp_path: Path, seed: int) -> None:
    chance = random.Random(1000 + seed)

    def damage(name: str, content: bytes) -> bytes:
        if not content or chance.random() < 0.6:
            return content
        mangled = bytearray(content)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(mangled))
            if chance.random() < 0.5:
                mangled[at] = chance.choice(b"<>\"'/0129abcxs =")
            else:
                del mangled[at : at + chance.randint(1, 40)]
            if not mangled:
                return b""
        return bytes(mangled)

    path = books.repacked(books.save_whole(tmp_path), damage)
    with contextlib.suppress(UnreadableFile):
        read_submission(open_workbook(path))


RUNS = {
    "one of three runs": ("<r><t>kept </t></r><r><rPr><strike/></rPr><t>gone</t></r><r><t> kept</t></r>", "gone"),
    "written out as true": ('<r><t>a </t></r><r><rPr><strike val="true"/></rPr><t>gone</t></r>', "gone"),
    "taken off again": ('<r><t>a </t></r><r><rPr><strike val="0"/></rPr><t>kept</t></r>', None),
    "two runs of several": (
        "<r><rPr><strike/><b/></rPr><t>one </t></r><r><t>and </t></r><r><rPr><b/><strike/></rPr><t>two</t></r>",
        "one two",
    ),
    "other looks": ("<r><rPr><b/></rPr><t>bold</t></r><r><t> plain</t></r>", None),
}


@pytest.mark.parametrize("is_shared", [False, True], ids=["in the cell", "shared"])
@pytest.mark.parametrize(("runs", "words"), RUNS.values(), ids=RUNS)
def test_words_struck_out_within_a_cell_are_told_from_the_rest(
    tmp_path: Path, runs: str, words: str | None, *, is_shared: bool
) -> None:
    path = tmp_path / "book.xlsx"
    one_sheet(tmp_path, {"A1": "PLACE", "B1": "other"})
    if is_shared:
        path.write_bytes(KINDS["texts shared, at another place"](path.read_bytes()))

    def enrich(_: str, content: bytes) -> bytes:
        return re.sub(rb"<t(?: xml:space=\"preserve\")?>PLACE</t>", runs.encode(), content)

    found = sheet(books.repacked(path, enrich), "S")
    assert found.struck == ({(1, 1): words} if words else {})
    assert not found.rows[1][1].is_struck
    assert found.rows[1][1].text == "".join(re.findall("<t>(.*?)</t>", runs)).strip()


def test_a_text_whose_every_run_is_struck_out_is_struck_out_as_a_whole(tmp_path: Path) -> None:
    one_sheet(tmp_path, {"A1": "PLACE"})
    run = b"<r><rPr><strike/></rPr><t>all </t></r><r><rPr><strike/></rPr><t>of it</t></r>"
    path = books.repacked(tmp_path / "book.xlsx", lambda _, content: content.replace(b"<t>PLACE</t>", run))
    found = sheet(path, "S")
    assert found.rows[1][1].is_struck
    assert found.struck == {}


def test_hidden_and_tiny_columns_and_rows_that_hold_something_are_noticed(tmp_path: Path) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        found = book["Results"]
        found.column_dimensions["B"].hidden = True
        found.column_dimensions["C"].width = 0.3
        found.column_dimensions["Z"].hidden = True
        found.row_dimensions[2].height = 0.5
        found.row_dimensions[50].hidden = True

    found = sheet(books.edited(books.save_whole(tmp_path), edit), "Results")
    assert found.hidden_columns == (2, 3)
    assert found.hidden_rows == (2,)
    told = {
        (problem.code, problem.where) for problem in read_submission(open_workbook(tmp_path / "book.xlsx")).problems
    }
    assert told == {("hidden-columns", "'Results'"), ("hidden-rows", "'Results'")}


def test_soft_hyphens_are_taken_out_wherever_they_stand_and_their_cells_are_kept(tmp_path: Path) -> None:
    found = one_sheet(tmp_path, {"A1": "co\xadoperation", "B1": "plain", "A2": "\xad"})
    assert found.rows[1][1].value == "cooperation"
    assert set(found.soft_hyphens) == {(1, 1), (2, 1)}


def test_white_text_on_white_shows_nothing_and_white_text_on_a_dark_fill_is_seen(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row, (colour, fill) in enumerate([("FFFFFFFF", None), ("FFFFFFFF", "FF003366"), ("FF000000", None)], 1):
        cell = sheet.cell(row, 1, 55)
        cell.font = openpyxl.styles.Font(color=colour)
        if fill:
            cell.fill = openpyxl.styles.PatternFill("solid", fgColor=fill)
    book.save(tmp_path / "white.xlsx")
    rows = open_workbook(tmp_path / "white.xlsx").sheets[0].rows
    assert [(rows[row][1].shows_nothing, rows[row][1].text) for row in (1, 2, 3)] == [
        (True, ""), (False, "55"), (False, "55"),
    ]  # fmt: skip
