"""PDFs of anyone, looked at in a process of their own: cleaned, named for what they are, searched for leaks."""
