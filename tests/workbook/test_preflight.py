"""A file is looked at before any reader touches it."""

import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from kccreport.ground.errors import UnreadableFile
from kccreport.workbook import preflight
from kccreport.workbook.preflight import look_at
from kccreport.workbook.reader import open_workbook
from tests import books


def refused(path: Path) -> str:
    with pytest.raises(UnreadableFile) as fault:
        open_workbook(path)
    message = str(fault.value)
    assert "\n" not in message
    assert message.startswith(str(path))
    return message.removeprefix(str(path))  # the folder has the name of the test, and so often the words looked for


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_a_workbook_is_let_through_with_its_number_of_sheets(tmp_path: Path) -> None:
    assert look_at(books.save_whole(tmp_path)).sheets == 7


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"%PDF-1.7\n", "is a PDF"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "is a web page"),
        (b'<?xml version="1.0"?><Workbook/>', "is an XML file"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?>", "is an XML file"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "XML spreadsheet of Excel 2003"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "open it in Excel and save",
        ),
        (
            b'<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet"/>',
            "LibreOffice",
        ),
        (b"<table><tr><td>1</td></tr></table>", "if a system exported it as one, open it in Excel"),
        (b"Reference,Target\nHT02,90\n", "is not an Excel workbook but a text file, such as a .csv"),
        ("\ufeffReference;Target".encode("utf-16-le"), "is not an Excel workbook but a text file, such as a .csv"),
        (
            "Cyfeirnod,T\u0177\n".encode("latin-1", "replace"),
            "is not an Excel workbook but a text file, such as a .csv",
        ),
        (b"\x09\x00\x04\x00\x07\x00\x10\x00", "is an old Excel file (.xls)"),
        (b"PK\x05\x06" + b"\0" * 18, "is an archive with nothing in it"),
        (b"\0\1\2\3 nobody knows what", "is not an Excel workbook, or is damaged; ask its sender"),
        (OLE + "WordDocument".encode("utf-16-le"), "is an old Word document (.doc)"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), "is an old presentation (.ppt)"),
        (OLE + "__properties_version1.0".encode("utf-16-le"), "is a message saved from Outlook (.msg)"),
        (OLE + "WORKBOOK\0WordDocument".encode("utf-16-le"), "is an old Excel file (.xls)"),
        (b"PK\x03\x04 and then nothing that makes sense", "is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "is an old Excel file (.xls)"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "is protected by a password",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + b"\0" * 600
            + "EncryptedPackage\0DataSpaces\0StrongEncryptionDataSpace".encode("utf-16-le"),
            "is protected by a password",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + b"\0" * 600
            + "EncryptedPackage\0DataSpaces\0DRMEncryptedDataSpace".encode("utf-16-le"),
            "is encrypted by a sensitivity label",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage\0LabelInfo".encode("utf-16-le"),
            "is encrypted by a sensitivity label",
        ),
    ],
)
def test_other_kinds_of_file_are_named_for_what_they_are(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(content)
    assert said in refused(path)


def test_a_missing_file_a_folder_and_a_lock_file_are_refused(tmp_path: Path) -> None:
    assert "cannot be opened" in refused(tmp_path / "nowhere.xlsx")
    assert "is a folder" in refused(tmp_path)
    assert "name the workbook, book.xlsx" in refused(tmp_path / "~$book.xlsx")
    assert "made by macOS" in refused(tmp_path / "._book.xlsx")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "book.xlsx")
    assert "not an ordinary file" in refused(tmp_path / "book.xlsx")


