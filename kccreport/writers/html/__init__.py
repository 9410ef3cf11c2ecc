"""A `Paper` to one HTML page that needs nothing else: no script, no picture, no typeface from elsewhere."""
