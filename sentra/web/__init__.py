"""Web: base pages, components, styles, home, errors."""
