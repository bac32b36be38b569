"""Every write of licensing, a file for each act or each few that belong together."""
