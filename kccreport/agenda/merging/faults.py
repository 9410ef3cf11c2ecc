"""What pikepdf raises on damaged files, beyond its own faults."""

import pikepdf

FOREIGN_FAULTS = (
    pikepdf.PdfError,
    AttributeError,
    IndexError,
    KeyError,
    OverflowError,
    RuntimeError,
    TypeError,
    ValueError,
)
