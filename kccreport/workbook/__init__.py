"""Bytes to cells, and back: the only room that knows openpyxl. It knows nothing of indicators."""
