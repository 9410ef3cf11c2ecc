"""Many papers: each made in one of several processes, named where it fails, and not made again where nothing changed."""
