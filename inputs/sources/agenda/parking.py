"""Make parking-letter.pdf: an untagged letter from outside, as councils are often sent. Run with ReportLab 5.1."""

import sys
from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

LETTER = (
    "To the Policy and Resources Cabinet Committee",
    "",
    "Dear Members,",
    "",
    "This letter is invented. It stands for a paper that reaches Democratic Services as an untagged PDF: it can be",
    "printed and put into the pack, but a screen reader finds neither headings nor the order of its table.",
    "",
    "Residents of the town centre have counted free parking spaces on six market days. The counts are on the next",
    "page. We ask that the Committee takes them into account when it considers the review of charges.",
    "",
    "Yours faithfully,",
    "The Residents' Association",
)
COUNTS = (("Day", "Morning", "Noon", "Afternoon"), ("First", "41", "12", "25"), ("Second", "38", "9", "31"))


def main(out: Path) -> None:
    canvas = Canvas(str(out), pagesize=A4, invariant=1)
    canvas.setFont("Helvetica", 11)
    for line, words in enumerate(LETTER):
        canvas.drawString(60, 740 - 18 * line, words)
    canvas.showPage()
    canvas.setPageSize(landscape(A4))
    canvas.setFont("Helvetica", 14)
    canvas.drawString(60, 520, "Free spaces counted on market days")
    canvas.setFont("Helvetica", 11)
    for row, cells in enumerate(COUNTS):
        for column, cell in enumerate(cells):
            canvas.drawString(60 + 120 * column, 480 - 20 * row, cell)
    canvas.save()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
