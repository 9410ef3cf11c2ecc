"""Many PDFs into one agenda pack that keeps every structure tree; the only room that knows pikepdf."""
