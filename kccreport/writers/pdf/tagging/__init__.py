"""What ReportLab lacks: structure elements, marked content, late-bound text, and the PDF/UA and PDF/A wrapping.

Relies on private names of ReportLab 5.1 (`canvas._code`, `_preamble`, `page.stream`, `PDFDocument.format`, `addPage`,
`idToObject`, `numberToId`, `Page.__NoDefault__`), which is why pyproject.toml pins that series.
"""
