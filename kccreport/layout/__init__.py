"""A file in layouts/ to a `Layout`: which blocks a paper has, in which order."""