@pytest.mark.parametrize(
    ("members", "said"),
    [
        (
            {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"},
            "OpenDocument spreadsheet",
        ),
        ({"content.xml": b"<a/>", "META-INF/manifest.xml": b"<a/>"}, "OpenDocument spreadsheet"),
        ({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}, "but not a spreadsheet"),
        ({"Index/Document.iwa": b"", "preview.jpg": b""}, "in Numbers, File > Export To > Excel"),
        ({"report.xlsx": b""}, "is an archive, not an Excel workbook; if the workbook is in it, take it out"),
        (
            {"[Content_Types].xml": b"<Types>wordprocessingml</Types>", "word/document.xml": b"<w/>"},
            "is a Word document",
        ),
        ({"[Content_Types].xml": b"<Types>presentationml</Types>", "ppt/a.xml": b"<p/>"}, "is a presentation"),
        ({"[Content_Types].xml": b"<Types/>", "a.xml": b"<p/>"}, "is an Office file but not an Excel workbook"),
    ],
)
def test_an_archive_that_is_no_workbook_is_named_for_what_it_is(
    tmp_path: Path, members: dict[str, bytes], said: str
) -> None:
    assert said in refused(zipped(tmp_path / "book.xlsx", members))


def test_a_zip_bomb_is_refused_by_what_it_unpacks_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zipped(tmp_path / "a.xlsx", {"[Content_Types].xml": b"<Types/>", "xl/a.xml": b" " * 3_000_000})
    monkeypatch.setattr(preflight, "MOST_PART_BYTES", 1_000_000)
    assert "zip bomb" in refused(bomb)
    monkeypatch.setattr(preflight, "MOST_INFLATED_BYTES", 2_000_000)
    assert "would unpack to more than" in refused(bomb)


def test_a_size_that_the_archive_lies_about_is_found_while_unpacking(tmp_path: Path) -> None:
    path = books.save_whole(tmp_path)
    content = path.read_bytes()
    at = content.rfind(b"PK\x01\x02")
    # the uncompressed size in the last entry of the central directory
    path.write_bytes(content[: at + 24] + struct.pack("<I", 10) + content[at + 28 :])
    assert "damaged" in refused(path)


def test_a_part_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    path = books.save_whole(tmp_path)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
    assert "same part twice" in refused(path)


def test_parts_that_overlap_are_refused(tmp_path: Path) -> None:
    path = books.save_whole(tmp_path)
    content = bytearray(path.read_bytes())
    first = content.find(b"PK\x01\x02")
    second = content.find(b"PK\x01\x02", first + 4)
    content[second + 42 : second + 46] = content[first + 42 : first + 46]  # both entries point at the first part
    path.write_bytes(bytes(content))
    assert "overlap" in refused(path)


@pytest.mark.parametrize(
    "attack",
    [
        b'<!DOCTYPE a [<!ENTITY x "aaaaaaaaaa"><!ENTITY y "&x;&x;&x;&x;">]>',
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd">',
        b'<!doctype a [<!ENTITY % p SYSTEM "http://example.org/x">]>',
        b'<!ENTITY x "aaaaaaaaaa">',
        b'<! entity x "aaaaaaaaaa">',
    ],
)
@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/theme/theme1.xml", "_rels/.rels", "docProps/core.xml"]
)
def test_document_type_declarations_are_refused_in_every_part(tmp_path: Path, attack: bytes, part: str) -> None:
    path = books.repacked(
        books.save_whole(tmp_path), lambda name, content: attack + content if name == part else content
    )
    assert "document type declaration" in refused(path)


def test_utf_16_parts_are_refused_rather_than_half_read(tmp_path: Path) -> None:
    def change(name: str, content: bytes) -> bytes:
        return content.decode().encode("utf-16") if name == "xl/worksheets/sheet1.xml" else content

    assert "unusual encoding" in refused(books.repacked(books.save_whole(tmp_path), change))


def test_a_sheet_whose_part_is_missing_is_refused_rather_than_left_out(tmp_path: Path) -> None:
    path = books.repacked(
        books.save_whole(tmp_path), lambda name, content: None if name == "xl/worksheets/sheet3.xml" else content
    )
    refused(path)


def test_a_workbook_of_hundreds_of_thousands_of_cells_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preflight, "MOST_CELLS", 20)
    assert "at most 20 cells" in refused(books.save_whole(tmp_path))


def test_cells_that_are_only_formatted_do_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def paint(book: openpyxl.Workbook) -> None:
        for row in range(3, 23):
            for column in range(1, 31):
                book["Results"].cell(row, column).number_format = "0%"

    path = books.edited(books.save_whole(tmp_path), paint)
    monkeypatch.setattr(preflight, "MOST_CELLS", 300)
    assert look_at(path).sheets == 7
    assert open_workbook(path).sheets[4].rows.keys() == {1, 2}


@pytest.mark.parametrize(
    ("limit", "most", "said"),
    [
        ("MOST_CELLS", 20, "cells that are filled in; a paper's workbook has at most 20 cells"),
        ("MOST_BYTES", 1_000, "a paper's workbook is at most 0 MiB"),
        ("MOST_INFLATED_BYTES", 1_000, "would unpack to more than 0 MiB"),
        ("MOST_PART_BYTES", 1_000, "unpacks to far more than a paper's workbook would"),
    ],
)
def test_a_file_that_is_too_large_is_told_how_to_be_cut_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, most: int, said: str
) -> None:
    monkeypatch.setattr(preflight, limit, most)
    message = refused(books.save_whole(tmp_path))
    assert said in message
    assert "press Ctrl+End on each sheet" in message


