"""Promotion: the public catalogue of makers who agreed to it, and whatever brings them before buyers."""
