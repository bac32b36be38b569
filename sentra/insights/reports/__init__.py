"""The reports: which tables stand in which chapter, and what is given to print."""
