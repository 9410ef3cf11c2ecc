"""The local page: what the commands do, for those who know Excel and a browser. A server on one's own computer."""
