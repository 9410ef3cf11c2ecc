"""Bytes to cells, and back. It knows nothing of indicators."""
