"""Workbooks as plain as can be: the cells that our own writer writes, at a tenth of the cost, since nothing is made to look good.

`test_writer` holds both against each other. Whoever looks at notes, lists or colours has the real one written.
"""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from xml.sax.saxutils import escape

from openpyxl.styles.numbers import builtin_format_id
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

from kccreport.workbook.writer import SheetContent, Shown, WritableValue

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def plain_workbook(sheets: Sequence[SheetContent]) -> bytes:
    """Return an .xlsx workbook with the notes, the headings and the rows of each sheet, and number formats."""
    formats = ["General"]
    parts = {f"xl/worksheets/sheet{number}.xml": _sheet(each, formats) for number, each in enumerate(sheets, 1)}
    numbers = range(1, len(sheets) + 1)
    named = "".join(
        f'<sheet name="{escape(sheets[at - 1].name, QUOTED)}" sheetId="{at}" r:id="s{at}"/>' for at in numbers
    )
    related = "".join(
        f'<Relationship Id="s{at}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{at}.xml"/>' for at in numbers
    )
    typed = "".join(
        f'<Override PartName="/{name}" ContentType="{_TYPE}.{kind}+xml"/>'
        for name, kind in [
            ("xl/workbook.xml", "sheet.main"), ("xl/styles.xml", "styles"), *((part, "worksheet") for part in parts),
        ]
    )  # fmt: skip
    whole = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{typed}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="m" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><workbookPr/>'
        f"<bookViews><workbookView/></bookViews><sheets>{named}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{related}'
        f'<Relationship Id="y" Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": _styles(formats),
    } | parts
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, content in whole.items():
            package.writestr(zipfile.ZipInfo(name, _EPOCH), content)
    return file.getvalue()


QUOTED = {'"': "&quot;", "\r": "&#13;"}


def _sheet(content: SheetContent, formats: list[str]) -> str:
    headings = [heading.text for heading in content.headings]
    rows = [*([note] for note in content.notes), *content.above, headings, *content.rows]
    written = "".join(
        f'<row r="{number}">{"".join(_cell(number, column, value, formats) for column, value in enumerate(row, 1))}</row>'
        for number, row in enumerate(rows, 1)
    )
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{written}</sheetData></worksheet>'


def _cell(row: int, column: int, value: WritableValue, formats: list[str]) -> str:
    shown = "General"
    if isinstance(value, Shown):
        value, shown = float(value.value) if isinstance(value.value, Decimal) else value.value, value.number_format
    elif isinstance(value, date):
        shown = "d mmmm yyyy"
    elif isinstance(value, time):
        shown = "h:mm am/pm"
    if value is None:
        return ""
    if shown not in formats:
        formats.append(shown)
    place = f'<c r="{get_column_letter(column)}{row}" s="{formats.index(shown)}"'
    if isinstance(value, str):
        return f'{place} t="inlineStr"><is><t xml:space="preserve">{escape(value, QUOTED)}</t></is></c>'
    if isinstance(value, bool):
        return f'{place} t="b"><v>{value:d}</v></c>'
    if isinstance(value, date | time | timedelta):
        return f"{place}><v>{to_excel(value)}</v></c>"
    if isinstance(value, Decimal):
        value = int(value) if value == value.to_integral_value() else float(value)
    assert isinstance(value, int | float), value
    return f"{place}><v>{value!r}</v></c>"


def _styles(formats: Sequence[str]) -> str:
    own = [shown for shown in formats if builtin_format_id(shown) is None]
    codes = "".join(
        f'<numFmt numFmtId="{164 + at}" formatCode="{escape(code, QUOTED)}"/>' for at, code in enumerate(own)
    )
    looks = "".join(
        f'<xf numFmtId="{164 + own.index(shown) if shown in own else builtin_format_id(shown)}" applyNumberFormat="1"/>'
        for shown in formats
    )
    return (
        f'<styleSheet xmlns="{_MAIN}"><numFmts>{codes}</numFmts><fonts><font/></fonts><fills><fill><patternFill patternType="none"/></fill></fills>'
        f"<borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs>{looks}</cellXfs>"
        '<cellStyles><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
