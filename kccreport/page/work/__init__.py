"""What the local page has done in a process of its own: the roads, called as the commands call them."""
