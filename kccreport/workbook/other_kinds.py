"""What a file is that is no .xlsx workbook, as the end of a sentence that says what to do: told by content, never by name.

Source: the first bytes are those that the formats themselves ask for: [MS-CFB] 2.2 and [MS-XLS] 2.4.21 (BOF) for old
Office files, OpenDocument 1.3 part 2, 3.3 (mimetype), and ECMA-376 part 2 for packages; Numbers has no published format,
but keeps its figures in .iwa files.
"""

import zipfile

_MOST_MIMETYPE = 100  # bytes
SAVE_AGAIN = "open it in Excel and save it as an Excel Workbook (.xlsx)"
_ASK = "ask its sender for the Excel Workbook (.xlsx)"
_OPENDOCUMENT = "an OpenDocument spreadsheet (.ods)"
_OLD_EXCEL = "an old Excel file (.xls)"
# what begins a file of Excel 2, 3 and 4; later ones are in a compound file
_OLDEST = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
# how a file begins, in small letters
_BEGINNINGS = (
    (b"%pdf", f"a PDF, not an Excel workbook; {_ASK}"),
    (b"{\\rtf", f"a rich text document, not an Excel workbook; {_ASK}"),
    (b"\x89png", f"a picture, not an Excel workbook; {_ASK}"),
    (b"\xff\xd8\xff", f"a picture, not an Excel workbook; {_ASK}"),
    (b"<!doctype", f"a web page, not an Excel workbook; if a system exported it as one, {SAVE_AGAIN}"),
    (b"<html", f"a web page, not an Excel workbook; if a system exported it as one, {SAVE_AGAIN}"),
    (b"<table", f"a web page, not an Excel workbook; if a system exported it as one, {SAVE_AGAIN}"),
)
_XML = (
    (b"urn:schemas-microsoft-com:office:spreadsheet", f"an XML spreadsheet of Excel 2003; {SAVE_AGAIN}"),
    (b'progid="excel.sheet"', f"an XML spreadsheet of Excel 2003; {SAVE_AGAIN}"),
    (b"opendocument", f"a flat OpenDocument file; open it in LibreOffice and save it as {_OPENDOCUMENT[3:]} or .xlsx"),
)
_OLE = (
    ("WordDocument", "an old Word document (.doc), not an Excel workbook"),
    ("PowerPoint Document", "an old presentation (.ppt), not an Excel workbook"),
    ("__properties_version1.0", "a message saved from Outlook (.msg); open it, and save the workbook that is attached"),
)  # fmt: skip
_PACKAGES = (
    (b"ms-excel.sheet.binary.macroenabled.main", f"a binary workbook (.xlsb); {SAVE_AGAIN}"),
    (b"wordprocessingml", f"a Word document, not an Excel workbook; {_ASK}"),
    (b"presentationml", f"a presentation, not an Excel workbook; {_ASK}"),
)
_TEXT_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def kind_of(start: bytes) -> str:
    """Return what a file is that begins so, and is neither an archive nor a compound file.

    >>> kind_of(b"Reference,Title")
    'not an Excel workbook but a text file, such as a .csv; open it in Excel and save it as an Excel Workbook (.xlsx)'
    """
    words = start.removeprefix(_TEXT_MARKS[0]).lstrip().lower()
    if start.startswith(_OLDEST):
        return f"{_OLD_EXCEL}; {SAVE_AGAIN}"
    if start.startswith(b"PK\x05\x06"):
        return f"an archive with nothing in it; {_ASK}"
    if words.startswith(b"<?xml"):
        return next((kind for mark, kind in _XML if mark in words), f"an XML file, not an Excel workbook; {_ASK}")
    for mark, kind in _BEGINNINGS:
        if words.startswith(mark):
            return kind
    if start.startswith(_TEXT_MARKS) or not any(letter < 0x20 and letter not in b"\t\n\r\f" for letter in start):
        return f"not an Excel workbook but a text file, such as a .csv; {SAVE_AGAIN}"
    return f"not an Excel workbook, or is damaged; {_ASK}"


def kind_of_ole(content: bytes) -> str:
    """Return what a compound file is, by the streams that it has."""
    names = content.upper()  # some programs write WORKBOOK
    if not any(f"{name}\0".upper().encode("utf-16-le") in names for name in ("Workbook", "Book")):
        for name, kind in _OLE:
            if name.encode("utf-16-le") in content:
                return kind
    return f"{_OLD_EXCEL}; {SAVE_AGAIN}"


def kind_of_archive(archive: zipfile.ZipFile) -> str:
    """Return what an archive is that is no Office file.

    Raises:
        Exception: whatever zipfile raises on a damaged one.
    """
    names = archive.namelist()
    kind = b""
    if "mimetype" in names:
        with archive.open("mimetype") as part:
            kind = part.read(_MOST_MIMETYPE)
    if b"opendocument.spreadsheet" in kind or (not kind and {"content.xml", "META-INF/manifest.xml"} <= set(names)):
        return f"{_OPENDOCUMENT}; open it in Excel or LibreOffice and save it as an Excel Workbook (.xlsx)"
    if b"opendocument" in kind:
        return f"an OpenDocument file, but not a spreadsheet; {_ASK}"
    if any(name.endswith((".iwa", "Index.zip")) for name in names):
        return "a Numbers spreadsheet; in Numbers, File > Export To > Excel"
    return f"an archive, not an Excel workbook; if the workbook is in it, take it out, else {_ASK}"


def kind_of_package(types: bytes) -> str:
    """Return what an Office file is whose list of types names no workbook."""
    listed = types.lower()
    return next(
        (kind for mark, kind in _PACKAGES if mark in listed), f"an Office file but not an Excel workbook; {_ASK}"
    )
