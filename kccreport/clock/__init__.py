"""The statutory clock: which days count, when papers must be published, and the notices the law asks for."""
