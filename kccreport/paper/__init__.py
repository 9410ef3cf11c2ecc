"""Rated indicators and a layout to a `Paper`: frozen blocks, words already chosen. It knows nothing of PDF."""