def test_a_binary_workbook_is_named_for_what_it_is(tmp_path: Path) -> None:
    kind = b'<Types><Default ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'
    path = zipped(tmp_path / "a.xlsx", {"[Content_Types].xml": kind, "xl/workbook.bin": b"\0"})
    assert "a binary workbook (.xlsb)" in refused(path)


def test_every_truncation_of_a_workbook_is_refused_in_one_sentence(tmp_path: Path) -> None:
    content = books.save_whole(tmp_path).read_bytes()
    path = tmp_path / "cut.xlsx"
    for length in range(4, len(content), 997):
        path.write_bytes(content[:length])
        refused(path)


@pytest.mark.parametrize("name", ["xl/_rels/workbook.xml.rels", "xl/drawings/vmlDrawing9.vml", "XL/ODD.XML"])
def test_every_part_that_a_reader_would_parse_is_scanned(tmp_path: Path, name: str) -> None:
    path = books.repacked(books.save_whole(tmp_path), lambda other, content: None if other == name else content)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, b"<!DOCTYPE a><a/>")
    assert "document type declaration" in refused(path)


RELATIONS = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORKBOOK = {
    "[Content_Types].xml": preflight._MAIN_TYPES[0],
    "xl/workbook.xml": b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="%b"><sheets>'
    b'<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>' % RELATIONS,
    "xl/_rels/workbook.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="rId1" Type="%b/worksheet" Target="worksheets/sheet1.xml"/></Relationships>' % RELATIONS,
    "xl/worksheets/sheet1.xml": b"<worksheet/>",
}


def said_of(path: Path) -> str:
    """Why a file is refused; nothing where it is let through."""
    try:
        look_at(path)
    except UnreadableFile as fault:
        return str(fault).removeprefix(str(path))
    return ""


def size_of(path: Path, count: int) -> Path:
    """A file of so many bytes, nearly all of them a hole."""
    zipped(path, WORKBOOK)
    with path.open("ab") as file:
        file.truncate(count)
    return path


def parts(path: Path, count: int) -> Path:
    return zipped(path, WORKBOOK | {f"{at}.bin": b"" for at in range(count - len(WORKBOOK))})


def cells(path: Path, count: int) -> Path:
    return zipped(
        path, WORKBOOK | {"xl/worksheets/sheet1.xml": b"<worksheet>" + b"<c><v>1</v></c>" * count + b"</worksheet>"}
    )


def strings(path: Path, count: int) -> Path:
    return zipped(path, WORKBOOK | {"xl/sharedStrings.xml": b"<si/>" * count})


@pytest.mark.parametrize(
    ("make", "most", "said"),
    [
        (size_of, 30 * 2**20, "at most 30 MiB"),
        (parts, 2_000, "far more than a workbook has"),
        (cells, 400_000, "at most 400,000 cells"),
        (strings, 200_000, "at most 200,000 texts"),
    ],
)
def test_a_workbook_is_as_large_as_it_may_be_and_no_larger(
    tmp_path: Path, make: Callable[[Path, int], Path], most: int, said: str
) -> None:
    assert said in refused(make(tmp_path / "more.xlsx", most + 1))
    assert said not in said_of(make(tmp_path / "most.xlsx", most))


def test_a_part_is_unpacked_no_further_than_it_may_be(tmp_path: Path) -> None:
    content = {"[Content_Types].xml": b"<Types/>", "xl/a.xml": b" " * (48 * 2**20 + 1)}
    assert "zip bomb" in refused(zipped(tmp_path / "a.xlsx", content))


@pytest.mark.parametrize(
    "kind",
    [
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    ],
)
def test_workbooks_templates_and_those_with_macros_are_let_through(tmp_path: Path, kind: bytes) -> None:
    """Source: ECMA-376, and [MS-OFFMACRO2] for macros, which nothing here runs."""
    assert look_at(zipped(tmp_path / "a.xlsx", WORKBOOK | {"[Content_Types].xml": kind})).sheets == 1


def test_a_part_that_is_encrypted_is_refused(tmp_path: Path) -> None:
    content = bytearray(zipped(tmp_path / "a.xlsx", WORKBOOK).read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(mark) + at] |= 1
    (tmp_path / "a.xlsx").write_bytes(content)
    assert "encrypted parts" in refused(tmp_path / "a.xlsx")


def test_a_name_without_its_ending_is_answered_with_the_workbook_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "june.xlsx").write_bytes(b"x")
    assert refused(tmp_path / "june").endswith(f"Did you mean {tmp_path / 'june.xlsx'}?")
    assert "Did you mean" not in refused(tmp_path / "july")
