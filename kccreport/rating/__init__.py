"""Ratings, alerts and directions: pure arithmetic. No files, no clock, no rounding in secret."""
