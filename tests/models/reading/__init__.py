"""How periods and dates are read."""
