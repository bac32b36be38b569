"""Reference: the regency, read from its pack."""
