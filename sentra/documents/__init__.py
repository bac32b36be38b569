"""Documents: numbered, signed, verifiable PDF."""
