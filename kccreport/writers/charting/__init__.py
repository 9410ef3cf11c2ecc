"""Charts as geometry: lines, marks and words at their places, in any width, before a writer gives them colours."""
