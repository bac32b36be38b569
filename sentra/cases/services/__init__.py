"""Every write about problem products: one act, one function."""
