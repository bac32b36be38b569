"""Reading spreadsheets of whatever kind, safely: each is parsed in a process of its own."""
