"""A paper as a page for WeasyPrint: our web page with a stylesheet as somebody would write it for print alone.

Our own stylesheet is for screens of every width, in grids that WeasyPrint breaks down over; and the navigation beside the
paper is for screens too.
"""

import re
from pathlib import Path

STYLE = """
FACES
@page { size: A4; margin: 21mm 20mm; @bottom-right { content: "Page " counter(page); font: 8.5pt Arimo } }
@page wide { size: A4 landscape; margin: 18mm 15mm }
body { font: 11pt/1.4 Arimo }
.set { break-before: page } .wide { page: wide }
h1, h2, h3, h4 { color: #12284b; break-after: avoid } h1 { font-size: 22pt } h2 { font-size: 16pt } h3 { font-size: 13pt }
table { border-collapse: collapse; width: 100%; font-size: 9.5pt }
th, td { text-align: left; vertical-align: top; padding: 3pt 4pt; border-bottom: .5pt solid #c9cfd6 }
thead th { background: #f3f5f8; color: #12284b } tr { break-inside: avoid } .figure { text-align: right }
.box, .panel { background: #f3f5f8; padding: 8pt } dl.facts > div { display: flex } dt { width: 100pt; font-weight: bold }
dd { margin: 0 } .pill { font-weight: bold; padding: 1pt 4pt } .red { background: #8c1d18; color: white }
.amber { background: #ffc20e } .green { background: #2b7f3d; color: white } .shape { width: .8em; height: .8em }
.chart { display: flex } .plotted { width: 330pt } .chart text { font-size: 9pt } .chart line { stroke: #4a545c }
.contents a::after { content: leader(".") target-counter(attr(href), page) }
.skip, .running { display: none }
"""
_DROPPED = (
    r"<style>.*?</style>",
    r'<meta http-equiv="Content-Security-Policy"[^>]*>',
    r'<nav [^>]*class="sections[^"]*"[^>]*>.*?</nav>',
)


def print_page(page: bytes, fonts: Path) -> str:
    """Return a page of ours for print, with the typeface of a folder."""
    text = page.decode()
    for pattern in _DROPPED:
        text = re.sub(pattern, "", text, flags=re.DOTALL)
    looks = {"Regular": "", "Bold": "font-weight: bold", "Italic": "font-style: italic"}
    faces = "".join(
        f'@font-face {{ font-family: Arimo; src: url("{(fonts / f"Arimo-{name}.ttf").as_uri()}"); {look} }}\n'
        for name, look in looks.items()
    )
    return text.replace("</title>", f"</title><style>{STYLE.replace('FACES', faces)}</style>", 1)
