"""A `Paper` to the bytes of a tagged PDF; the only room that knows ReportLab."""

from kccreport.writers.pdf import setup as setup
