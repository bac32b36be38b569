"""Every write of surveys, a file for each act."""
