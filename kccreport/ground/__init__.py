"""What every room stands on: problems, addresses, errors, files written whole, processes, totals, progress."""
