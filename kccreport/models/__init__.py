"""What the figures mean: frozen models that know no files, no layout and no page."""
