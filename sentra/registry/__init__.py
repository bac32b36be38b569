"""Registry: the master register (data induk)."""
