"""Papers read aloud: what somebody hears who cannot see them, as transcripts that are kept and reviewed."""
