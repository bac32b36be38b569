"""What a spreadsheet may weigh. Known to the web server and to the process that parses; imports nothing of ours."""

MOST_COLUMNS = 256
"""The widest sheet of an office that was seen has 34 columns."""
MOST_UNPACKED = 1024**3
"""Bytes that a packed file may unfold to: 100,000 rows of 25 columns unfold to about 120 MB."""
MOST_FOLDING = 300
"""How many times smaller a packed file may be than what it unfolds to; real ones are 8 to 50 times smaller."""
SMALL_ENOUGH = 64 * 1024**2
"""What unfolds to less than this is no danger, however well it was packed."""
MOST_PARTS = 5_000
MOST_MEMORY = 1024**3
"""Address space of the parsing process; 100,000 rows of 25 columns need 340 MB of it."""
MOST_CPU_SECONDS = 300
"""A million rows of CSV take 20 seconds."""
MOST_SILENCE_SECONDS = 60.0
"""How long the parsing process may say nothing while somebody waits for it."""
LONGEST_CELL = 5_000
ROWS_AT_ONCE = 1_000
