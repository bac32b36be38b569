"""How many industries are not yet known: estimated from lists made apart that overlap (capture and recapture)."""
