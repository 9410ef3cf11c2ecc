"""Everything that making a paper imports, at once: for processes that are forked from one that has it all."""

import kccreport.intake.submission
import kccreport.paper.compose
import kccreport.paper.review
import kccreport.published.revisions
import kccreport.published.series
import kccreport.workbook.reader
import kccreport.writers.pdf.render  # noqa: F401
