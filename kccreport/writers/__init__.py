"""Papers and figures to files, a writer each."""
