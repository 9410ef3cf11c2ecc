"""The three roads, a file each; each tells its story in order, and the rooms do the work."""
