"""What a finished pack says it is of: its committee and day."""

from pathlib import Path

import pikepdf


def subject_of(path: Path) -> str:
    """Return the subject in a PDF's information, such as Cabinet, 12 March 2021; "" where there is none or it is no PDF."""
    try:
        with pikepdf.open(path) as pdf:
            return str(pdf.docinfo.get("/Subject", ""))
    except (pikepdf.PdfError, OSError):
        return ""
