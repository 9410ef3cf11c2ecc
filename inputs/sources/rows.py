"""Rows typed as lines of text, one an indicator, so that they can be read beside the published table."""

from collections.abc import Sequence

from kccreport.intake.writing import Record, as_typed


def table(text: str, headings: Sequence[str]) -> list[Record]:
    """Return one record for each line; cells are divided by |, and empty ones left out."""
    records = []
    for line in text.strip().splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        records.append({heading: as_typed(cell) for heading, cell in zip(headings, cells, strict=True) if cell})
    return records


def items(**values: object) -> list[Record]:
    """Return the Paper sheet: financial_year="2020/21" becomes the row Financial year, 2020/21."""
    return [{"Item": name.replace("_", " ").capitalize(), "Value": value} for name, value in values.items()]  # type: ignore[dict-item]
