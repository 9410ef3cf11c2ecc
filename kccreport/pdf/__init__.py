"""A `Paper` to bytes: the only room that knows ReportLab, set up before anything in here imports it."""

from kccreport.pdf import setup as setup
