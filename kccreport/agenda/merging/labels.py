"""The page labels of a pack that was made, as a reader shows them."""

from pathlib import Path

from pikepdf import Pdf


def page_labels(path: Path) -> list[str]:
    """Return what each page of one of our own packs is called: 1, i, 9A; without labels its number."""
    with Pdf.open(path) as pdf:
        return [page.label for page in pdf.pages]
