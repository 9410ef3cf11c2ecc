"""The officers' round: who owes commentary, what they sent back, and the next period. Workbooks in and out."""
