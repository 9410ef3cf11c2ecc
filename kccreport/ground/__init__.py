"""What every room stands on: problems, addresses, errors, files written whole, packed streams, processes, totals, progress."""
