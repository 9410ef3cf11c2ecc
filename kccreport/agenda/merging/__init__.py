"""Many PDFs into one pack that keeps every structure tree."""
