"""What an agenda says: front sheet, notices, dates and the officers' report, as blocks or as lines."""
