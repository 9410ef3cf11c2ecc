"""A page of a PDF as a picture, drawn in a process of its own since anybody may have sent it."""

import io
from dataclasses import dataclass
from pathlib import Path

from kccreport.ground.errors import UnreadableFile
from kccreport.page.work.task import Tell

_WIDTH = 900  # pixels: a page of A4 can be read
_HIGHEST = 2_400
_MOST_SCALE = 3.0


@dataclass(frozen=True, slots=True)
class PictureOf:
    """Draw one page of a PDF, counted from 1."""

    pdf: Path
    page: int

    def run(self, tell: Tell) -> bytes:
        """Return it as a PNG.

        Raises:
            UnreadableFile: the file cannot be read, or has no such page.
        """
        import pypdfium2  # late: only for pictures

        tell(f"drawing page {self.page} of {self.pdf.name}")
        try:
            with pypdfium2.PdfDocument(self.pdf.read_bytes()) as document:
                if not 1 <= self.page <= len(document):
                    raise UnreadableFile(f"{self.pdf.name} has no page {self.page}.")
                page = document[self.page - 1]
                width, height = page.get_size()
                scale = min(_WIDTH / max(width, 1), _HIGHEST / max(height, 1), _MOST_SCALE)
                picture = page.render(scale=scale).to_pil()
                held = io.BytesIO()
                picture.convert("RGB").save(held, "PNG", optimize=True)
                return held.getvalue()
        except (OSError, ValueError, pypdfium2.PdfiumError) as fault:
            raise UnreadableFile(f"Page {self.page} of {self.pdf.name} cannot be drawn.") from fault
