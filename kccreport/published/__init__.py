"""What was published stays known: the records of papers and of packs, and what has changed since."""
