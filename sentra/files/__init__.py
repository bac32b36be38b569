"""Files: uploads, cleaned and kept private."""
