"""Cells to models, or problems that name the cell, what was found, what was expected and what to type."""
