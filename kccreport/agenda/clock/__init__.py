"""The statutory clock: which days count, and when papers must be published."""
