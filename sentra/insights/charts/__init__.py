"""Charts drawn on the server, each from the table that stands above it."""
