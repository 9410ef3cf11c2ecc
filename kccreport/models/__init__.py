"""What the figures mean: frozen pydantic models. This room knows no files, no layout and no page."""
