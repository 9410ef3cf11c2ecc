"""A workbook of one sheet, Measures: a row for each indicator, and everything said of it in that row.

It is taken apart into the sheets of the full workbook, as tables whose cells keep the addresses they have on Measures.
Every rule and check of the full workbook so holds for it too, and names the cell that somebody typed.
"""
