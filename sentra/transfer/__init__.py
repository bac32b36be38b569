"""Transfer: spreadsheets in, after a rehearsal, and out."""
