"""Handing the register out: sheets, forms, figures, open data."""
