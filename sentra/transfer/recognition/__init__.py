"""Recognising a sheet: where its header stands, which known form it is, which column is what. Pure."""
