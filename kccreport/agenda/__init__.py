"""What an agenda says, as models. The rooms within take it from its workbook to its packs."""
