"""Every write about programmes: one act, one function."""
