"""Marked content in a page's own code."""

from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Operator, Pdf

from kccreport.ground.flate import packed


def mark_number(page: pikepdf.Page, instruction: Any) -> int | None:
    """Return the number of marked content, given directly or by the name of a property list."""
    operands = instruction.operands
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, Name):
        named = page.obj.get("/Resources", Dictionary()).get("/Properties", Dictionary())
        properties = named.get(str(properties)) if isinstance(named, Dictionary) else None
    if not isinstance(properties, Dictionary) or not isinstance(properties.get("/MCID"), int):
        return None
    return int(properties["/MCID"])


def unclaimed_to_artifacts(pdf: Pdf, page: pikepdf.Page, unclaimed: set[int]) -> None:
    """Make marked content that no element claims an artifact, such as the running heads of some producers."""
    written: list[Any] = []
    open_tagged: list[bool] = []
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in ("BDC", "BMC"):
            number = mark_number(page, instruction) if operator == "BDC" else None
            if number in unclaimed and not any(open_tagged):
                instruction = pikepdf.ContentStreamInstruction([Name.Artifact], Operator("BMC"))
            open_tagged.append(number is not None and number not in unclaimed)
        elif operator == "EMC" and open_tagged:
            open_tagged.pop()
        written.append(instruction)
    code = packed(pikepdf.unparse_content_stream(written))
    page.obj.Contents = pdf.make_stream(code, Filter=Name.FlateDecode)
