"""Commentary against the figures it stands beside."""
